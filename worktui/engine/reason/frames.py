"""Where the frame of a request ends, and what is set between it and its verb."""

from __future__ import annotations

import re

from worktui.engine.reason.lexicon import said

WHEN = (
    r"(?:when(?:ever)?|if|once|as soon as|after|before|while|wenn|sobald|falls|nachdem|bevor|"
    r"quand|lorsque|des que|si|apres|avant|cuando|en cuanto|antes|quando|assim que|se|apos)"
)
"""What begins a clause of time or condition, in five languages."""
_INSIDE = re.compile(rf",\s*{WHEN}\b[^,;.?!]{{3,60}}$")


def set_between(folded: str, lang: str) -> bool:
    """Whether words up to a comma are "could you, when you find time": the request goes on."""
    hit = _INSIDE.search(folded)
    return hit is not None and frame_ends(folded[: hit.start()], lang)


def frame_ends(folded: str, lang: str) -> bool:
    """Whether words end with the frame of a request: "could you", "bitte"."""
    end = len(folded.rstrip(" ,"))
    return end > 0 and any(
        hit.end() >= end
        for name in ("ask", "want")
        for hit in said(name, lang).finditer(folded[:end])
    )
