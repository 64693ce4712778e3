"""worktui: a work system in the terminal. Importing it loads nothing."""

__version__ = "0.1.0"
