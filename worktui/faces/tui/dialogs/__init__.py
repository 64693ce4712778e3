"""What is asked over a page: each gives back one typed result."""
