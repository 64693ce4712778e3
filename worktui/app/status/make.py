"""Making the status page: one outlook, one moment, nothing that was not derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted
from worktui.app.plans.lookup import find_project
from worktui.app.status.ahead import ahead
from worktui.app.status.funds import funds
from worktui.app.status.keeping import facts_of, last_kept
from worktui.app.status.page import Since, StatusPage, Stone, Told, day_words
from worktui.app.status.since import compared
from worktui.app.views.answers import answers
from worktui.domain.settings import Settings
from worktui.engine.health import Health
from worktui.engine.health.model import WORDS
from worktui.engine.plan import Planned

_MOST = 8
"""Blockers that are told."""


def status(outlook: Outlook, project: str, now: datetime) -> StatusPage:
    """The status page of a project, with the simulation run where it was not yet.

    Pure but for the time it takes. Raises NotFound for an unknown project.
    """
    doc = find_project(outlook.work, project)
    key = str(doc["id"])
    outlook.simulated()
    planned = outlook.planned
    mine = [task for task in planned.model.tasks.values() if task.project == key]
    settings = Settings.of(outlook.work)
    lead = str(doc.get("lead") or "")
    person = outlook.work.get("people", lead) or {}
    verdict = outlook.judged.projects.get(key)
    page = StatusPage(
        project=key,
        name=str(doc.get("name") or key),
        lead=str(person.get("name") or lead),
        at=now.astimezone(settings.zone),
        entry=outlook.work.seq,
        health=verdict.state if verdict else "unknown",
        answers=tuple(Told(a.label, a.state, a.text) for a in answers(outlook, key)),
        milestones=_stones(outlook, key),
        blocked=tuple(_blocked(outlook, key)),
        fragile=tuple(reason.text for reason in verdict.fragile) if verdict else (),
        money=funds(outlook, key),
        since=Since("", outlook.today, "", (), ()),
        ahead=ahead(outlook, key),
        problems=tuple(_problems(planned, key)),
        assumptions=tuple(_assumed(outlook, key)),
        done=sum(1 for task in mine if task.kind == "done"),
        tasks=len(mine),
        open=tuple(task.id for task in mine if task.kind != "done"),
    )
    kept = last_kept(outlook.work, key)
    return compared(page, facts_of(page, page.open), kept, outlook.work, key)


def _stones(outlook: Outlook, project: str) -> tuple[Stone, ...]:
    found = [
        _stone(outlook, health)
        for health in outlook.judged.milestones.values()
        if outlook.planned.model.milestones[health.milestone].project == project
    ]
    found.sort(key=lambda s: (s.health == "done", s.due or s.forecast or date.max, s.id))
    return tuple(found)


def _stone(outlook: Outlook, health: Health) -> Stone:
    model = outlook.planned.model
    stone = model.milestones[health.milestone]
    done = sum(1 for id in stone.tasks if model.tasks[id].kind == "done")
    word = health.override
    said = ""
    if word is not None:
        till = day_words(_date(word.until) or outlook.today, outlook.today)
        called = WORDS[word.health]
        said = f"{word.by} calls it {called} till {till}: {word.reason}"
    return Stone(
        id=stone.id,
        name=stone.name,
        health=health.state,
        due=_date(health.due),
        forecast=_date(health.forecast),
        p50=_date(health.p50),
        p80=_date(health.p80),
        slack=health.slack,
        done=done,
        tasks=len(stone.tasks),
        reasons=tuple(reason.text for reason in health.why),
        override=said,
        derived=health.derived if word is not None else "",
    )


def _blocked(outlook: Outlook, project: str) -> Iterable[str]:
    verdict = outlook.judged.projects.get(project)
    for blocker in verdict.blockers[:_MOST] if verdict else ():
        gain = f" ({counted(blocker.gains, 'day')} would be won)" if blocker.gains > 0 else ""
        yield f"{blocker.text}{gain}"


def _problems(planned: Planned, project: str) -> Iterable[str]:
    for problem in planned.problems:
        if problem.project in ("", project):
            yield f"{problem.text} {problem.hint}".strip()


def _assumed(outlook: Outlook, project: str) -> Iterable[str]:
    yield outlook.simulated().assumption
    yield from outlook.planned.assumptions
    yield from outlook.budget(project).assumptions


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
