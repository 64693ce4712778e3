"""`python -m worktui`."""

import sys

from worktui.main import main

if __name__ == "__main__":
    sys.exit(main())
