"""The money of a status page: the sentence, the figures behind it, and the amounts to keep."""

from __future__ import annotations

from worktui.app.outlook import Outlook
from worktui.app.status.page import Figure, Money
from worktui.app.views.money import money_view
from worktui.engine.budget import sentence
from worktui.engine.budget_words import decimal_text

_TOLD = ("cpi", "spi", "spi_t", "tcpi")
"""Indices that are told to those above the work; the screen has all of them."""
_KEPT = ("bac", "ac", "ev", "eac")


def funds(outlook: Outlook, project: str) -> Money:
    """The money of a project; without a sentence where nobody minds it."""
    found = outlook.budget(project)
    if not outlook.keeps_money(project):
        return Money("", "unknown", found.currency)
    view = money_view(found)
    rows = (*view.main, *(row for row in view.indices if row.name in _TOLD))
    return Money(
        sentence(found),
        found.health,
        found.currency,
        tuple(Figure(row.name, row.label, row.value, row.note) for row in rows),
        tuple(reason.text for reason in found.why),
        tuple(
            (name, decimal_text(value, found.currency))
            for name in _KEPT
            if (value := getattr(found, name)) is not None
        ),
    )
