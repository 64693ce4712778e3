"""The status page as plain text: fit to be read in a mail, wrapped at a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from worktui.app.status.page import (
    SCALE,
    Coming,
    Figure,
    Moved,
    StatusPage,
    Stone,
    day_words,
    stamp_words,
)
from worktui.domain.text import clean_or

WIDTH = 72
SIGNS = {"late": "!", "ask": "?", "unknown": "?", "worse": "!", "better": "+", "news": "-"}


def line_of(value: str) -> str:
    """Text from outside on one line, without anything that could pass for something else."""
    return clean_or(value, "(nothing readable)")


def as_text(page: StatusPage, *, width: int = WIDTH) -> str:
    """The whole page, ended by a line break."""
    out = [line_of(page.title), f"Status at {stamp_words(page.at)}", ""]
    for told in page.answers:
        sign = SIGNS.get(told.state, " ")
        out += _hung(f"{told.label:<9} {sign} ", line_of(told.text), width)
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Milestones", _stones(page, width)),
        (since_title(page), _since(page, width)),
        ("Blocked", _points(page.blocked, width)),
        ("Fragile", _points(page.fragile, width)),
        ("Money", _money(page, width)),
        ("What comes next", _ahead(page.ahead, page, width)),
        ("Wrong in the plan", _points(page.problems, width)),
        ("Assumed", _points(page.assumptions, width)),
    )
    for title, lines in sections:
        body = list(lines)
        if body:
            out += ["", title.upper(), *body]
    out += ["", f"As of entry {page.entry}; all of it is derived from the work as it stood then."]
    return "\n".join(line.rstrip() for line in out) + "\n"


def since_title(page: StatusPage) -> str:
    """What the changes are compared with."""
    since = page.since
    day = day_words(since.start, page.at.date())
    if since.kept:
        return f"Since the status of {day} ({since.kept})"
    return f"In the week since {day} (no status was kept before)"


def stone_dates(stone: Stone, page: StatusPage) -> str:
    """`16 Dec, promised 11 Dec, P80 19 Dec`."""
    today = page.at.date()
    parts = []
    if stone.health == "done":
        parts.append(f"done {day_words(stone.forecast, today)}" if stone.forecast else "done")
    elif stone.forecast is not None:
        parts.append(day_words(stone.forecast, today))
    else:
        parts.append("no forecast")
    parts.append(f"promised {day_words(stone.due, today)}" if stone.due else "nothing promised")
    if stone.p80 is not None and stone.health != "done":
        parts.append(f"P80 {day_words(stone.p80, today)}")
    return ", ".join(parts)


def moved_text(moved: Moved) -> str:
    """A change with its sign."""
    return f"{SIGNS.get(moved.kind, '-')} {line_of(moved.text)}"


def finished_text(page: StatusPage) -> str:
    """What was finished, in one sentence; "" for nothing."""
    since = page.since
    if not since.finished:
        return ""
    named = ", ".join(map(line_of, since.finished))
    return f"finished: {named}" + (f" and {since.more} more" if since.more else "")


def figure_text(figure: Figure) -> str:
    """`CPI 0.87 (…)`."""
    return f"{figure.value} ({line_of(figure.note)})" if figure.note else figure.value


def coming_text(coming: Coming) -> str:
    """`WEB-12 Booking page (bo) ends`."""
    who = f" ({line_of(coming.who)})" if coming.who else ""
    return f"{line_of(coming.text)}{who} {coming.what}"


def _stones(page: StatusPage, width: int) -> Iterable[str]:
    for stone in page.milestones:
        sign = "v" if stone.health == "done" else SIGNS.get(SCALE.get(stone.health, ""), " ")
        head = f"{line_of(stone.name)}: {stone.words}; {stone_dates(stone, page)}"
        yield from _hung(f"{sign} ", f"{head}; {stone.done} of {stone.tasks} tasks done", width)
        for reason in (*stone.reasons, *((stone.override,) if stone.override else ())):
            yield from _hung("  - ", line_of(reason), width)


def _since(page: StatusPage, width: int) -> Iterable[str]:
    for moved in page.since.changes:
        yield from _hung("", moved_text(moved), width, more="  ")
    if finished := finished_text(page):
        yield from _hung("+ ", finished, width)
    if not page.since.changes and not page.since.finished:
        yield "nothing changed"


def _money(page: StatusPage, width: int) -> Iterable[str]:
    money = page.money
    if not money.sentence:
        return
    yield from _hung("", line_of(money.sentence), width)
    for reason in money.reasons:
        yield from _hung("- ", line_of(reason), width)
    widest = max((len(f.label) for f in money.figures), default=0)
    for figure in money.figures:
        yield from _hung(f"{figure.label:<{widest}}  ", figure_text(figure), width)


def _ahead(ahead: Sequence[Coming], page: StatusPage, width: int) -> Iterable[str]:
    today = page.at.date()
    for coming in ahead:
        yield from _hung(f"{day_words(coming.day, today):>11}  ", coming_text(coming), width)


def _points(lines: Iterable[str], width: int) -> Iterable[str]:
    for line in lines:
        yield from _hung("- ", line_of(line), width)


def _hung(head: str, text: str, width: int, more: str | None = None) -> list[str]:
    """Text after a head, its further lines under its first word."""
    lead = " " * len(head) if more is None else more
    lines = wrap(text, max(20, width), initial_indent=head, subsequent_indent=lead,
                 break_on_hyphens=False)  # fmt: skip
    return lines or [head.rstrip()]
