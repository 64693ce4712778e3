"""The outside world going out: one file a thing."""
