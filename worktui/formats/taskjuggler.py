"""TaskJuggler: a project as a .tjp file, which `tj3` schedules by itself.

Milestones are containers of their tasks. FS and SS links with lags are TaskJuggler's own, and so
is work of people by the hour. It has no FF and SF links, no leads and no earliest finish: such
a task waits for a gate on the day it is planned for, and a comment says why. Work that is done
or has begun keeps its dates. (TaskJuggler 3 reference manual.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_write_calendars import Calendars, Ground
from worktui.formats.scope import Days, Scope, links_of

LEVELS = {"low": 300, "normal": 500, "high": 700, "urgent": 900}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOW = "from_now"
"""The gate at the day of planning, for a project that has begun before."""
ROOM = 1100
"""Days after the last planned one in which tj3 may place work."""


def export_tjp(work: Snapshot, project: str, planned: Days) -> str:
    """A project as TaskJuggler reads it; raises NotFound, BadInput for one without dates."""
    scope = Scope.of(work, project, planned)
    handles = [handle for handle in scope.people if _works(handle, scope)]
    spans = [(scope.kind(task), *days) for task in scope.tasks if (days := scope.days(task))]
    known = [scope.day(scope.project.get("start")), *(begin for _, begin, _ in spans)]
    first = min((day for day in known if day), default=None)
    if first is None:
        raise BadInput(
            f"{scope.key} has no day to start on.",
            hint="Give the project a start, or a task a day.",
        )
    last = max((end for _, _, end in spans), default=first)
    now = min((begin for kind, begin, _ in spans if kind == "todo"), default=first)
    sheet = _Sheet(scope, Calendars.of(work, scope, handles), now, waits=now > first)
    lines = [
        *_head(sheet, first, last),
        *_resources(sheet, handles),
        *sheet.tasks(),
        *_report(scope),
    ]
    return "\n".join(lines) + "\n"


def _works(handle: str, scope: Scope) -> bool:
    return any(task.get("assignee") == handle for task in scope.tasks)


def _head(sheet: _Sheet, first: date, last: date) -> list[str]:
    scope, base = sheet.scope, sheet.calendars.base
    step = _step([base, *sheet.calendars.named.values(), *sheet.calendars.people.values()])
    worked = [spans for spans in base.week if spans]
    currency = str(scope.project.get("currency") or "")
    end = last + timedelta(days=ROOM)
    lines = [
        f"project {_id(scope.key)} {quoted(scope.name)} {first} - {end} {{",
        '  timezone "UTC"',  # its list of zones is not everybody's, and days are the same
        '  timeformat "%Y-%m-%d"',
        f"  timingresolution {step}min",
        f"  dailyworkinghours {base.minutes / 60:g}",
        f"  yearlyworkingdays {round(len(worked) * 365 / 7)}",
        f"  now {sheet.now}",
    ]
    if currency:
        lines.append(f"  currency {quoted(currency)}")
    lines += [f"  {line}" for line in _hours(base)]
    return [*lines, "}", "", *_leaves(base, "holiday", "Day off"), ""]


def _step(calendars: Sequence[Ground]) -> int:
    """The minutes in which time is counted: an hour, or what all hours of work divide into."""
    ends = {end for one in calendars for spans in one.week for span in spans for end in span}
    return next(
        step for step in (60, 30, 15, 5) if step == 5 or not any(end % step for end in ends)
    )


def _hours(ground: Ground) -> list[str]:
    return [
        f"workinghours {name} {_spans(spans) if spans else 'off'}"
        for name, spans in zip(_DAYS, ground.week, strict=True)
    ]


def _spans(spans: Sequence[tuple[int, int]]) -> str:
    return ", ".join(f"{_clock(begin)} - {_clock(end)}" for begin, end in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _leaves(
    ground: Ground, kind: str, name: str, known: frozenset[date] = frozenset()
) -> list[str]:
    """Days off, each up to the day after it."""
    return [
        f"leaves {kind} {quoted(name)} {day} - {day + timedelta(days=1)}"
        if kind == "holiday"
        else f"leaves {kind} {day} - {day + timedelta(days=1)}"
        for day in sorted(ground.off - known)
    ]


def _resources(sheet: _Sheet, handles: Sequence[str]) -> Iterator[str]:
    base = sheet.calendars.base
    for handle in handles:
        person, ground = sheet.scope.people[handle], sheet.calendars.people[handle]
        yield f"resource {_id(handle)} {quoted(str(person.get('name') or handle))} {{"
        if person.get("email"):
            yield f"  email {quoted(str(person['email']))}"
        if person.get("rate"):
            yield f"  rate {float(person['rate']) * base.minutes / 60:.2f}"
        if person.get("hours_per_week") is not None:
            days = sum(1 for spans in ground.week if spans) or 1
            yield f"  limits {{ dailymax {float(person['hours_per_week']) / days:g}h }}"
        if ground.week != base.week:
            yield from (f"  {line}" for line in _hours(ground))
        yield from (f"  {line}" for line in _leaves(ground, "annual", "", base.off))
        yield "}"
    yield ""


@dataclass(slots=True)
class _Sheet:
    """What tasks are written from. `now` is the first day of work that has not begun, `waits`
    whether the project is older than that, `paths` the full names of tasks in the file."""

    scope: Scope
    calendars: Calendars
    now: date
    waits: bool
    paths: dict[str, str] = field(default_factory=dict)

    def tasks(self) -> Iterator[str]:
        """All tasks, those of a milestone inside it, after the gates they wait for."""
        for stone, tasks in self.scope.groups:
            above = f"{_id(str(stone['id']))}." if stone else ""
            for task in tasks:
                self.paths[str(task["id"])] = above + _id(str(task["id"]))
        yield from self.all_gates()
        for stone, tasks in self.scope.groups:
            if stone is None or not tasks:
                for task in tasks:
                    yield from self.task(task, "")
                continue
            yield f"task {_id(str(stone['id']))} {quoted(str(stone.get('name') or stone['id']))} {{"
            due = self.scope.day(stone.get("due"))
            if due:
                yield f"  # promised for {due}"
            for task in tasks:
                yield from self.task(task, "  ")
            yield "}"

    def all_gates(self) -> Iterator[str]:
        """Milestones on the days before which tasks may not start."""
        days = {NOW: self.now} if self.waits else {}
        for task in self.scope.tasks:
            if gates := self.gates(task):
                days[_gate(task)] = max(day for day, _ in gates)
        for name, day in days.items():
            yield f'task {name} "from {day}" {{'
            yield from ("  milestone", f"  start {day}", "}")

    def task(self, task: Doc, pad: str) -> Iterator[str]:
        """One task."""
        links = list(self.links(task))
        lines = [*self.length(task), *links]
        gates = self.gates(task)
        if gates:
            lines.append(f"depends {_gate(task)}  # {'; '.join(why for _, why in gates)}")
        elif self.waits and not links and self.scope.kind(task) == "todo":
            lines.append(f"depends {NOW}")
        if task.get("priority") in LEVELS and task["priority"] != "normal":
            lines.append(f"priority {LEVELS[str(task['priority'])]}")
        if task.get("notes"):
            # notes are rich text there: nothing in ours is meant as markup
            plain = str(task["notes"]).replace("nowiki>", "nowiki >")
            lines.append(f"note {quoted(f'<nowiki>{plain}</nowiki>')}")
        yield f"{pad}task {_id(str(task['id']))} {quoted(str(task['title']))} {{"
        yield from (f"{pad}  {line}" for line in lines)
        yield f"{pad}}}"

    def gates(self, task: Doc) -> list[tuple[date, str]]:
        """(day, why) of all that TaskJuggler cannot say of the start of a task."""
        scope = self.scope
        if scope.kind(task) != "todo":
            return []
        found: list[tuple[date, str]] = []
        given: Mapping[str, object] = task.get("constraint") or {}
        kind, day = str(given.get("type") or ""), scope.day(given.get("date"))
        if kind == "SNET" and day:
            found.append((day, f"no earlier than {day}"))
        if start := scope.day(task.get("start")):
            found.append((start, f"no earlier than {start}"))
        if days := scope.days(task):
            if kind in ("FNET", "MFO", "ALAP"):
                found.append((days[0], f"{kind} {day or ''}".strip()))
            for before, link, lag, _elapsed in links_of(task):
                if before not in self.paths:
                    found.append((days[0], f"after {_id(before)} elsewhere"))
                elif link in ("FF", "SF") or lag < 0:
                    found.append((days[0], f"{link}{lag:+g}d after {_id(before)}"))
        return [(day, why) for day, why in found if day > self.now]

    def length(self, task: Doc) -> list[str]:
        """How long a task takes, and whose it is."""
        scope, handle = self.scope, str(task.get("assignee") or "")
        kind, days = scope.kind(task), scope.days(task)
        ground = self.calendars.of_task(task)
        share = [f"complete {scope.done_share(task)}"] if kind != "todo" else []
        owner = [f"allocate {_id(handle)}"] if handle in scope.people else []
        if scope.length(task) == 0:
            fixed = [f"start {days[1]}-{ground.evening:%H:%M}"] if days and kind == "done" else []
            return ["milestone", *fixed]
        if kind != "todo" and days:
            begin, end = f"{days[0]}-{ground.morning:%H:%M}", f"{days[1]}-{ground.evening:%H:%M}"
            return [f"start {begin}", f"end {end}", *share]
        given: Mapping[str, object] = task.get("constraint") or {}
        day = scope.day(given.get("date"))
        held = [f"start {day}-{ground.morning:%H:%M}"] if given.get("type") == "MSO" and day else []
        if day and given.get("type") in ("SNLT", "FNLT"):
            held = [f"# {given['type']} {day}"]
        hours = task.get("estimate_hours", task.get("remaining_hours"))
        if owner and task.get("duration_days") is None and hours:
            return [f"effort {max(float(hours), 0.25):g}h", *owner, *held]
        length = scope.length(task)
        return [f"length {1 if length is None else length:g}d", *held]

    def links(self, task: Doc) -> Iterator[str]:
        """The links that TaskJuggler has."""
        if self.scope.kind(task) != "todo":
            return
        for before, kind, lag, elapsed in links_of(task):
            if before not in self.paths or kind in ("FF", "SF") or lag < 0:
                continue
            more = ["onstart"] if kind == "SS" else []
            if lag:
                more.append(f"{'gapduration' if elapsed else 'gaplength'} {lag:g}d")
            yield f"depends {self.paths[before]}{' { ' + ' '.join(more) + ' }' if more else ''}"


def _report(scope: Scope) -> list[str]:
    return [
        "",
        f"taskreport {_id(scope.key)}_plan {quoted(scope.key)} {{",
        "  formats html, csv",
        "  columns id, name, start, end, complete, resources, chart",
        "}",
    ]


def _gate(task: Doc) -> str:
    """The name of the gate of a task."""
    return f"gate_{_id(str(task['id']))}"


def _id(id: str) -> str:
    """An id as TaskJuggler takes it: letters, digits, underscores, no digit first."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in id)
    return plain if not plain[:1].isdigit() else f"_{plain}"


def quoted(text: str) -> str:
    """Text in quotes on one line; what would be a variable, macro or other quote is parted."""
    kept = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    for sign in ("$(", "${", "-8<-", "->8-"):
        kept = kept.replace(sign, f"{sign[0]} {sign[1:]}")
    return f'"{kept}"'
