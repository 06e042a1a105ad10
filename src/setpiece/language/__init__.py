"""From words to a Script."""
