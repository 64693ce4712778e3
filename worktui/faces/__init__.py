"""Faces: show a view, collect an intention."""
