"""Where the frame of a request ends, and what is set between it and its verb."""

from __future__ import annotations

import re

from worktui.engine.reason.lexicon import said

WHEN = (
    r"(?:when(?:ever)?|if|once|as soon as|after|before|while|wenn|sobald|falls|nachdem|bevor|"
    r"quand|lorsque|des que|si|apres|avant|cuando|en cuanto|antes|quando|assim que|se|apos)"
)
"""What begins a clause of time or condition, in five languages."""
POLITE = re.compile(
    r"[\s,]*\b(?:(?:when(?:ever)?|if|once|as soon as) (?:you(?:'ve|'re)?|there's)\b[^,.;?!]{0,16}"
    r"\b(?:time|moment|minute|chance|second|free|around|can|could|like|get to it|round to it)\b|"
    r"(?:wenn|sobald|falls) (?:sie|du|ihr|es)\b[^,.;?!]{0,24}\b(?:zeit|dazu|kannst|konnen|konnt|"
    r"moment|luft|gelegenheit|passt|geht|schafft|schaffst)\b(?: haben| hast| habt| kommst| kommen| "
    r"finden| findest)?|bei gelegenheit|(?:quand|des que|lorsque|si) (?:vous|tu)\b[^,.;?!]{0,20}\b"
    r"(?:temps|moment|pouvez|pourrez|peux|pourras|minute|possibilite)\b|a l'occasion|"
    r"(?:cuando|si|en cuanto) (?:puedas?|tengas?|tenga|puedan|tengan|puedes|puede|tienes)\b"
    r"(?: (?:un|una|algo|de|rato|momento|tiempo|hueco)){0,3}|"
    r"(?:quando|se|assim que) (?:puder\w*|tiver\w*|der|conseguir\w*)\b"
    r"(?: (?:um|uma|algum|de|tempo|tempinho|momento|bocadinho)){0,3})\W*$"
)
"""When they have time for it: a courtesy around a request."""
_INSIDE = re.compile(rf",\s*{WHEN}\b[^,;.?!]{{3,60}}$")


def set_between(folded: str, lang: str) -> bool:
    """Whether words up to a comma are "could you, when you find time": the request goes on."""
    if POLITE.match(folded.strip(" ,")):
        return True  # "when you get a chance, could you …"
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
