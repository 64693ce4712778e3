"""How actions on projects, milestones, people and booking types are carried out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.contacts import CONTACT_PLANS
from worktui.app.plans.lookup import find_column, find_person, find_project
from worktui.domain.actions import Action
from worktui.domain.actions.workspace import (
    CreateEventType,
    CreateMilestone,
    CreatePerson,
    CreateProject,
    KeepStatus,
    OverrideHealth,
    SetAvailability,
    SetRole,
    TakeBaseline,
    UpdateMilestone,
    UpdatePerson,
    UpdateProject,
    UpdateWorkspace,
)
from worktui.domain.errors import BadInput, Refused
from worktui.domain.settings import WORKSPACE

KEY = re.compile(r"[A-Z][A-Z0-9]{0,9}")
RESERVED = frozenset({"A", "BK", "BL", "CO", "EV", "O", "Q", "R", "RU", "S", "ST", "T", "TM"})
HANDLE = re.compile(r"[a-z][a-z0-9._-]{0,31}")
LONGEST_ID = 64
ROLES = ("guest", "viewer", "member", "lead")


def create_project(action: CreateProject, draft: Draft) -> None:
    key = action.key.strip().upper()
    if not KEY.fullmatch(key):
        raise BadInput(f"“{key[:20]}” cannot be a project key.", hint="Use letters, as in WEB.")
    if key in RESERVED:
        raise BadInput(f"{key} is used for ids of other things.", hint="Take another key.")
    if draft.get("projects", key):
        raise Refused(f"There is a project {key} already.")
    fields = _project_fields(draft, dict(action.fields))
    draft.create("projects", {"id": key, "key": key, "name": fields.pop("name", key), **fields})
    draft.made.append(key)
    draft.say(f"Project {key} is made")


def _project_fields(draft: Draft, fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("lead"):
        fields["lead"] = find_person(draft, fields["lead"], draft.actor.by)["id"]
    if fields.get("columns"):
        fields["columns"] = [find_column(draft, name)["id"] for name in fields["columns"]]
    if fields.get("start") and fields.get("target") and fields["start"] > fields["target"]:
        raise BadInput("The project would end before it starts.")
    if fields.get("earning"):
        from worktui.engine.earned.rules import chosen

        chosen(fields["earning"])  # raises BadInput for a rule that is none
    if fields.get("currency"):
        fields["currency"] = fields["currency"].strip().upper()
    return fields


def update_project(action: UpdateProject, draft: Draft) -> None:
    project = find_project(draft, action.project)
    fields = _project_fields(draft, dict(action.fields))
    draft.update("projects", project["id"], fields, seen=action.seen)
    draft.say(f"Project {project['id']} is changed")


def create_milestone(action: CreateMilestone, draft: Draft) -> None:
    project = find_project(draft, action.project)["id"]
    id = action.id or _milestone_id(draft, project)
    if len(id) > LONGEST_ID or any(char.isspace() for char in id):
        raise BadInput(f"“{id[:40]}” cannot be the id of a milestone.", hint="As in WEB-M1.")
    if draft.get("milestones", id):
        raise Refused(f"There is a milestone {id} already.")
    draft.create("milestones", {"id": id, "project": project, **action.fields})
    draft.made.append(id)
    draft.say(f"Milestone {id} is made")


def _milestone_id(draft: Draft, project: str) -> str:
    """The next id `KEY-Mn` of a project, never used before."""
    name = f"{project}-M"
    number = (draft.get("counters", name) or {}).get("n", 0) + 1
    while draft.get("milestones", f"{name}{number}"):
        number += 1
    draft.create("counters", {"id": name, "n": number})
    return f"{name}{number}"


def update_milestone(action: UpdateMilestone, draft: Draft) -> None:
    draft.need("milestones", action.milestone, "milestone")
    draft.update("milestones", action.milestone, action.fields, seen=action.seen)
    draft.say(f"Milestone {action.milestone} is changed")


def create_person(action: CreatePerson, draft: Draft) -> None:
    handle = action.id.strip().lstrip("@").lower()
    if not HANDLE.fullmatch(handle):
        raise BadInput(f"“{handle[:40]}” cannot be a handle.", hint="Use small letters, as in ana.")
    if draft.get("people", handle):
        raise Refused(f"There is a person @{handle} already.")
    draft.create("people", {"id": handle, "name": handle.capitalize(), **action.fields})
    draft.made.append(handle)
    draft.say(f"@{handle} is in the team")


def update_person(action: UpdatePerson, draft: Draft) -> None:
    person = find_person(draft, action.person, draft.actor.by)
    fields = dict(action.fields)
    if "role" in fields:
        raise BadInput("A role is set by itself.", hint="The action is set_role.")
    draft.update("people", person["id"], fields, seen=action.seen)
    draft.say(f"@{person['id']} is changed")


def update_workspace(action: UpdateWorkspace, draft: Draft) -> None:
    fields = dict(action.fields)
    if fields.get("me"):
        fields["me"] = find_person(draft, fields["me"], draft.actor.by)["id"]
    if draft.get("settings", WORKSPACE) is None:
        draft.create("settings", {"id": WORKSPACE, **fields})
    else:
        draft.update("settings", WORKSPACE, fields)
    draft.say(f"{', '.join(name.replace('_', ' ') for name in fields) or 'nothing'} set")


def create_event_type(action: CreateEventType, draft: Draft) -> None:
    slug = action.slug.strip().lower()
    if not HANDLE.fullmatch(slug):
        raise BadInput(f"“{slug[:40]}” cannot name a booking type.", hint="As in intro.")
    if draft.get("event_types", slug):
        raise Refused(f"There is a booking type {slug} already.")
    fields = dict(action.fields)
    hosts = fields.pop("hosts", None) or [draft.actor.by]
    fields["hosts"] = [find_person(draft, host, draft.actor.by)["id"] for host in hosts]
    fields["minutes"] = fields.get("minutes") or 30
    if not 1 <= fields["minutes"] <= 24 * 60:
        raise BadInput("A booking lasts from a minute to a day.")
    draft.create("event_types", {"id": slug, "slug": slug, **fields})
    draft.made.append(slug)
    draft.say(f"Booking type {slug} is made")


def set_role(action: SetRole, draft: Draft) -> None:
    person = find_person(draft, action.person, draft.actor.by)
    role = action.role.strip().lower()
    if role not in ROLES:
        raise BadInput(f"“{role[:30]}” is not one of {', '.join(ROLES)}.")
    draft.update("people", person["id"], {"role": role})
    draft.say(f"@{person['id']} is {role}")


def set_availability(action: SetAvailability, draft: Draft) -> None:
    first, last = action.start[:10], action.until[:10]
    if first > last:
        raise BadInput(f"The absence would end on {last}, before it starts on {first}.")
    if action.person:
        table, doc = "people", find_person(draft, action.person, draft.actor.by)
    elif action.contact:
        email = action.contact.lower()
        table, doc = "contacts", draft.need("contacts", email, "contact")
    else:
        raise BadInput("Say whose absence it is: a person or a contact.")
    draft.update(table, doc["id"], {"away": [*(doc.get("away") or ()), [first, last]]})
    draft.say(f"{doc.get('name', doc['id'])} is away {first} to {last}")


def take_baseline(action: TakeBaseline, draft: Draft) -> None:
    from worktui.app.plans.money import take_baseline as take  # with planning, which few need

    take(action, draft)


def override_health(action: OverrideHealth, draft: Draft) -> None:
    from worktui.app.plans.health import override_health as override  # with planning

    override(action, draft)


def keep_status(action: KeepStatus, draft: Draft) -> None:
    project = find_project(draft, action.project)["id"]
    id = draft.next_id("ST", "statuses")
    draft.create(
        "statuses",
        {
            "id": id,
            "project": project,
            "at": action.at or draft.now.isoformat(),
            "by": draft.actor.by,
            "facts": dict(action.facts),
        },
    )
    draft.made.append(id)
    draft.say(f"The status of {project} is kept as {id}")


WORKSPACE_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    CreateProject: create_project,
    UpdateProject: update_project,
    CreateMilestone: create_milestone,
    UpdateMilestone: update_milestone,
    CreatePerson: create_person,
    UpdatePerson: update_person,
    UpdateWorkspace: update_workspace,
    **CONTACT_PLANS,
    CreateEventType: create_event_type,
    SetRole: set_role,
    SetAvailability: set_availability,
    TakeBaseline: take_baseline,
    OverrideHealth: override_health,
    KeepStatus: keep_status,
}
