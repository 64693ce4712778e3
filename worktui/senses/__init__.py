"""The outside world coming in: one file a thing; values out, never work."""
