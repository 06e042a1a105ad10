"""The laws a film obeys, with figures, and the proof of its sentence."""
