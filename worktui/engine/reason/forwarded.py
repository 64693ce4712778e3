"""A mail passed on with a word ("can you take this one?"): what was forwarded is the request."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.domain.arrival import Arrival, Party, Zone
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_HEADER = re.compile(
    r"^[>*_ ]*(?P<name>from|von|de|date|datum|fecha|data|sent|gesendet|envoye|enviado|subject|"
    r"betreff|objet|"
    r"asunto|assunto|to|an|a|para|cc|kopie)\s?:[*_ ]*(?P<value>.*)$"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POINTS = re.compile(
    r"\b(?:this|that|these|it|below|one|das|dies\w*|unten|es|ca|cela|ceci|ci-dessous|esto|abajo|"
    r"d?isso|d?isto|deste|abaixo|"
    r"him|her|ihm|ihnen|lui|leur|"
    r"take over|handle|forward\w*|fwd|take care|kummer\w*|ubernehm\w*|occuper|encarg\w*|cuidar)\b"
)
_HANDLE = re.compile(
    r"\b(?:take (?:this|that|it|over)|handle|look (?:at|into)|deal with|help|fix|answer|reply|sort|"
    r"see to|"
    r"kummer\w*|erledig\w*|beantwort\w*|occuper|repondre|traiter|tratar|encarg\w*|responder|resolver|"
    r"cuidar)\b"
)
_MOST = 25


def passes_on(scene: Scene, rest: list[Clause]) -> bool:
    """Whether the sender's own few words only point at what they forward."""
    arrival = scene.arrival
    if arrival.kind != "eml" or all(z.kind != "forwarded" for z in arrival.zones):
        return False
    words = " ".join(c.folded for c in rest)
    if not scene.by_team and not _HANDLE.search(words):
        return False
    return len(words.split()) <= _MOST and bool(_POINTS.search(words))


def forwarded(scene: Scene) -> Scene | None:
    """The scene of the forwarded mail, as if its writer had sent it; None when it says nothing."""
    arrival = scene.arrival
    zone = next(z for z in arrival.zones if z.kind == "forwarded")
    head, start = _head(zone)
    body = zone.text[start:]
    if not body.strip():
        return None
    address = _ADDRESS.search(head.get("from", ""))
    sender = arrival.sender
    if address is not None:
        name = head["from"][: address.start()].strip(" <\"'[(")
        sender = Party(name, address.group().lower())
    at = zone.start + start
    inner: Arrival = replace(
        arrival,
        sender=sender,
        subject=head.get("subject", arrival.subject),
        zones=(Zone("own", at, zone.end, arrival.text[at : zone.end]),),
        in_reply_to=(),
    )
    return scene.of(inner)


_SAME = {
    "von": "from", "de": "from", "betreff": "subject", "objet": "subject", "asunto": "subject",
    "assunto": "subject",
}  # fmt: skip


def _head(zone: Zone) -> tuple[dict[str, str], int]:
    """The forwarded mail's headers by English name, and where its body begins."""
    found: dict[str, str] = {}
    at = 0
    for line in zone.text.split("\n"):
        hit = _HEADER.match(fold(line))
        if hit is not None:
            name = _SAME.get(hit.group("name"), hit.group("name"))
            found.setdefault(name, line[hit.start("value") :].strip(" *_"))
        elif found and line.strip():
            break
        at += len(line) + 1
    return found, min(at, len(zone.text))
