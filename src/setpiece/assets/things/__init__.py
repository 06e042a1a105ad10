"""The catalogue's entries, by kind."""
