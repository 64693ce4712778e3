"""Measurements of speed, and the answers of the program to published cases."""
