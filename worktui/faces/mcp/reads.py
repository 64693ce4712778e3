"""The tools that read: the board, tasks, projects, the inbox, free slots. None writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from mcp.server.mcpserver import Context
from pydantic import Field

from worktui.app.outlook import outlook
from worktui.app.plans.lookup import column_kind, columns_of, find_project, find_task
from worktui.app.plans.meetings import need_type, slot_work
from worktui.app.proposing import Proposer
from worktui.app.sensing import OPEN
from worktui.app.views.planning_json import plan_json
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.fields import parse_day
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.query import parse as parse_query
from worktui.engine.slots import slots
from worktui.faces.mcp.paging import page
from worktui.faces.mcp.telling import Json, card, suggestion, whole_task

Limit = Annotated[int, Field(ge=1, le=50, description="How many at most.")]
Cursor = Annotated[
    str | None, Field(description="next_cursor of the page before; leave it out at first.")
]
Project = Annotated[str, Field(description="Key of a project, as list_projects tells it.")]
DAYS = 14


class Reads:
    """What an agent can look at. `who` names the agent that asks."""

    def __init__(self, proposer: Proposer, who: Callable[[Context[Any, Any]], str]) -> None:
        self._proposer, self._who = proposer, who

    def _look(self) -> tuple[Snapshot, Settings]:
        work = self._proposer.work()
        return work, Settings.of(work)

    def get_board(
        self,
        project: Annotated[
            str | None, Field(description="Only this project's tasks, by its key.")
        ] = None,
        per_column: Annotated[int, Field(ge=1, le=30, description="Tasks of each.")] = 10,
    ) -> Json:
        """The columns of the board in order, each with its first tasks and how many there are.
        More of a column: list_tasks with the query `status:COLUMN`."""
        work, now = self._proposer.work(), self._proposer.now()
        key = find_project(work, project)["id"] if project else None
        tasks = [t for t in _open(work) if key in (None, t.get("project"))]
        columns = []
        for column in columns_of(work, key):
            inside = [t for t in tasks if t.get("status") == column["id"]]
            columns.append(
                {
                    "id": column["id"],
                    "kind": column.get("kind"),
                    "limit": column.get("limit"),
                    "count": len(inside),
                    "tasks": [card(t, work, now) for t in inside[:per_column]],
                    "untrusted": {"name": column.get("name")},
                }
            )
        return {"columns": columns}

    def list_tasks(
        self,
        query: Annotated[
            str,
            Field(
                description="A filter: words, @person, #tag, +PROJECT, !high, due:<=fri, "
                "status:doing, is:late, is:blocked, is:done; -term for not, `or` between groups. "
                "Empty: all open tasks."
            ),
        ] = "",
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Json:
        """Tasks that fit a filter, in board order, in pages."""
        work, now = self._proposer.work(), self._proposer.now()
        wanted = parse_query(query, work, now, self._proposer.me)
        tasks = _open(work)
        if not wanted.names_state:
            tasks = [t for t in tasks if column_kind(work, t.get("status")) != "done"]
        return page(wanted.pick(tasks), cursor, limit, key=_id, tell=lambda t: card(t, work, now))

    def get_task(self, id: Annotated[str, Field(description="As in WEB-12.")]) -> Json:
        """One task with its notes, last comments, checklist and links."""
        work = self._proposer.work()
        return whole_task(find_task(work, id), work, self._proposer.now())

    def list_projects(self) -> Json:
        """The projects with lead, dates, how many tasks are open and done, and health."""
        work, now = self._proposer.work(), self._proposer.now()
        judged = outlook(work, now).judged_alike().projects
        found = []
        for doc in work.all("projects"):
            if doc.get("archived"):
                continue
            kinds = [column_kind(work, t.get("status")) for t in work.all("tasks")
                     if t.get("project") == doc["id"]]  # fmt: skip
            health = judged.get(doc["id"])
            found.append(
                {
                    "key": doc["id"],
                    **{n: doc.get(n) for n in ("lead", "start", "target")},
                    "open": len(kinds) - kinds.count("done"),
                    "done": kinds.count("done"),
                    "health": health.state if health else "unknown",
                    "untrusted": {"name": doc.get("name")},
                }
            )
        return {"projects": found}

    def get_plan(self, project: Project, limit: Limit = 20, cursor: Cursor = None) -> Json:
        """The plan of a project: its milestones with promise, forecast and health, and when each
        task lies (days, slack in working days), in pages."""
        work, now = self._proposer.work(), self._proposer.now()
        key = find_project(work, project)["id"]
        plan = plan_json(outlook(work, now), key)
        names = ("id", "planned_start", "planned_finish", "total_slack_days", "critical")
        told = page(
            plan["tasks"], cursor, limit, key=_id, tell=lambda t: {n: t.get(n) for n in names}
        )
        stones = [
            {
                **{n: stone.get(n) for n in ("id", "due", "forecast", "p80", "health")},
                "rules": [reason["rule"] for reason in stone["why"]],
                "untrusted": {"why": [reason["text"] for reason in stone["why"]][:5]},
            }
            for stone in plan["milestones"]
        ]
        head = {"project": key, "status_date": plan["status_date"], "finish": plan["finish"]}
        wrong = [
            {
                "error": error["error"],
                "tasks": error.get("cycle") or error.get("tasks") or [error.get("task")],
                "untrusted": {"message": error["message"], "hint": error["hint"]},
            }
            for error in plan["errors"][:10]
        ]
        return {**head, "errors": wrong, "milestones": stones, "tasks": told}

    def list_inbox(
        self,
        ctx: Context[Any, Any],
        state: Annotated[
            Literal["open", "applied", "dismissed", "all"], Field(description="Which ones.")
        ] = "open",
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Json:
        """Suggestions in the inbox, newest first, in pages. Only a person decides them."""
        work = self._proposer.work()
        docs = [doc for doc in work.all("suggestions") if _is(doc, state)]
        docs.sort(key=lambda doc: str(doc.get("made_at", "")), reverse=True)
        mail, agent = self._proposer.mail, self._who(ctx)
        return page(docs, cursor, limit, key=_id,
                    tell=lambda doc: suggestion(doc, work, mail=mail, agent=agent))  # fmt: skip

    def get_suggestion(
        self, ctx: Context[Any, Any], id: Annotated[str, Field(description="As in S-3.")]
    ) -> Json:
        """One suggestion, and what people made of it: waiting, applied (in which entry),
        dismissed, expired or replaced."""
        work = self._proposer.work()
        doc = work.get("suggestions", id.strip().upper())
        if doc is None:
            raise NotFound("There is no such suggestion.", hint="list_inbox tells their ids.")
        mail, agent = self._proposer.mail, self._who(ctx)
        return suggestion(doc, work, mail=mail, agent=agent, whole=True)

    def find_slots(
        self,
        event_type: Annotated[str, Field(description="A booking type; list_booking_types.")],
        first: Annotated[str | None, Field(description="First day, YYYY-MM-DD (today).")] = None,
        last: Annotated[str | None, Field(description="Last day, included (two weeks on).")] = None,
        part: Annotated[
            Literal["morning", "afternoon", "evening"] | None, Field(description="Of the day.")
        ] = None,
        tz: Annotated[str | None, Field(description="IANA zone of days and times.")] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Json:
        """Starts at which a booking type is free, in order, in pages. Holds nothing."""
        work, settings = self._look()
        ground, now = slot_work(work), self._proposer.now()
        zone = _zone(tz or settings.timezone)
        begin = _day(first) if first else now.astimezone(zone).date()
        end = _day(last) if last else begin + timedelta(days=DAYS)
        if end < begin:
            raise BadInput("The last day is before the first.", hint="Turn them round.")
        kind = need_type(ground, event_type)
        found = slots(ground, kind, begin, end, now=now, tz=zone.key, part=part)
        starts = [slot.start.astimezone(zone).isoformat() for slot in found]
        told = page(starts, cursor, limit, key=str, tell=str)
        return {"event_type": kind.slug, "minutes": kind.minutes, "tz": zone.key, **told}

    def list_booking_types(self) -> Json:
        """What can be booked: its name for find_slots and propose_booking, and how long it is."""
        docs = self._proposer.work().all("event_types")
        return {
            "booking_types": [
                {
                    "event_type": doc["id"],
                    **{n: doc.get(n) for n in ("minutes", "hosts")},
                    "untrusted": {"title": doc.get("title")},
                }
                for doc in docs
            ]
        }

    def list_people(
        self,
        kind: Annotated[
            Literal["all", "person", "contact"],
            Field(
                description="person: teammates, to assign; contact: people outside, to write to."
            ),
        ] = "all",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Json:
        """Teammates by handle, then contacts by address (`outside`), in pages."""
        work = self._proposer.work()
        inside = [(False, doc) for doc in work.all("people")] if kind != "contact" else []
        outside = [(True, doc) for doc in work.all("contacts")] if kind != "person" else []
        return page([*inside, *outside], cursor, limit, key=_mark, tell=_who)


def _mark(one: tuple[bool, Doc]) -> str:
    """An id that tells a contact from a teammate of the same name."""
    return f"{'outside' if one[0] else 'inside'}:{one[1]['id']}"


def _who(one: tuple[bool, Doc]) -> Json:
    outside, doc = one
    words = {"outside": outside, "untrusted": {"name": doc.get("name")}}
    if not outside:
        return {"handle": doc["id"], "email": doc.get("email"), **words}
    return {"email": doc.get("email", doc["id"]), "project": doc.get("project"), **words}


def _id(doc: Doc) -> str:
    return str(doc["id"])


def _open(work: Snapshot) -> list[Doc]:
    tasks = [t for t in work.all("tasks") if not t.get("archived")]
    return sorted(tasks, key=lambda t: (t.get("rank", 0), t["id"]))


def _is(doc: Doc, state: str) -> bool:
    if state == "open":
        return doc.get("state") in OPEN
    return state == "all" or doc.get("state") == state


def _day(text: str) -> Any:
    try:
        return parse_day(text)
    except ValueError as error:
        raise BadInput("That is no day.", hint="Write it as 2026-03-06.") from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise BadInput("That is no time zone.", hint="Write it as Europe/Berlin.") from error
