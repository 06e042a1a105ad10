"""Lens, film back and the moves of the camera."""
