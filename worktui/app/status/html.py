"""The status page as one HTML file: no script, nothing loaded, every word from outside escaped.

It reads by day and by night (`prefers-color-scheme`), on a phone and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from worktui.app.status.html_course import course
from worktui.app.status.html_style import STYLE
from worktui.app.status.page import SCALE, StatusPage, Stone, day_words, stamp_words
from worktui.app.status.text import (
    coming_text,
    finished_text,
    line_of,
    since_title,
)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SIGNS = {"late": "!", "ask": "?", "unknown": "?", "good": "✓", "worse": "!", "better": "✓"}
_OF_MOVED = {"worse": "late", "better": "good", "unknown": "ask"}


def shown(text: str) -> str:
    """Text that can only be read, kept from turning round what stands beside it."""
    return f"<bdi>{escape(line_of(text))}</bdi>"


def as_html(page: StatusPage) -> str:
    """The whole file."""
    title = escape(line_of(page.title))
    state = SCALE.get(page.health, "good" if page.health in ("on_track", "done") else "quiet")
    body = [
        f'<header><h1>{shown(page.title)} <span class="pill {state}">{escape(page.words)}</span>'
        f'</h1>\n<p class="at">Status at <time datetime="{escape(page.at.isoformat())}">'
        f"{escape(stamp_words(page.at))}</time>{_lead(page)}</p></header>",
        _answers(page),
        _section("Milestones", _milestones(page)),
        _section(since_title(page), _since(page)),
        _section("Blocked", _points(page.blocked)),
        _section("Fragile", _points(page.fragile)),
        _section("Money", _money(page)),
        _section("What comes next", _ahead(page)),
        _section("Wrong in the plan", _points(page.problems)),
        _section("Assumed", _points(page.assumptions)),
        f"<footer>As of entry {page.entry}; all of it is derived from the work as it stood then."
        "</footer>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _lead(page: StatusPage) -> str:
    return f", led by {shown(page.lead)}" if page.lead else ""


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{body}\n</section>" if body else ""


def _sign(state: str) -> str:
    sign = _SIGNS.get(state, "")
    return f'<span class="sign {_OF_MOVED.get(state, state)}">{sign}</span>' if sign else ""


def _answers(page: StatusPage) -> str:
    rows = "".join(
        f"<dt>{escape(told.label)}</dt><dd>{_sign(told.state)} {shown(told.text)}</dd>\n"
        for told in page.answers
    )
    return f'<dl class="answers">\n{rows}</dl>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in heads)
    top = f"<thead><tr>{head}</tr></thead>" if any(heads) else ""
    lines = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<div class="wide"><table class="{kind}">{top}<tbody>\n{lines}\n</tbody></table></div>'


def _milestones(page: StatusPage) -> str:
    if not page.milestones:
        return ""
    heads = ("milestone", "is", "forecast", "promised", "P80", "slack", "done")
    parts = [
        course(page),
        _table(heads, (_stone_row(stone, page) for stone in page.milestones), "stones"),
    ]
    for stone in page.milestones:
        reasons = [*stone.reasons, *((stone.override,) if stone.override else ())]
        if reasons:
            parts.append(f"<h3>{shown(stone.name)} is {escape(stone.words)}</h3>")
            parts.append(_points(reasons))
    return "\n".join(part for part in parts if part)


def _stone_row(stone: Stone, page: StatusPage) -> Sequence[str]:
    today = page.at.date()
    state = SCALE.get(stone.health, "good" if stone.health == "done" else "")
    days = [
        f"<td>{'–' if day is None else escape(day_words(day, today))}</td>"
        for day in (stone.forecast, stone.due, stone.p80)
    ]
    slack = "–" if stone.slack is None else f"{stone.slack} d"
    return (
        f"<th scope=row>{shown(stone.name)}</th>",
        f'<td class="{state}">{_sign(state)} {escape(stone.words)}</td>',
        *days,
        f"<td>{escape(slack)}</td>",
        f"<td>{stone.done} of {stone.tasks}</td>",
    )


def _since(page: StatusPage) -> str:
    lines = [f"{_sign(moved.kind)} {shown(moved.text)}" for moved in page.since.changes]
    if finished := finished_text(page):
        lines.append(f"{_sign('good')} {shown(finished)}")
    return _list(lines) if lines else "<p>nothing changed</p>"


def _money(page: StatusPage) -> str:
    money = page.money
    if not money.sentence:
        return ""
    parts = [f"<p>{shown(money.sentence)}</p>", _points(money.reasons)]
    if money.figures:
        rows = (
            (
                f"<th scope=row>{escape(figure.label)}</th>",
                f'<td class="number">{escape(figure.value)}</td>',
                f"<td>{shown(figure.note) if figure.note else ''}</td>",
            )
            for figure in money.figures
        )
        parts.append(_table(("", "", ""), rows, "money"))
    return "\n".join(part for part in parts if part)


def _ahead(page: StatusPage) -> str:
    today = page.at.date()
    rows = [
        (
            f'<td class="day">{escape(day_words(c.day, today))}</td>',
            f"<td>{shown(coming_text(c))}</td>",
        )
        for c in page.ahead
    ]
    return _table(("", ""), rows, "ahead") if rows else ""


def _points(lines: Sequence[str]) -> str:
    return _list([shown(line) for line in lines])


def _list(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
