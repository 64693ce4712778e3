"""What can be done: the desk (the one write door), the views (the one read door)."""
