"""Cleaning of text that came from outside, before it is stored or shown.

What is dropped and why: terminal escape sequences, C0 and C1 controls (they drive the
viewer's terminal), bidirectional controls (they make text read as something else),
invisible characters (they hide or double identities), stacks of combining marks (they
paint over other lines).  Everything else is kept as it came, in NFC (UAX #15) and with
plain spaces.  Cleaning twice changes nothing.  Pure; used by every border, never repeated.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from worktui.domain.errors import BadInput

LINE_LIMIT: Final = 500
BLOCK_LIMIT: Final = 20_000
MARKS_LIMIT: Final = 8
#: Joined emoji in a row ("family" signs have four); more would be one endless sign.
JOINS_LIMIT: Final = 8
#: Read at most this many characters for each one kept: hostile padding ends there.
_LOOKAHEAD: Final = 64
_ELLIPSIS: Final = "…"

# ECMA-48: CSI, the string sequences OSC DCS SOS PM APC up to their terminator, other ESC.
# A string without terminator loses its introducer only, so that what follows stays readable.
_ESCAPES: Final = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]+[0-~]"
    "|\x1b[\\]PX^_\\[cNOMDEHZ78=>\\\\]?"
)
_BREAKS: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: Text of these alone has neither marks nor anything invisible: only its form is to be made.
_PLAIN: Final = re.compile(
    "[\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20cf\u2100-\u27bf\u3001-\u3029\u3030-\u3098\u309b-\u3163\u4e00-\u9fff\uac00-\ud7a3"
    "\U0001f300-\U0001faff]*"
)
_ZWNJ, _ZWJ, _TEXT_FORM, _PICTURE_FORM = "\u200c", "\u200d", "\ufe0e", "\ufe0f"
_VARIATION: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
#: Drawn as blank though Unicode does not call them spaces: they become one.
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_NOTHING: Final = frozenset("\u034f\u17b4\u17b5\ufffc")
_MARKS: Final = ("Mn", "Me")


def clean_line(value: str, limit: int = LINE_LIMIT) -> str:
    """`value` as one line of at most `limit` characters.

    Raises `BadInput` if nothing readable is left.
    """
    kept = " ".join(_cleaned(value, limit, " ").split())
    if len(kept) > limit:
        kept = _cut(kept, limit)
    if not _readable(kept):
        raise BadInput("There is nothing readable in this text.", hint="Write some words.")
    return kept


def clean_block(value: str, limit: int = BLOCK_LIMIT) -> str:
    """`value` as lines parted by newlines, at most `limit` characters; "" if nothing is left.

    Trailing blanks go, save in the signature delimiter "-- " (RFC 3676, 4.3), and no more
    than two empty lines stay together.
    """
    lines: list[str] = []
    empty = 2
    for line in _cleaned(value, limit, "\n").split("\n"):
        line = "-- " if line in ("-- ", "--  ") else line.rstrip()
        empty = 0 if line else empty + 1
        if empty <= 2:
            lines.append(line)
    kept = "\n".join(lines).strip("\n")
    if len(kept) > limit:
        kept = _cut(kept, limit)
    return kept if _readable(kept) else ""


def clean_or(value: object, instead: str = "", limit: int = LINE_LIMIT) -> str:
    """`value` as one clean line, `instead` if it is not text or nothing is left of it."""
    if not isinstance(value, str):
        return instead
    try:
        return clean_line(value, limit)
    except BadInput:
        return instead


def _cut(text: str, limit: int) -> str:
    """The beginning of `text`, ended by an ellipsis, never inside a joined sign."""
    return text[: limit - 1].rstrip(" \n" + _ZWJ + _ZWNJ) + _ELLIPSIS


def _readable(text: str) -> bool:
    return any(unicodedata.category(c)[0] not in "ZC" and c != "\ufffd" for c in text)


def _cleaned(value: str, limit: int, newline: str) -> str:
    value = value[: limit * _LOOKAHEAD]
    if value.isascii() and value.isprintable():
        return value
    if any("\ud800" <= c <= "\udfff" for c in value):
        # Halves that belong together become one character, the others a visible sign.
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    value = _BREAKS.sub(newline, _ESCAPES.sub("", value))
    value = value.replace("\xa0", " ").replace("\t", "    " if newline == "\n" else " ")
    if _PLAIN.fullmatch(value):
        return unicodedata.normalize("NFC", value)
    text = _settled(value, newline)
    # Normalising may bring a mark to another base: settle until nothing moves.
    for _ in range(4):
        again = _settled(text, newline)
        if again == text:
            break
        text = again
    return text


def _settled(value: str, newline: str) -> str:
    """One pass: marks are limited before NFC (whose sorting of marks is quadratic) and after."""
    kept = _limited(_visible(value, newline))
    return _limited(unicodedata.normalize("NFC", kept))


def _visible(value: str, newline: str) -> str:
    """Without controls, bidi controls and invisible characters; blanks are spaces."""
    out: list[str] = []
    joins = 0
    for place, char in enumerate(value):
        if " " <= char <= "~":
            out.append(char)
            continue
        category = unicodedata.category(char)
        if category == "Cf":
            joins = joins + 1 if char == _ZWJ else joins
            after = value[place + 1] if place + 1 < len(value) else ""
            if joins <= JOINS_LIMIT and _joins(char, out[-1] if out else "", after):
                out.append(char)
            continue
        if char == "\n" and newline == "\n":
            out.append(char)
        elif category == "Zs" or char in _FILLERS or char == "\n":
            out.append(" ")
        elif char in _VARIATION:
            if out and _takes_form(char, out[-1]):
                out.append(char)
        elif not _is_dropped(char, category):
            out.append(char)
        if not _is_picture(char) and char not in _VARIATION:
            joins = 0
    return "".join(out)


def _is_dropped(char: str, category: str) -> bool:
    if category in ("Cc", "Cs", "Co", "Zl", "Zp") or char in _NOTHING:
        return True
    code = ord(char)  # non-characters and the plane of tags and variation supplements
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE0FFF


def _is_picture(char: str) -> bool:
    return char >= "\u2190" and unicodedata.category(char) in ("So", "Sk", "Cn", "Sm")


def _takes_form(char: str, before: str) -> bool:
    """Whether a variation selector says something: text or picture form of a sign."""
    if char not in (_TEXT_FORM, _PICTURE_FORM):
        return False
    return before in "0123456789#*©®‼⁉™〰〽㊗㊙" or _is_picture(before)


def _joins(char: str, before: str, after: str) -> bool:
    """Whether a joiner is needed for what is drawn: emoji, Indic, Arabic and Persian script."""
    if not before or not after:
        return False
    if char == _ZWJ and (_is_picture(before) or before == _PICTURE_FORM):
        return _is_picture(after)
    return char in (_ZWJ, _ZWNJ) and _is_cursive(before) and _is_cursive(after)


def _is_cursive(char: str) -> bool:
    """Scripts in which joiners change the letters: Arabic to N'Ko, Indic, Khmer, Mongolian."""
    if unicodedata.category(char)[0] not in "LM":
        return False
    code = ord(char)
    return 0x0600 <= code <= 0x07FF or 0x0900 <= code <= 0x0DFF or 0x1780 <= code <= 0x18AF


def _limited(text: str) -> str:
    """At most `MARKS_LIMIT` combining marks on one base; joiners do not part marks."""
    if text.isascii():
        return text
    out: list[str] = []
    run = 0
    for char in text:
        if char >= "\u0300":
            category = unicodedata.category(char)
            if category in _MARKS:
                run += 1
                if run > MARKS_LIMIT:
                    continue
            elif category != "Cf":
                run = 0
        else:
            run = 0
        out.append(char)
    return "".join(out)
