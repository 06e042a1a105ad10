"""From a Script to a World in which what it says does happen."""
