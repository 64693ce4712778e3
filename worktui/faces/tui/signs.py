"""Signs: one cell each, with the plain set for terminals that draw some of them too wide."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """What is drawn for each meaning."""

    late: str = "!"
    blocked: str = "⊘"
    urgent: str = "▲"
    today: str = "●"
    milestone: str = "◆"
    promised: str = "◇"
    done: str = "✓"
    nobody: str = "?"
    outward: str = "↗"
    message: str = "“"
    commit: str = "±"
    edge: str = "▎"
    stated: str = "▌"
    focus: str = "▌"
    selected: str = "█"
    ghost: str = "┆"
    bar: str = "▆"
    slack_bar: str = "▄"
    dot: str = "·"
    line: str = "─"
    upright: str = "│"
    corner: str = "└"
    heavy: str = "━"
    closed: str = "▸"
    opened: str = "▾"
    cut: str = "…"
    enter: str = "⏎"

    def of_state(self, state: str) -> str:
        """The sign before the mark of a card's state, "" when it has none."""
        return {
            "late": self.late,
            "blocked": self.blocked,
            "urgent": self.urgent,
            "today": self.today,
            "done": self.done,
        }.get(state, "")


DRAWN = Signs()

ASCII = DRAWN._replace(
    blocked="X",
    urgent="^",
    today="@",
    milestone="#",
    promised="o",
    done="v",
    outward=">",
    message='"',
    commit="%",
    edge=" ",
    stated="|",
    focus=">",
    selected="*",
    ghost=":",
    bar="#",
    slack_bar="=",
    dot=".",
    line="-",
    upright="|",
    corner="+",
    heavy="=",
    closed="+",
    opened="-",
    cut="~",
    enter="enter",
)
"""For terminals set to draw ambiguous characters two cells wide."""


def names() -> list[str]:
    """Every meaning that has a sign."""
    return list(Signs._fields)
