"""What is said beside a request: "when you find time", "it's urgent"; no work of its own."""

from __future__ import annotations

import re

from worktui.domain.actions import parse
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.frames import WHEN, frame_ends
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import content
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_URGENT = re.compile(
    r"\W*(?:and |but |und |aber |et |mais |y |pero |e |mas )?(?:sorry,? )?"
    r"(?:(?:it|this|that|these|both|es|das|dies|c'est|cela|ca|ce|esto|eso|isto|isso|the matter|"
    r"die sache)\W*)?(?:s|is|are|ist|sind|est|es|e|eilt)?\b[\w ,']{0,24}$"
)


def urgent_follows(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "It's urgent" after a request: its priority, and nothing to do by itself."""
    f, lang = clause.folded, scene.lang
    hit = said("urgent", lang).search(f) or re.search(r"\beilt\b", f)
    if hit is None or said("low", lang).search(f) or len(f.split()) > 6 or not _URGENT.match(f):
        return False
    left = content(f[: hit.start()] + f[hit.end() :]) - {"really", "veri", "quit", "sehr"}
    step = next((s for s in reversed(draft.steps) if s.type == "create_task"), None)
    if len(left) > 1 or step is None:
        return False
    given = step.action.to_doc()
    if not given.get("priority"):
        step.action = parse({**given, "priority": "urgent"})
    return True


_POLITE = re.compile(
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


def without_asides(scene: Scene, text: str) -> str:
    """A request without the clause set between its verb and its frame, and polite ends."""
    folded = fold(text)
    for hit in re.finditer(rf",\s*{WHEN}\b[^,;.?!]{{3,60}},\s*", folded):
        if frame_ends(folded[: hit.start()], scene.lang):
            text = f"{text[: hit.start()]} {text[hit.end() :]}"
            folded = fold(text)
            break
    polite = _POLITE.search(folded)
    if polite is not None and polite.start() > 0 and len(content(text[: polite.start()])) > 1:
        text = text[: polite.start()]
    return text
