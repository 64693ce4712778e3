"""What plain lines are written on: its width, whether it shows weight and colour, its signs.

Colour only asks: red is late, magenta is a question; weight orders. With NO_COLOR or
without a terminal there is neither, and every state still has its sign or word.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from worktui.faces.cli.cells import cut, fill, plain, width, wrap

_ASCII = str.maketrans(
    {"…": "~", "⊘": "X", "▲": "^", "●": "@", "◆": "#", "✓": "v", "↗": ">", "→": ">", "“": '"',
     "”": '"', "±": "%", "·": ".", "–": "-", "─": "-", "│": "|", "’": "'"}
)  # fmt: skip
_CODES: Mapping[str, str] = {"bold": "1", "late": "31", "ask": "35", "under": "4"}
WIDEST = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text and how it is shown ("" plain, bold, late, ask)."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """`wide` in cells, 0 when nothing is cut (a pipe, a file)."""

    wide: int = 0
    styled: bool = False
    coloured: bool = False
    ascii: bool = False

    @classmethod
    def of(cls, stream: TextIO, env: Mapping[str, str] | None = None) -> Paper:
        """The paper that a stream is."""
        env = os.environ if env is None else env
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        ascii_only = bool(encoding) and not encoding.startswith("utf")
        if not stream.isatty() or env.get("TERM") == "dumb":
            return cls(int(env.get("COLUMNS", "0") or 0) if _number(env) else 0, ascii=ascii_only)
        import shutil

        columns = min(shutil.get_terminal_size().columns, WIDEST)
        return cls(columns, True, not env.get("NO_COLOR"), ascii_only)

    def show(self, text: str, style: str = "") -> str:
        """Text made harmless, in the signs of this paper, with its weight and colour."""
        text = plain(text)
        if self.ascii:
            text = text.translate(_ASCII).encode("ascii", "replace").decode()
        if not style or not self.styled or (style in ("late", "ask") and not self.coloured):
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"

    def table(
        self,
        rows: Sequence[Sequence[Cell]],
        *,
        grow: int,
        right: Sequence[int] = (),
        lead: str = "",
    ) -> str:
        """Aligned columns two cells apart; column `grow` is cut where the width ends."""
        return self.tables([rows], grow=grow, right=right, lead=lead)[0]

    def tables(
        self,
        groups: Sequence[Sequence[Sequence[Cell]]],
        *,
        grow: int,
        right: Sequence[int] = (),
        lead: str = "",
    ) -> list[str]:
        """Several tables whose columns stand under each other."""
        shown = [
            [[Cell(self.show(c.text), c.style) for c in row] for row in rows] for rows in groups
        ]
        flat = [row for rows in shown for row in rows]
        count = max((len(row) for row in flat), default=0)
        widths = [
            max((width(r[n].text) for r in flat if n < len(r)), default=0) for n in range(count)
        ]
        if self.wide and count:
            used = sum(w + 2 for n, w in enumerate(widths) if n != grow and w) + width(lead)
            widths[grow] = max(8, min(widths[grow], self.wide - used))
        at = frozenset(right)
        return [
            "\n".join(lead + self._row(row, widths, grow, at) for row in rows) for rows in shown
        ]

    def _row(
        self, row: Sequence[Cell], widths: Sequence[int], grow: int, right: frozenset[int]
    ) -> str:
        parts: list[str] = []
        for n, cell in enumerate(row):
            if not widths[n]:
                continue
            text = cut(cell.text, widths[n], "~" if self.ascii else "…") if n == grow else cell.text
            gap = fill(text, widths[n], right=n in right)
            parts.append(gap.replace(text, self.show(text, cell.style), 1) if text.strip() else gap)
        return "  ".join(parts).rstrip()

    def lines(self, text: str, indent: int = 0) -> str:
        """A longer text, wrapped, every line indented."""
        lead = " " * indent
        out: list[str] = []
        for line in text.split("\n"):
            clean = self.show(line)
            parts = wrap(clean, self.wide - indent) if self.wide else [clean]
            out += [(lead + part).rstrip() for part in parts]
        return "\n".join(out)


def _number(env: Mapping[str, str]) -> bool:
    return env.get("COLUMNS", "").isdigit()


def out() -> Paper:
    """The paper of standard output."""
    return Paper.of(sys.stdout)
