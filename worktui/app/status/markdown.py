"""The status page as Markdown (CommonMark with tables): every word from outside escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from worktui.app.status.page import StatusPage, Stone, day_words, stamp_words
from worktui.app.status.text import (
    coming_text,
    figure_text,
    finished_text,
    line_of,
    since_title,
)

_ACTS = re.compile(r"([\\`*_\[\]~|#$^{}])")
_STARTS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_NAMES = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data):|\bwww\.")


def shown(text: str) -> str:
    """Text that can only be read: nothing in it marks up, links, or begins a block."""
    clean = line_of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    clean = _ACTS.sub(r"\\\1", clean)
    clean = _NAMES.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], clean)
    clean = clean.replace("@", "&#64;")
    return _STARTS.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", clean)


def as_markdown(page: StatusPage) -> str:
    """The whole page, ended by a line break."""
    out = [f"# {shown(page.title)}", "", f"Status at {shown(stamp_words(page.at))}", ""]
    for told in page.answers:
        sign = {"late": "**!** ", "ask": "**?** ", "unknown": "**?** "}.get(told.state, "")
        out.append(f"- **{shown(told.label)}:** {sign}{shown(told.text)}")
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Milestones", _stones(page)),
        (since_title(page), _since(page)),
        ("Blocked", _points(page.blocked)),
        ("Fragile", _points(page.fragile)),
        ("Money", _money(page)),
        ("What comes next", _ahead(page)),
        ("Wrong in the plan", _points(page.problems)),
        ("Assumed", _points(page.assumptions)),
    )
    for title, lines in sections:
        body = list(lines)
        if body:
            out += ["", f"## {shown(title)}", "", *body]
    out += [
        "",
        "---",
        "",
        f"As of entry {page.entry}; all of it is derived from the work as it stood then.",
    ]
    return "\n".join(out) + "\n"  # fmt: skip


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _stones(page: StatusPage) -> Iterable[str]:
    if not page.milestones:
        return
    heads = ("milestone", "is", "forecast", "promised", "P80", "slack", "done")
    yield from _table(heads, (_stone(stone, page) for stone in page.milestones))
    for stone in page.milestones:
        if stone.reasons or stone.override:
            yield from ("", f"**{shown(stone.name)}** is {stone.words}:", "")
            yield from _points(stone.reasons)
            if stone.override:
                yield f"- {shown(stone.override)}"


def _stone(stone: Stone, page: StatusPage) -> Sequence[str]:
    today = page.at.date()
    days = [
        "–" if day is None else day_words(day, today)
        for day in (stone.forecast, stone.due, stone.p80)
    ]
    slack = "–" if stone.slack is None else f"{stone.slack} d"
    words = f"**{stone.words}**" if stone.health in ("late", "off_track") else stone.words
    return (shown(stone.name), words, *days, slack, f"{stone.done} of {stone.tasks}")


def _since(page: StatusPage) -> Iterable[str]:
    for moved in page.since.changes:
        sign = "**!** " if moved.kind == "worse" else ""
        yield f"- {sign}{shown(moved.text)}"
    if finished := finished_text(page):
        yield f"- {shown(finished)}"
    if not page.since.changes and not page.since.finished:
        yield "nothing changed"


def _money(page: StatusPage) -> Iterable[str]:
    money = page.money
    if not money.sentence:
        return
    yield shown(money.sentence)
    if money.reasons:
        yield ""
        yield from _points(money.reasons)
    if money.figures:
        yield ""
        yield from _table(
            ("", ""), ((shown(f.label), shown(figure_text(f))) for f in money.figures)
        )


def _ahead(page: StatusPage) -> Iterable[str]:
    today = page.at.date()
    for coming in page.ahead:
        yield f"- {day_words(coming.day, today)}: {shown(coming_text(coming))}"


def _points(lines: Iterable[str]) -> Iterable[str]:
    return (f"- {shown(line)}" for line in lines)
