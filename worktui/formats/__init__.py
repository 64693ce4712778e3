"""Import and export: one file a foreign format."""
