"""Setpiece films a world instead of dreaming pixels."""
