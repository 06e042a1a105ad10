"""Predicates over a Trajectory, for staging and for the certificate."""
