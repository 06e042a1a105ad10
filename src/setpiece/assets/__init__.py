"""Parametric things with real sizes, masses and materials."""
