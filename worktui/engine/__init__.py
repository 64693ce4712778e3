"""Thinking, pure and deterministic: no I/O, no clock, no store."""
