"""The page: a take in a local browser, to play, click, edit and compare."""
