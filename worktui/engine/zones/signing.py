"""Closings and signatures: the end of what somebody has to say.

A delimiter ("-- ", a row of _) starts a signature; so does a line saying from which device
a mail was sent; a closing ("Best regards") starts the closing, whose lines below the name
are a signature too; last, a block of contact lines at the end.
"""

from __future__ import annotations

import re
from typing import Final

from worktui.engine.zones import closings
from worktui.engine.zones.footers import paragraphs
from worktui.engine.zones.lines import Line, label

_DELIMITER: Final = re.compile(r"(?:--|—|––|——|―|_{3,}|—{2,}|–{2,}|\*{5,}_*|-- ?\*+)\s*$")
_ROW: Final = re.compile(r"[-=*~#._·•─━]{3,}\s*$")
_SENT_FROM: Final = re.compile(
    "[*_(\\[-]{0,2}(?:" + "|".join(closings.SENT_FROM) + ")", re.IGNORECASE
)
_URL: Final = re.compile(r"[<\[(]?(?:https?://|www\.|mailto:)\S+")
_EXCUSE: Final = re.compile(
    r"[,.;:–-]+ ?(?:please )?(?:excuse|sorry|pardon|apolog|forgive|so (?:please|excuse)|tippfehler"
    r"|bitte entschuld|désolé|disculp|desculp)", re.IGNORECASE
)  # fmt: skip
_TAIL: Final = r"\s*[,.!;:)–—-]*\s*[^\w\s]{0,4}\s*"
_NAME: Final = r"[^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,3}"
_FAREWELL: Final = re.compile(
    "(?:" + "|".join(closings.FAREWELLS) + ")" + _TAIL + rf"(?P<name>(?<=\W){_NAME})?{_TAIL}$", re.I
)
_THANKS: Final = re.compile(
    "(?:"
    + "|".join(closings.THANKS)
    + ")"
    + rf"(?P<end>{_TAIL})(?P<name>(?<=[\W]){_NAME})?{_TAIL}$",
    re.I,
)
_DASH_NAME: Final = re.compile(r"(?:[-–—~/]{1,2} ?)(?=[^\W\d_])[\w.'’ -]{1,30}$")
_POSTSCRIPT: Final = re.compile(r"p\.? ?p?\.?s\b\.?", re.IGNORECASE)
_CONTACT: Final = re.compile(
    r"(?:\+|\b00)\d[\d\s().\-/]{6,}|\(?\d{2,5}\)?[\s./-]\d{3,}[\s.-]?\d{2,}|[^\s@]+@[^\s@]+\.\w{2,}"
    r"|https?://|www\.\w|\b(?:tel|phone|fax|mobile?|mob|cell|skype|telefon|telefono|teléfono|tél"
    r"|handy|direct|office|twitter|linkedin|gsm|тел)\b\s?[.:#]|(?:^|\s)[ptmfe]\s?[.:|]\s?\+?\d",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r" (?:[|·•/–—]|\|\|) ")
_MOST_BELOW: Final = 14
_LONG: Final = 100


def mark_signatures(lines: list[Line]) -> None:
    """Label closings and signatures in each run of own lines."""
    for first, end in _runs(lines):
        start = _delimiter(lines, first, end)
        if start is not None:
            label(lines, start, end, "signature")
            end = start
        _mark_sent_from(lines, first, end)
        _mark_contacts(lines, first, _own_end(lines, first, end))
        _mark_closing(lines, first, _own_end(lines, first, end))


def _runs(lines: list[Line]) -> list[tuple[int, int]]:
    """[first, end) of own lines, blank ones between them included."""
    found: list[tuple[int, int]] = []
    for first, end in paragraphs(lines, 0, len(lines)):
        if found and all(line.blank for line in lines[found[-1][1] : first]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
    return found


def _own_end(lines: list[Line], first: int, end: int) -> int:
    """The end of what is still own of [first, end), blank lines not counted."""
    while end > first and (lines[end - 1].kind != "own" or lines[end - 1].blank):
        end -= 1
    return end


def _delimiter(lines: list[Line], first: int, end: int) -> int | None:
    """The line at which the signature of a run starts, by its delimiter."""
    for place in range(first, end):
        text = lines[place].text
        if _DELIMITER.match(text):
            said = any(not line.blank for line in lines[first:place])
            if not _is_list_or_code(lines, place, end) and (said or text != "—"):
                return place
        elif _ROW.match(text) and end - place < 4 * _MOST_BELOW:
            below = [line.text for line in lines[place + 1 : end] if not line.blank]
            if below and _is_card(below):
                return place
    return None


def _is_list_or_code(lines: list[Line], place: int, end: int) -> bool:
    """Whether a delimiter line stands in a list or in code: more of the same goes on below."""
    raw = lines[place].raw.rstrip("\n")
    if raw.rstrip() != raw or lines[place].text[:1] == "_":
        return False  # "-- " with its blank is meant as a delimiter
    if raw[:1] in " \t":
        return True
    below = [line for line in lines[place + 1 : min(end, place + 20)] if not line.blank]
    code = sum(line.text.endswith((";", "{", "}", "):")) for line in below[:6])
    return code >= 2 or sum(line.text.startswith(("- ", "-- ")) for line in below[:6]) >= 2


def _is_card(below: list[str]) -> bool:
    """Whether lines are a visiting card: short, no sentences, at least one way to reach."""
    if len(below) > 2 * _MOST_BELOW or any(len(t) > _LONG for t in below):
        return False
    talk = sum(t.endswith((".", "?", "!", ",")) and len(t.split()) > 6 for t in below)
    return talk == 0 and any(_CONTACT.search(t) for t in below)


def _mark_sent_from(lines: list[Line], first: int, end: int) -> None:
    for place in range(first, end):
        line = lines[place]
        if not line.blank and is_sent_from(line.text):
            said = any(not other.blank for other in lines[first:place])
            mobile = place - 1
            if re.match(r"via ", line.text, re.IGNORECASE) and _is_name(lines[mobile].text):
                label(lines, mobile, place, "signature")
            label(lines, place, end if said else place + 1, "signature")
            return


def is_sent_from(text: str) -> bool:
    """Whether a line only tells the device or program; a sentence about sending is none."""
    if len(text) > 200 or not _SENT_FROM.match(text):
        return False
    bare = _URL.sub("", text).strip(" *_()[]<>-")
    excuse = _EXCUSE.search(bare)
    if excuse:
        bare = bare[: excuse.start()]
    inside = bare.rstrip(".!")
    if len(inside.split()) > 11 or len(inside) > 80:
        return False
    return not re.search(r"[.!?;,:](?:\s|$)", inside)


def _mark_contacts(lines: list[Line], first: int, end: int) -> None:
    """A last paragraph that is a visiting card, below something said."""
    blocks = paragraphs(lines, first, end)
    if len(blocks) < 2:
        return
    start, stop = blocks[-1]
    texts = [line.text for line in lines[start:stop]]
    if (len(texts) == 1 and len(_BETWEEN.findall(texts[0])) >= 2 and _CONTACT.search(texts[0])) or (
        2 <= len(texts) <= _MOST_BELOW and _is_name(texts[0]) and _is_card(texts[1:])
    ):
        label(lines, start, stop, "signature")


def _mark_closing(lines: list[Line], first: int, end: int) -> None:
    """The closing nearest to the end, its name, and the card below; a postscript stays."""
    for place in range(end - 1, max(first - 1, end - 2 * _MOST_BELOW), -1):
        line = lines[place]
        if line.blank or not _closes(lines, place, end):
            continue
        if not any(not other.blank for other in lines[first:place]) and not _said_before(
            lines, first
        ):
            return  # a message that is only a greeting is what was said
        place = _first_farewell(lines, first, place)
        for below in range(place, end):
            if below > place and _POSTSCRIPT.match(lines[below].text):
                return
            lines[below].kind = "greeting" if lines[below].kind == "own" else lines[below].kind
        return


def _first_farewell(lines: list[Line], first: int, place: int) -> int:
    """Some close twice, one line below the other."""
    above = place - 1
    while above > first and (lines[above].blank or _FAREWELL.match(lines[above].text)):
        place = place if lines[above].blank else above
        above -= 1
    return place


def _said_before(lines: list[Line], first: int) -> bool:
    return any(line.kind == "own" and not line.blank for line in lines[:first])


def _closes(lines: list[Line], place: int, end: int) -> bool:
    text = lines[place].text
    if len(text) > 120:
        return False
    below = [line.text for line in lines[place + 1 : end] if not line.blank]
    post = next((n for n, t in enumerate(below) if _POSTSCRIPT.match(t)), None)
    below = below[:post]
    if len(below) > _MOST_BELOW or any(len(t) > _LONG for t in below):
        return False
    if any(t.endswith("?") or (t.endswith((".", "!")) and len(t.split()) > 5) for t in below):
        return False
    if found := _FAREWELL.match(re.split(r" [/|] ", text)[0]):
        return found["name"] is None or _is_name(found["name"]) or not below
    if _THANKS.match(text):
        named = bool(below) and _is_name(below[0]) and not _THANKS.match(below[0])
        return named or (text.endswith(",") and not below)
    return (
        not below
        and bool(_DASH_NAME.match(text))
        and (_is_name(text.lstrip("-–—~/ ")) and not _in_list(lines, place))
    )


def _in_list(lines: list[Line], place: int) -> bool:
    """Whether the line above is an item of the same list or announces one."""
    above = next((o.text for o in reversed(lines[:place]) if not o.blank), "")
    return (
        above[:2] in ("- ", "– ", "* ")
        or above[:1] == lines[place].text[:1]
        or (above.endswith(":"))
    )


def _is_name(text: str) -> bool:
    """Whether a line may be a person's name: one to five words, each with a capital."""
    bare = re.sub(r"[^\w\s.'’&()/-]", "", text).strip()
    parts = bare.split()
    if not 1 <= len(parts) <= 5 or len(bare) > 50 or text[-1:] in "?!:;":
        return False
    capital = [p for p in parts if p[:1].isupper() or not p[:1].isalpha() or len(p) <= 3]
    return len(capital) == len(parts) and any(p[:1].isalpha() for p in parts)
