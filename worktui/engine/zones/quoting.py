"""Where somebody else speaks: marked lines, introductions, header blocks, forwards.

Rules: an introduction ("On … X wrote:") before marked lines takes only itself out, one
before unmarked text takes all below; a block of mail headers or a line such as
"-----Original Message-----" takes all below.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from worktui.engine.zones import words
from worktui.engine.zones.lines import Line, label, next_said

_MARK: Final = re.compile(r"[>＞]|&gt;")
_NAMED_MARK: Final = re.compile(r"[A-Z][A-Za-z]{0,11}\d?>(?:[\s>]|$)")
_BAR: Final = re.compile(r"\|(?:\s|$)")
_EMAIL: Final = re.compile(r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,190}\w")
_NUMERIC: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}[:.h]\d{2}\b|\d{4}\s?[年년]|\b(?:19|20)\d\d\b"
)
_STEMS: Final = "|".join(sorted({re.escape(s) for s in words.DATE_STEMS}, key=len, reverse=True))
_NAMED: Final = re.compile(
    rf"\b(?:{_STEMS})\w*\.?,?\s+(?:den\s+)?\d|\d\.?\s*(?:de\s+)?(?:{_STEMS})"
)
_BEFORE: Final = "|".join(sorted({re.escape(b) for b in words.BEFORE_DATE}, key=len, reverse=True))
#: An introduction begins with "On …", with a date or time, or with a day's name.
_STARTS: Final = re.compile(
    rf"(?:-{{2,}}\s*)?(?:(?:{_BEFORE})\s+(?=.{{0,25}}(?:\d|\b(?:{_STEMS})))|(?:{_STEMS})\w*\.?,?\s+\S"
    r"|\d{1,4}[./:-]\d{1,2}|\d{1,2}\.?\s+\w+\.?,?\s+(?:de\s+)?\d{2,4}|\d{4}\s?[年년]\s?\d)"
)
_VERBS: Final = "|".join(re.escape(v) for v in sorted(words.WROTE, key=len, reverse=True))
_VERB: Final = re.compile(
    rf"(?:^|[\s>)\]\"'’”,])(?:{_VERBS})(?=$|[\s:.,(]|：)|写道|寫道|书写|님이 작성"
)
_END: Final = re.compile(rf"(?:[:：]|(?:{_VERBS})\s*-{{2,}}|(?:{_VERBS})\.*)$")
_NAME_FIRST: Final = re.compile(
    rf"[^<>:;]{{2,80}}[<(\[][^<>\s]{{1,120}}@[^<>\s]{{1,160}}[>)\]],?\s*(?:{_VERBS})"
)
_PLAIN_NAME: Final = re.compile(rf"[^<>:;.!?]{{2,60}}\s(?:{_VERBS})\s?[:：]$")
#: Whatever it begins with: an address, then hardly more than the verb, or only the colon.
_ADDRESS_LAST: Final = re.compile(
    rf".{{0,300}}?[<(][^<>\s]{{1,64}}@[^<>\s]{{1,190}}[>)](?:[^.!?]{{0,60}}(?:{_VERBS})\s?[:：]?|\s?[:：])$"
)
_NAME_DATED: Final = re.compile(rf"[^<>:;.!?]{{2,60}}\s(?:{_VERBS})\s.{{3,60}}$")
_CITING: Final = re.compile(
    r"(?:quoting|zitat von|citando(?: a)?|citation de|in (?:article|message) <)"
)
_DIGIT: Final = re.compile(r"\d")
_BARE: Final = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:\s+\d{1,2}:\d\d\s+(?:GMT|UTC)[+-]\d\d:?\d\d\s+\S.{1,80}"
    r"|\s+(?:\d{1,2}:\d\d\s+)?[^<>]{2,80}<[^<>\s]{1,120}@[^<>\s]{2,120}>)$"
)
_MOST_LINES: Final = 6


def mark_quoted(lines: list[Line]) -> None:
    """Label every line that is not the sender's, but for signatures and disclaimers."""
    marked = _mark_marked(lines)
    place = 0
    while place < len(lines):
        if lines[place].kind == "own" or marked[place]:
            taken = _cut_at(lines, marked, place)
            if taken is not None:
                first, end, kind = taken
                label(lines, first, end, kind)
                place = max(end, place + 1)
                continue
        place += 1


def is_marked(text: str) -> bool:
    """Whether a line carries a mark of quotation."""
    return bool(_MARK.match(text) or _NAMED_MARK.match(text))


def _mark_marked(lines: list[Line]) -> list[bool]:
    marked = [is_marked(line.text) for line in lines]
    for place, line in enumerate(lines):
        if marked[place] or _is_wrapped(lines, marked, place):
            line.kind = "quoted"
    return marked


def _is_wrapped(lines: list[Line], marked: list[bool], place: int) -> bool:
    """The rest of a quoted line that a mail program broke, between marked lines."""
    text = lines[place].text
    if not text or not 0 < place < len(lines) - 1 or not marked[place + 1]:
        return False
    if not (marked[place - 1] or lines[place - 1].kind == "quoted"):
        return False
    if not re.search(r"\w", text) or lines[place - 1].text.endswith("="):
        return True
    return len(lines[place - 1].raw) > 70 and len(text) < 40 and text[:1].islower()


def _cut_at(lines: list[Line], marked: list[bool], place: int) -> tuple[int, int, str] | None:
    """What an introduction or a header that *ends* (or stands) at `place` takes out."""
    line = lines[place]
    if not line.blank and not marked[place]:
        kind = original_line(line.text) or _dashed(lines, place)
        if kind:
            return _above(lines, place), len(lines), kind
        if header_block(lines, place):
            return _above(lines, place), len(lines), _kind_above(lines, place)
    first = _introduction(lines, marked, place)
    if first is None:
        return None
    after = next_said(lines, place + 1)
    if after < len(lines) and (marked[after] or _BAR.match(lines[after].text)):
        for bar in range(after, len(lines)):
            if not _BAR.match(lines[bar].text) and not lines[bar].blank:
                break
            if not lines[bar].blank:
                lines[bar].kind = "quoted"
        return first, place + 1, "quoted"
    return first, len(lines), "quoted"


def _introduction(lines: list[Line], marked: list[bool], end: int) -> int | None:
    """The first line of the introduction that ends at line `end`, None if none does."""
    text = lines[end].text
    if _BARE.match(text) and not marked[end]:
        return end
    low = text.lower().rstrip("_*- ") if not text.startswith("----") else text.lower()
    tail = low.lstrip("> ") if marked[end] else low
    if not _END.search(low) or (
        marked[end] and not re.match(rf"(?:(?:{_VERBS}).{{0,20}})?[:：]?$", tail)
    ):
        return None
    if len(text) > 300:
        return None
    joined = ""
    for place in range(end, max(end - _MOST_LINES - 2, -1), -1):
        line = lines[place]
        if place < end and (marked[place] or line.kind not in ("own", "quoted")):
            return None
        if line.blank:
            if joined[:1] not in ("<", "m"):
                return None
            continue
        if place < end and line.text[-1:] in ".!?" and not _STARTS.match(line.text.lower()):
            return None
        broken = line.text.endswith("=") and place < end
        joined = line.text[:-1] + joined if broken else f"{line.text} {joined}".strip()
        if len(joined) > 600:
            return None
        if _introduces(joined, lines, marked, end):
            return _extended(lines, place)
    return None


def _introduces(text: str, lines: list[Line], marked: list[bool], end: int) -> bool:
    low = text.lower()
    if text.startswith(("<", ">")):
        return False
    after = next_said(lines, end + 1)
    quoted = after < len(lines) and marked[after]
    if not (quoted or "@" in low or _DIGIT.search(low)):
        return False  # neither who nor when: nothing below would hold, and most lines end here
    said = _VERB.search(low)
    address = _EMAIL.search(low)
    dated = _NUMERIC.search(low) or _NAMED.search(low)
    if _STARTS.match(low) and dated:
        colon = low.rstrip("_- ").endswith((":", "："))
        return bool((said and (colon or address)) or (address and colon)) and _plausible(low)
    if _NAME_FIRST.match(low):
        return True
    if dated and _ADDRESS_LAST.match(low) and (said or re.search(r"\d", low[:20])):
        return _plausible(low)
    if _CITING.match(low):
        return bool(address or quoted)
    if (
        quoted
        and dated
        and low.endswith((":", "："))
        and (address or (said and _NAME_DATED.match(low)))
    ):
        return True
    return quoted and bool(said) and bool(_PLAIN_NAME.match(low)) and len(text.split()) <= 8


def _plausible(low: str) -> bool:
    """An introduction says who: it is no sentence with several stops."""
    return len(re.findall(r"[a-zà-ÿа-я]{3,}[.!?]\s+[a-zà-ÿа-я]", low)) <= 2


def _extended(lines: list[Line], first: int) -> int:
    """With the line above when the introduction was broken right after its date."""
    if first == 0 or lines[first - 1].blank or _STARTS.match(lines[first].text.lower()):
        return first
    above = lines[first - 1].text.lower()
    if (
        _STARTS.match(above)
        and (_NUMERIC.search(above) or _NAMED.search(above))
        and (len(above) < 80 and above[-1] not in "!?")
    ):
        return first - 1
    return first


_ORIGINAL: Final = "|".join(re.escape(o) for o in words.ORIGINAL)
_FORWARDED: Final = "|".join(re.escape(f) for f in words.FORWARDED)
_RULED: Final = re.compile(
    rf"[-_=*—–\s]{{2,40}}(?:(?P<original>{_ORIGINAL})|(?P<forwarded>{_FORWARDED})).{{0,60}}?[-_=*—–:：\s]{{2,40}}$"
)
_BEGIN: Final = re.compile(
    rf"[*_]{{0,2}}(?:(?P<original>{_ORIGINAL})|(?P<forwarded>{_FORWARDED}))\s?[:：]?[*_]{{0,2}}$"
)
_DASHED: Final = re.compile(r"[-_=]{3,60}\s*[^-_=\s][^\n]{2,80}?\s*[-_=]{3,60}$")
_RULE: Final = re.compile(r"[-_=*—–\s]{5,}$")


def original_line(text: str) -> str:
    """ "quoted" or "forwarded" if the line says that an older message follows, else ""."""
    low = text.lower()
    found = _RULED.match(low) or (_BEGIN.match(low) if len(low) < 60 else None)
    if not found:
        return ""
    if "begin" not in low and found.re is _BEGIN and not low.endswith((":", "：", "*")):
        return ""
    return "forwarded" if found["forwarded"] else "quoted"


def _dashed(lines: list[Line], place: int) -> str:
    """A dashed line in a language not in the list counts when headers follow."""
    if not _DASHED.match(lines[place].text):
        return ""
    after = next_said(lines, place + 1)
    return "quoted" if after < len(lines) and header_block(lines, after) else ""


_KEYS: Final = {name: kind for kind, names in words.HEADERS.items() for name in names}
_KEY: Final = re.compile(
    r"[*_|\s]{0,4}([^\W\d_][\w. '’-]{0,24}?)\s?[*_]{0,2}\s?[:：][*_]{0,2}(?=(.*)$)"
)


def header_kind(text: str) -> str:
    """from, date, to, cc, subject or other if the line is a mail header, else ""."""
    return _header_kind(text[:120])


@lru_cache(maxsize=1024)  # a line is asked about once for each of the fifteen above it
def _header_kind(text: str) -> str:
    found = _KEY.match(text)
    return _KEYS.get(found[1].strip().lower(), "") if found else ""


def header_block(lines: list[Line], place: int) -> bool:
    """Whether a block of mail headers begins at `place`."""
    first = header_kind(lines[place].text)
    if first not in ("from", "date", "to", "subject", "other"):
        return False
    kinds: set[str] = set()
    found, strange, block = 0, 0, ""
    for line in lines[place : place + 16]:
        kind = header_kind(line.text)
        if kind:
            kinds.add(kind)
            found, strange = found + 1, 0
        elif line.blank:
            strange += 1 if len(kinds) > 1 else 0
            if strange or not kinds:
                break
            continue
        else:
            strange += 1
            if strange > 3:
                break
        block += line.text + "\n"
    kinds.discard("other")
    if "from" not in kinds and not {"date", "subject"} <= kinds:
        return False
    if len(kinds) >= 3:
        return True
    dated = "date" in kinds and (_NUMERIC.search(block) or _NAMED.search(block.lower()))
    return len(kinds) == 2 and bool("@" in block or dated)


def _above(lines: list[Line], place: int) -> int:
    """The rule or the dashed line above a header belongs to it."""
    above = place - 1
    while above >= 0 and lines[above].blank:
        above -= 1
    if above >= 0 and (_RULE.match(lines[above].text) or original_line(lines[above].text)):
        return above
    return place


def _kind_above(lines: list[Line], place: int) -> str:
    """Headers at the very beginning of a message, with nothing above, are a forward."""
    said = any(line.kind == "own" and not line.blank for line in lines[:place])
    return "quoted" if said else "forwarded"
