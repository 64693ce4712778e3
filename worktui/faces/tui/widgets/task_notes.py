"""Notes in Markdown as lines of pieces: our own drawing over a borrowed parser.

CommonMark (0.31) without HTML and without reference definitions, so that every word that was
written is seen. A link is its words with its address after them; nothing can be opened, and
what looks like markup of a terminal is text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from worktui.faces.tui.paint import Piece, cells, paragraphs, plain
from worktui.faces.tui.signs import Signs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Row = tuple[Piece, ...]
LONGEST = 40_000
"""Characters beyond which notes are shown as they are written."""
CHUNK = 12
"""Lines of a part that is stood on at once."""
_DEEPEST = 6
"""Levels of lists and quotes that are drawn further in."""
_BOX = re.compile(r"\[([ xX])\]\s+")
_PLAIN = re.compile(r"[*_`#\[\]<>&\\!~+=|-]|^\s*\d+[.)]|^ {4}|\t", re.M)


@dataclass(frozen=True, slots=True)
class NotePart:
    """Lines that belong together; `line` is where they begin in what was written, from 0."""

    line: int
    rows: tuple[Row, ...]


@lru_cache(maxsize=8)
def note_parts(text: str, room: int, signs: Signs) -> tuple[NotePart, ...]:
    """Notes as parts of lines, none wider than `room` cells."""
    room = max(8, room)
    if len(text) > LONGEST or not _PLAIN.search(text):
        return tuple(_as_written(text, room))
    drawer = _Drawer(room, signs)
    drawer.draw(_parser().parse(text))
    return tuple(_chunked(drawer.parts))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 24})
    return made.disable(["reference", "html_block", "html_inline"])


def _as_written(text: str, room: int) -> Iterator[NotePart]:
    """Paragraphs with nothing in them to draw."""
    rows: list[Row] = []
    begun = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            begun = begun if rows else number
            rows += [((part, "fg"),) for part in paragraphs(line, room)]
        if rows and (not line.strip() or len(rows) >= CHUNK):
            yield NotePart(begun, (*rows, ()) if not line.strip() else tuple(rows))
            rows = []
    if rows:
        yield NotePart(begun, (*rows, ()))


def _chunked(parts: Sequence[NotePart]) -> Iterator[NotePart]:
    for part in parts:
        for at in range(0, len(part.rows), CHUNK):
            rows = part.rows[at : at + CHUNK]
            if any(rows) or not at:
                yield NotePart(part.line, rows)


@dataclass(slots=True)
class _Lead:
    """What stands before the lines of a list item or quote: once, then on the others."""

    first: Row
    others: Row
    used: bool = False


@dataclass(slots=True)
class _Drawer:
    """Walks over the tokens of a text and collects lines."""

    room: int
    signs: Signs
    parts: list[NotePart] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    leads: list[_Lead] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)
    begun: int = 0
    base: str = "fg"

    def draw(self, tokens: Sequence[Token]) -> None:
        """All of it."""
        for token in tokens:
            if token.level == 0 and token.nesting >= 0 and token.map:
                self.begun = token.map[0]
            self._token(token)
            if token.level == 0 and token.nesting <= 0 and self.rows:
                self.parts.append(NotePart(self.begun, (*self.rows, ())))
                self.rows = []

    def _token(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.counts.append(None)
            case "ordered_list_open":
                start = token.attrGet("start")
                self.counts.append(int(start) if start is not None else 1)
            case "bullet_list_close" | "ordered_list_close":
                self.counts.pop()
            case "list_item_open":
                self._item()
            case "blockquote_open":
                bar: Row = ((f"{self.signs.upright} ", "rule"),)
                self.leads.append(_Lead(bar, bar))
            case "list_item_close" | "blockquote_close":
                self.leads.pop()
            case "heading_open":
                self.base = "title b" if token.tag in ("h1", "h2") else "fg b"
            case "heading_close":
                self.base = "fg"
            case "hr":
                self._emit([(self.signs.line * min(24, self._left), "rule")])
            case "fence" | "code_block":
                self._code(token.content)
            case "inline":
                self._emit(self._inline(token))

    def _item(self) -> None:
        number = self.counts[-1] if self.counts else None
        mark = f"{self.signs.dot} " if number is None else f"{number}. "
        if self.counts and number is not None:
            self.counts[-1] = number + 1
        self.leads.append(_Lead(((mark, "dim"),), ((" " * cells(mark), "fg"),)))

    @property
    def _left(self) -> int:
        """Cells that lines have after what stands before them."""
        used = sum(cells(text) for lead in self._drawn() for text, _ in lead.others)
        return max(8, self.room - used)

    def _drawn(self) -> list[_Lead]:
        return self.leads[:_DEEPEST]

    def _before(self) -> Row:
        made: list[Piece] = []
        for lead in self._drawn():
            made += lead.others if lead.used else lead.first
            lead.used = True
        return tuple(made)

    def _emit(self, pieces: Sequence[Piece]) -> None:
        for line in wrapped(pieces, self._left):
            self.rows.append((*self._before(), *line))

    def _code(self, text: str) -> None:
        room = self._left - 2
        for line in text.rstrip("\n").expandtabs(4).split("\n"):
            left = plain(line)
            while True:
                head = _fit(left, room)
                self.rows.append((*self._before(), ("  ", "fg"), (head, "title")))
                left = left[len(head) :]
                if not left:
                    break

    def _inline(self, token: Token) -> list[Piece]:
        made: list[Piece] = []
        bold = italic = 0
        links: list[tuple[str, int]] = []
        for child in token.children or ():
            style = self._style(bold, italic)
            match child.type:
                case "strong_open" | "strong_close":
                    bold += child.nesting
                case "em_open" | "em_close":
                    italic += child.nesting
                case "code_inline":
                    made += [("`", "dim"), (child.content, "title"), ("`", "dim")]
                case "link_open":
                    links.append((str(child.attrGet("href") or ""), len(made)))
                case "link_close" if links:
                    address, at = links.pop()
                    made += _address(address, "".join(text for text, _ in made[at:]))
                case "image":
                    made.append((child.content, style))
                    made += _address(str(child.attrGet("src") or ""), child.content)
                case "softbreak" | "hardbreak":
                    made.append(("\n", style))
                case _:
                    made.append((child.content, style))
        return self._boxed(made)

    def _style(self, bold: int, italic: int) -> str:
        role, _, forms = self.base.partition(" ")
        letters = sorted({*forms, *("b" * bool(bold)), *("i" * bool(italic))})
        role = "title" if bold else role
        return f"{role} {''.join(letters)}".rstrip()

    def _boxed(self, pieces: list[Piece]) -> list[Piece]:
        """`[x]` at the head of a list item as a tick."""
        found = _BOX.match(pieces[0][0]) if pieces and self.leads else None
        if found is None:
            return pieces
        ticked = found[1] != " "
        sign: Piece = (self.signs.done, "good") if ticked else (" ", "fg")
        rest: Piece = (pieces[0][0][found.end() :], "dim" if ticked else pieces[0][1])
        return [("[", "dim"), sign, ("]\N{NO-BREAK SPACE}", "dim"), rest, *pieces[1:]]


def _address(address: str, words: str) -> list[Piece]:
    """Where a link leads, unless its words say so already."""
    known = {words, f"mailto:{words}", f"http://{words}", f"https://{words}"}
    return [(f" <{address}>", "dim")] if address and address not in known else []


def wrapped(pieces: Sequence[Piece], room: int) -> list[list[Piece]]:
    """Pieces as lines of at most `room` cells, broken at blanks; a word may be of many pieces."""
    lines: list[list[Piece]] = [[]]
    used, gap = 0, ""
    for word in _words(pieces):
        if word == "\n":
            lines.append([])
            used, gap = 0, ""
            continue
        if isinstance(word, str):
            gap = " " if used else ""
            continue
        long = sum(cells(text) for text, _ in word)
        if used and used + len(gap) + long > room:
            lines.append([])
            used, gap = 0, ""
        if gap:
            lines[-1].append((gap, "fg"))
            used += 1
            gap = ""
        for text, spec in word:
            left = text
            while left:
                if used and used + cells(left[0]) > room:
                    lines.append([])
                    used = 0
                head = _fit(left, room - used)
                lines[-1].append((head, spec))
                used += cells(head)
                left = left[len(head) :]
    return lines


def _words(pieces: Sequence[Piece]) -> Iterator[str | list[Piece]]:
    """Words of pieces, with " " and line ends between them."""
    word: list[Piece] = []
    for text, spec in pieces:
        for part in re.findall(r"\n|[ \t\r\f\v]+|[^\s]+|\s", text):
            if part == "\n" or (part.isspace() and part != "\N{NO-BREAK SPACE}"):
                if word:
                    yield word
                    word = []
                yield "\n" if part == "\n" else " "
            else:
                word.append((plain(part).replace("\N{NO-BREAK SPACE}", " "), spec))
    if word:
        yield word


def _fit(text: str, room: int) -> str:
    """The longest beginning of a text within so many cells, at least one character."""
    if text.isascii() or cells(text) <= room:
        return text[: max(1, room)] if text.isascii() else text
    size = 1
    while size < len(text) and cells(text[: size + 1]) <= room:
        size += 1
    return text[:size]
