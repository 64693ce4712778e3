"""What a sense is called: its kind, and a mark of the place it looks at.

The mark makes the cursor of another place another cursor, also where two people share one
workspace, and tells nothing of the path to whoever reads the workspace.
"""

from __future__ import annotations

import hashlib
import re


def named(kind: str, place: str, label: str = "") -> str:
    """The name of a sense of `kind` over `place`: `maildir:1f0c9a2b`, `git:web:77ab01cd`."""
    mark = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    word = re.sub(r"[^\w.-]+", "-", label).strip("-.")[:40]
    return ":".join(part for part in (kind, word, mark) if part)
