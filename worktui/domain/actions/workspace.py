"""Actions on projects, milestones, people and other documents of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from worktui.domain.actions.base import Action, opt, req
from worktui.domain.documents import FIELDS

PROJECT_FIELDS = FIELDS["projects"]
PERSON_FIELDS = FIELDS["people"]
EVENT_TYPE_FIELDS = FIELDS["event_types"]
WORKSPACE_FIELDS = FIELDS["settings"]
CONTACT_FIELDS = FIELDS["contacts"]
MILESTONE_FIELDS: Mapping[str, str] = {
    name: kind
    for name, kind in FIELDS["milestones"].items()
    if name not in ("project", "override")  # its own field; its own action
}


@dataclass(frozen=True, kw_only=True)
class CreateProject(Action):
    """A new project under a short key."""

    type: ClassVar[str] = "create_project"
    known: ClassVar[Mapping[str, str] | None] = PROJECT_FIELDS
    key: str = req("line")


@dataclass(frozen=True, kw_only=True)
class UpdateProject(Action):
    """Fields of a project set anew."""

    type: ClassVar[str] = "update_project"
    known: ClassVar[Mapping[str, str] | None] = PROJECT_FIELDS
    project: str = req("line")
    seen: Mapping[str, Any] | None = opt("object")


@dataclass(frozen=True, kw_only=True)
class CreateMilestone(Action):
    """A planned checkpoint of a project with its promised day."""

    type: ClassVar[str] = "create_milestone"
    known: ClassVar[Mapping[str, str] | None] = MILESTONE_FIELDS
    project: str = req("line")
    id: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class UpdateMilestone(Action):
    """Fields of a milestone set anew."""

    type: ClassVar[str] = "update_milestone"
    known: ClassVar[Mapping[str, str] | None] = MILESTONE_FIELDS
    milestone: str = req("line")
    seen: Mapping[str, Any] | None = opt("object")


@dataclass(frozen=True, kw_only=True)
class CreatePerson(Action):
    """A teammate under a handle."""

    type: ClassVar[str] = "create_person"
    known: ClassVar[Mapping[str, str] | None] = PERSON_FIELDS
    id: str = req("line")


@dataclass(frozen=True, kw_only=True)
class UpdatePerson(Action):
    """Fields of a teammate set anew."""

    type: ClassVar[str] = "update_person"
    known: ClassVar[Mapping[str, str] | None] = PERSON_FIELDS
    person: str = req("line")
    seen: Mapping[str, Any] | None = opt("object")


@dataclass(frozen=True, kw_only=True)
class UpdateWorkspace(Action):
    """What a workspace decides for everybody in it, set anew: hours, holidays, calendars."""

    type: ClassVar[str] = "update_workspace"
    known: ClassVar[Mapping[str, str] | None] = WORKSPACE_FIELDS


@dataclass(frozen=True, kw_only=True)
class CreateContact(Action):
    """Somebody outside."""

    type: ClassVar[str] = "create_contact"
    email: str = req("email")
    name: str | None = opt("line")
    tz: str | None = opt("zone")
    project: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class UpdateContact(Action):
    """Fields of somebody outside set anew."""

    type: ClassVar[str] = "update_contact"
    known: ClassVar[Mapping[str, str] | None] = CONTACT_FIELDS
    contact: str = req("line")
    seen: Mapping[str, Any] | None = opt("object")


@dataclass(frozen=True, kw_only=True)
class DeleteContact(Action):
    """Somebody outside forgotten as a contact; what they wrote, tasks and bookings stay."""

    type: ClassVar[str] = "delete_contact"
    contact: str = req("line")


@dataclass(frozen=True, kw_only=True)
class CreateEventType(Action):
    """A booking type: what can be booked, with whom, how long."""

    type: ClassVar[str] = "create_event_type"
    known: ClassVar[Mapping[str, str] | None] = EVENT_TYPE_FIELDS
    slug: str = req("line")


@dataclass(frozen=True, kw_only=True)
class SetRole(Action):
    """A person's role: guest, viewer, member or lead."""

    type: ClassVar[str] = "set_role"
    person: str = req("line")
    role: str = req("line")


@dataclass(frozen=True, kw_only=True)
class SetAvailability(Action):
    """A person or contact is away, both days included."""

    type: ClassVar[str] = "set_availability"
    person: str | None = opt("line")
    contact: str | None = opt("line")
    start: str = req("when")
    until: str = req("when")

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Action:
        """`from` in JSON is `start` here, since the language keeps that word."""
        return super().of({("start" if key == "from" else key): v for key, v in given.items()})

    def to_doc(self) -> dict[str, Any]:
        doc = super().to_doc()
        doc["from"] = doc.pop("start")
        return doc


@dataclass(frozen=True, kw_only=True)
class TakeBaseline(Action):
    """The plan of a project kept as it stands, to compare with later."""

    type: ClassVar[str] = "take_baseline"
    project: str = req("line")
    tasks: list[Any] | None = opt("list")


@dataclass(frozen=True, kw_only=True)
class OverrideHealth(Action):
    """A person's word beside a derived status, with reason and expiry (a week by default);
    the word `derived` takes it back."""

    type: ClassVar[str] = "override_health"
    milestone: str = req("line")
    health: str = req("line")
    reason: str | None = opt("line")
    until: str | None = opt("day")


@dataclass(frozen=True, kw_only=True)
class KeepStatus(Action):
    """The facts of a status as it was shown, kept for the next one to be compared with."""

    type: ClassVar[str] = "keep_status"
    project: str = req("line")
    facts: Mapping[str, Any] = req("object")
    at: str | None = opt("instant")


WORKSPACE_ACTIONS = (
    CreateProject,
    UpdateProject,
    CreateMilestone,
    UpdateMilestone,
    CreatePerson,
    UpdatePerson,
    UpdateWorkspace,
    CreateContact,
    UpdateContact,
    DeleteContact,
    CreateEventType,
    SetRole,
    SetAvailability,
    TakeBaseline,
    OverrideHealth,
    KeepStatus,
)
