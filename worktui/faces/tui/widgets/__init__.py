"""Reusable parts: each draws a value it is given and says what the person did."""
