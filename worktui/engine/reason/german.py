"""German word order: a clause that began with its verb, told as a title."""

from __future__ import annotations

import re

_VERB = (
    r"(?P<verb>ist|sind|war|waren|wird|werden|funktioniert|funktionieren|fehlt|fehlen|geht|gehen|"
    r"l[äa]dt|laden|stimmt|stimmen|passt|passen|steht|stehen|zeigt|h[äa]ngt|klemmt|tropft|"
    r"leuchtet|flackert|wackelt|ruckelt)"
)
_SUBJECT = (
    r"(?P<subject>(?:der|die|das|ein|eine|unser|unsere|euer|eure|Ihr|Ihre|mein|meine|alle|einige|"
    r"mehrere|zwei|drei|vier)"
    r"(?: [a-zäöüß]+)* [A-ZÄÖÜ][\w-]*(?: (?:des|der|von|vom) (?:[a-zäöüß]+ )*[A-ZÄÖÜ][\w-]*)?)"
)
_PLACE = (
    r"(?P<place>(?:auf|in|im|bei|beim|an|am|unter|[üu]ber|hinter|neben|vor|aus)\b(?: [a-zäöüß]+)*"
    r" [A-ZÄÖÜ][\w-]*(?: (?:des|der|von|vom) (?:[a-zäöüß]+ )*[A-ZÄÖÜ][\w-]*)?)"
)
_INVERTED = re.compile(
    rf"^(?i:{_VERB})(?:\s+(?:leider|auch|noch|wieder|immer noch|seit \w+))*"
    rf"(?:\s+{_PLACE})?\s+{_SUBJECT}"
    r"(?P<rest>\b.*)$"
)


def subject_first(text: str) -> str:
    """ "ist auf der Startseite das Logo kaputt" as "das Logo auf der Startseite ist kaputt"."""
    hit = _INVERTED.match(text)
    if hit is None or "?" in text:
        return text
    subject, place, rest = hit["subject"], hit["place"], hit["rest"].strip()
    if not re.search(r"[A-ZÄÖÜ]", subject.split(" ", 1)[-1]):
        return text
    words = [subject, place or "", hit["verb"].lower(), rest]
    return " ".join(word for word in words if word)


def objectless(title: str) -> bool:
    """ "Schnell abdichten": an infinitive with no noun; it speaks of what was said before."""
    words = title.split()
    small = all(word[:1].islower() for word in words[1:])
    return len(words) in (1, 2, 3) and small and bool(_INFINITIVE.search(words[-1]))


_INFINITIVE = re.compile(r"^[A-ZÄÖÜa-zäöüß]{4,}(?:en|ern|eln)$")


_DO_NOT_FORGET = re.compile(r"^nicht (?:zu )?vergessen,?\s+(?=\S+ \S)", re.IGNORECASE)
_SPLIT_ZU = re.compile(
    r"\b(ab|an|auf|aus|bei|durch|ein|fest|frei|her|hin|hoch|los|mit|nach|um|vor|weg|weiter|"
    r"zurück|zusammen)zu(\w+(?:en|ern|eln))$"
)


def unforgotten(text: str) -> str:
    """ "Nicht vergessen, das Logo auszutauschen" as "das Logo austauschen"."""
    hit = _DO_NOT_FORGET.match(text)
    bare = text[hit.end() :] if hit is not None else text
    bare = re.sub(r"\bzu (?=[a-zäöüß]+(?:en|ern|eln)$)", "", bare) if hit is not None else bare
    return _SPLIT_ZU.sub(r"\1\2", bare)
