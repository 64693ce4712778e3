"""The shape of workspace JSON: which lists and fields there are, and how each is checked.

Reading and writing it is `worktui_json`; the kinds of values are those of `domain.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worktui.domain.documents import FIELDS
from worktui.domain.ties import TIES

VERSION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the workspace: its table, its field that is the id, its fields and kinds.

    `prefix` makes ids where none are given; `refs` names fields that point to a table;
    `solid` ids are one word; `unnumbered` entries carry no id in the format.
    """

    table: str
    key: str
    fields: Mapping[str, str]
    needs: tuple[str, ...] = ()
    prefix: str = ""
    refs: Mapping[str, str] | None = None
    solid: bool = True
    unnumbered: bool = False


SETTINGS = FIELDS["settings"]

PARTS: Mapping[str, Part] = {
    "people": Part(
        "people",
        "id",
        FIELDS["people"],
    ),
    "contacts": Part(
        "contacts",
        "email",
        FIELDS["contacts"],
        refs=TIES["contacts"],
    ),
    "columns": Part(
        "columns",
        "id",
        FIELDS["columns"],
        solid=False,
    ),
    "projects": Part(
        "projects",
        "key",
        FIELDS["projects"],
        refs=TIES["projects"],
    ),
    "milestones": Part(
        "milestones",
        "id",
        FIELDS["milestones"],
        needs=("project",),
        refs=TIES["milestones"],
    ),
    "tasks": Part(
        "tasks",
        "id",
        FIELDS["tasks"],
        needs=("title",),
        prefix="T",
        refs=TIES["tasks"],
    ),
    "time": Part(
        "time",
        "id",
        FIELDS["time"],
        needs=("task", "day", "hours"),
        prefix="TM",
        unnumbered=True,
        refs=TIES["time"],
    ),
    "costs": Part(
        "costs",
        "id",
        FIELDS["costs"],
        needs=("amount",),
        prefix="CO",
        unnumbered=True,
        refs=TIES["costs"],
    ),
    "baselines": Part(
        "baselines",
        "id",
        FIELDS["baselines"],
        needs=("project",),
        prefix="BL",
        unnumbered=True,
        refs=TIES["baselines"],
    ),
    "event_types": Part(
        "event_types",
        "slug",
        FIELDS["event_types"],
        refs=TIES["event_types"],
    ),
    "bookings": Part(
        "bookings",
        "id",
        FIELDS["bookings"],
        needs=("start", "end"),
        prefix="BK",
        refs=TIES["bookings"],
    ),
    "calendar": Part(
        "calendar",
        "uid",
        FIELDS["calendar"],
        needs=("start",),
        refs=TIES["calendar"],
        solid=False,
    ),
    "reminders": Part(
        "reminders",
        "id",
        FIELDS["reminders"],
        needs=("at",),
        prefix="R",
        refs=TIES["reminders"],
    ),
    "questions": Part(
        "questions",
        "id",
        FIELDS["questions"],
        needs=("who", "question"),
        prefix="Q",
        refs=TIES["questions"],
    ),
    "statuses": Part(
        "statuses",
        "id",
        FIELDS["statuses"],
        needs=("project", "at"),
        prefix="ST",
        refs=TIES["statuses"],
    ),
    "forms": Part(
        "forms",
        "slug",
        FIELDS["forms"],
        refs=TIES["forms"],
    ),
    "promises": Part(
        "promises",
        "id",
        FIELDS["promises"],
        needs=("who", "quote", "said_at"),
        prefix="PR",
    ),
}
"""Lists in the order in which they are read: what is pointed to comes first."""
