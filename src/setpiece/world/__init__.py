"""The document: World, materials, validation, edits."""
