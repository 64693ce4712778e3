"""What is said beside a request: "when you find time", "it's urgent"; no work of its own."""

from __future__ import annotations

import re

from worktui.domain.actions import parse
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.frames import POLITE, WHEN, frame_ends
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import content
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_LITTLE = frozenset(
    """and but und aber et mais y pero e mas sorry it it's this that these both is are s es das dies
    ist sind ce c'est cela ca est esto eso isto isso really very quite rather somewhat sehr wirklich
    ziemlich tres vraiment assez plutot muy bastante realmente muito mesmo a bit little etwas un peu
    poco um pouco so rather pretty the matter die sache""".split()
)
"""Words beside "urgent" that name no work."""


def urgent_follows(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "It's urgent" after a request: its priority, and nothing to do by itself."""
    f, lang = clause.folded, scene.lang
    hit = said("urgent", lang).search(f) or re.search(r"\beilt\b", f)
    if hit is None or said("low", lang).search(f):
        return False
    beside = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", f[: hit.start()] + " " + f[hit.end() :])
    if not set(beside) <= _LITTLE | set(fold(scene.sender_name).split()):
        return False
    step = next((s for s in reversed(draft.steps) if s.type == "create_task"), None)
    if step is None:
        return False
    given = step.action.to_doc()
    if not given.get("priority"):
        step.action = parse({**given, "priority": "urgent"})
    return True


def without_asides(scene: Scene, text: str) -> str:
    """A request without the clause set between its verb and its frame, and polite ends."""
    folded = fold(text)
    for hit in re.finditer(rf",\s*{WHEN}\b[^,;.?!]{{3,60}},\s*", folded):
        if frame_ends(folded[: hit.start()], scene.lang):
            text = f"{text[: hit.start()]} {text[hit.end() :]}"
            folded = fold(text)
            break
    first = POLITE.match(folded.partition(",")[0])
    if first is not None and "," in folded:
        text = text[folded.index(",") + 1 :].lstrip()
        folded = fold(text)
    polite = POLITE.search(folded)
    if polite is not None and polite.start() > 0 and len(content(text[: polite.start()])) > 1:
        text = text[: polite.start()]
    return text
