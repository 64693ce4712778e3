"""Remembering: the memory and the file store behind one port."""
