"""The folder on disk: documents, store, encoded films."""
