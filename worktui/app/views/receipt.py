"""The receipt of some days in words: sentences first, then numbers, then what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from worktui.app.phrases import counted, full_day, moment_words
from worktui.app.receipts import Tally
from worktui.domain.settings import Settings

RULE = (
    "of the tasks started or done: those that a message, a commit or a page put there; "
    "the others were moved by hand"
)
"""What the share of proven status says, so that nobody has to guess it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: a name, its number as a word, and what belongs to it."""

    name: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One thing that was carried out, by whom or by which rule, and when."""

    id: str
    text: str
    how: str
    clock: str
    entry: int


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """`title` names the days, `sentence` says it all at once; `share` is 0…1, None where
    nothing can be said; `rule` explains it."""

    title: str
    sentence: str
    figures: tuple[Figure, ...]
    sooner: Figure
    proven: Figure
    share: float | None
    rule: str
    done: tuple[DoneLine, ...]


def receipt(tally: Tally, settings: Settings, now: datetime) -> ReceiptView:
    """The receipt as it is shown."""
    proof = tally.proof
    brought = f". Not counted: {proof.brought} that came so" if proof.brought else ""
    share = proof.share
    return ReceiptView(
        title=days_words(tally, settings),
        sentence=_sentence(tally),
        figures=_figures(tally),
        sooner=_sooner(tally),
        proven=Figure(
            "Proven",
            "none yet" if share is None else f"{round(100 * share)} %",
            f"{proof.proven} of {counted(proof.counted, 'task')}" if proof.counted else "",
        ),
        share=share,
        rule=f"{RULE[:1].upper()}{RULE[1:]}{brought}.",
        done=tuple(
            DoneLine(
                each.id,
                each.text,
                f"by rule {each.rule}" if each.rule else each.by,
                moment_words(each.at, settings, now),
                each.entry,
            )
            for each in tally.carried
        ),
    )


def days_words(tally: Tally, settings: Settings) -> str:
    """`mon 23 Nov` or `mon 16 Nov to sun 22 Nov`."""
    first = tally.since.astimezone(settings.zone).date()
    last = (tally.until - timedelta(microseconds=1)).astimezone(settings.zone).date()
    return full_day(first) if first == last else f"{full_day(first)} to {full_day(last)}"


def span(day: date, days: int, settings: Settings, now: datetime) -> tuple[datetime, datetime]:
    """The instants from the beginning of a day on, so many days, at most until now."""
    zone = settings.zone
    begin = datetime(day.year, day.month, day.day, tzinfo=zone)
    last = day + timedelta(days=days)
    end = datetime(last.year, last.month, last.day, tzinfo=zone)
    return begin, max(begin, min(end, now + timedelta(microseconds=1)))


def _sentence(tally: Tally) -> str:
    done = len(tally.carried)
    if not tally.suggested and not done:
        return "Nothing was suggested and nothing was carried out."
    by_rule = f", {tally.by_rule} of them by rule" if tally.by_rule else ""
    if not done:
        return f"{counted(tally.suggested, 'suggestion')}, none carried out yet."
    carried = "1 is carried out" if done == 1 else f"{done} are carried out"
    return f"{counted(tally.suggested, 'suggestion')}, {carried}{by_rule}."


def _figures(tally: Tally) -> tuple[Figure, ...]:
    done, changed = len(tally.carried), tally.changed
    parts = [f"{tally.as_suggested} as suggested"] if tally.as_suggested else []
    parts += [f"{changed} changed"] if changed else []
    parts += [f"{tally.by_rule} by rule"] if tally.by_rule else []
    rows = [
        Figure("Suggested", str(tally.suggested), f"{counted(tally.arrived, 'message')} came"),
        Figure("Carried out", str(done), ", ".join(parts)),
        Figure("Dismissed", str(tally.dismissed)),
        Figure("Taken back", str(tally.undone)),
    ]
    if tally.overtaken or tally.expired:
        more = f"{tally.expired} of them by time" if tally.expired else "by later messages"
        rows.append(Figure("Overtaken", str(tally.overtaken + tally.expired), more))
    rows.append(Figure("Still wait", str(tally.waiting), "now, of whatever day"))
    return tuple(rows)


def _sooner(tally: Tally) -> Figure:
    name, seconds = "Event to true status", tally.seconds
    known = sum(each.after is not None for each in tally.carried)
    if seconds is None:
        return Figure(name, "none yet")
    whose = "one message" if known == 1 else f"the middle of {known}"
    return Figure(name, lasting(seconds), whose)


def lasting(seconds: float) -> str:
    """`under a minute`, `12 min`, `3 h`, `2 d`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 60:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 1440)} d"


def receipt_markdown(view: ReceiptView, most: int | None = None) -> str:
    """The receipt to be put somewhere else, with at most so many things that were done."""
    rows = (*view.figures, view.sooner, view.proven)
    table = [f"| {row.name} | {row.value} | {row.more} |" for row in rows]
    done = [f"- {_flat(line.text)} ({line.how}, {line.clock})" for line in view.done[:most]]
    if len(view.done) > len(done):
        done.append(f"- and {len(view.done) - len(done)} more")
    parts = [
        f"# Receipt, {view.title}",
        view.sentence,
        "\n".join(["| | | |", "|---|---|---|", *table]),
        f"Proven are, {view.rule[:1].lower()}{view.rule[1:]}",
        *(["\n".join(["## Done", "", *done])] if done else []),
    ]
    return "\n\n".join(parts)


def _flat(text: str) -> str:
    """A sentence as plain text in Markdown: nothing in it is a sign of Markdown."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in line)


def receipt_json(tally: Tally) -> dict[str, Any]:
    """The receipt as others read it: counts, the median in minutes, the proof."""
    seconds = tally.seconds
    proof = tally.proof
    return {
        "since": tally.since.isoformat(),
        "until": tally.until.isoformat(),
        "arrived": tally.arrived,
        "suggested": tally.suggested,
        "carried": len(tally.carried),
        "as_suggested": tally.as_suggested,
        "changed_first": tally.changed,
        "by_rule": tally.by_rule,
        "dismissed": tally.dismissed,
        "expired": tally.expired,
        "overtaken": tally.overtaken,
        "undone": tally.undone,
        "waiting": tally.waiting,
        "median_minutes": None if seconds is None else round(seconds / 60, 1),
        "proven": {
            "share": proof.share,
            "proven": proof.proven,
            "by_hand": proof.by_hand,
            "brought": proof.brought,
            "rule": RULE,
        },
        "done": [
            {"suggestion": each.id, "text": each.text, "by": each.by, "rule": each.rule or None,
             "entry": each.entry, "at": each.at.isoformat(),
             "minutes": None if each.after is None else round(each.after / 60, 1)}
            for each in tally.carried
        ],
    }  # fmt: skip
