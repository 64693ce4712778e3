"""Milestones over time as a drawing inside the page: promised, forecast, and how sure that is."""

from __future__ import annotations

from datetime import date
from html import escape

from worktui.app.status.page import StatusPage, Stone, day_words
from worktui.app.status.text import line_of

WIDE, LEFT, RIGHT, ROW, HEAD = 760, 170, 100, 26, 26
"""Units of the drawing: its width, the room for names and for what runs over, a row, the head."""
LONGEST = 22
"""Signs of a name."""
MOST = 12
"""Milestones that are drawn; the table has all of them."""


def course(page: StatusPage) -> str:
    """The drawing; "" where no milestone has a day."""
    today = page.at.date()
    stones = [s for s in page.milestones if _days(s) and s.health != "done"][:MOST]
    if not stones:
        return ""
    days = [day for stone in stones for day in _days(stone)]
    axis = _Axis(min(today, *days), max(today, *days))
    height = HEAD + ROW * len(stones) + 4
    now = axis.at(today)
    parts = [
        f'<div class="wide"><svg class="course" viewBox="0 0 {WIDE} {height}" role="img" '
        'aria-label="Milestones over time: promised and forecast days are in the table below">',
        f'<line class="today" x1="{now:.1f}" y1="{HEAD - 6}" x2="{now:.1f}" y2="{height}"/>',
        f'<text class="dim" x="{now:.1f}" y="13" text-anchor="middle">'
        f"{escape(day_words(today, today))}</text>",
    ]
    for n, stone in enumerate(stones):
        parts += _row(stone, HEAD + ROW * n + ROW / 2, axis, today)
    parts.append("</svg></div>")
    legend = '<p class="at">◇ promised, ◆ forecast, the grey bar reaches to P80.</p>'
    return "\n".join([*parts, legend])


class _Axis:
    """Days to units across."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.toordinal()
        self.span = max(1, last.toordinal() - self.first)

    def at(self, day: date) -> float:
        return LEFT + (day.toordinal() - self.first) / self.span * (WIDE - LEFT - RIGHT)


def _days(stone: Stone) -> list[date]:
    return [day for day in (stone.due, stone.forecast, stone.p80) if day is not None]


def _row(stone: Stone, y: float, axis: _Axis, today: date) -> list[str]:
    name = line_of(stone.name)
    name = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    parts = [
        f'<line class="track" x1="{LEFT}" y1="{y}" x2="{WIDE - RIGHT}" y2="{y}"/>',
        f'<text x="0" y="{y + 4}">{escape(name)}</text>',
    ]
    late = stone.health in ("late", "off_track")
    forecast = stone.forecast
    if forecast is not None and stone.p80 is not None and stone.p80 > forecast:
        parts.append(_line("fan", axis.at(forecast), axis.at(stone.p80), y))
    if forecast is not None and stone.due is not None and forecast != stone.due:
        kind = "slip" if forecast > stone.due else "hand"
        parts.append(_line(kind, axis.at(stone.due), axis.at(forecast), y))
    if stone.due is not None:
        parts.append(_diamond("promised", axis.at(stone.due), y))
    if forecast is not None:
        parts.append(_diamond("forecast is-late" if late else "forecast", axis.at(forecast), y))
    last = max(_days(stone))
    shown = forecast or last
    parts.append(
        f'<text x="{axis.at(last) + 10:.1f}" y="{y + 4}">{escape(day_words(shown, today))}</text>'
    )
    return parts


def _line(kind: str, x: float, to: float, y: float) -> str:
    return f'<line class="{kind}" x1="{x:.1f}" y1="{y}" x2="{to:.1f}" y2="{y}"/>'


def _diamond(kind: str, x: float, y: float) -> str:
    points = f"{x:.1f},{y - 6} {x + 6:.1f},{y} {x:.1f},{y + 6} {x - 6:.1f},{y}"
    return f'<polygon class="{kind}" points="{points}"/>'
