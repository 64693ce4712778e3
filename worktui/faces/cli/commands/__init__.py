"""The commands with their options, a room each."""
