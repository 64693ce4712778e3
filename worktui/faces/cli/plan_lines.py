"""Plan, forecast and levelling as lines: the answers in words first, the tables after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from worktui.app.outlook import Outlook
from worktui.app.phrases import near_day
from worktui.app.views.answers import Answer
from worktui.app.views.planning_json import healths
from worktui.engine.forecast import Simulated
from worktui.engine.health import WORDS, Health
from worktui.engine.plan import PlanTask
from worktui.faces.cli.paper import Cell, Paper

SIGNS = {"late": "!", "ask": "?", "good": "", "quiet": "", "unknown": "?"}
STYLES = {"late": "late", "ask": "ask", "unknown": "ask"}
STATES = {"late": "late", "off_track": "late", "at_risk": "ask", "unknown": "ask"}


def answer_lines(paper: Paper, answers: Sequence[Answer]) -> str:
    """The three answers."""
    return paper.table(
        [
            [
                Cell(one.label),
                Cell(SIGNS[one.state], STYLES.get(one.state, "")),
                Cell(one.text),
            ]
            for one in answers
        ],
        grow=2,
    )


def plan_lines(paper: Paper, outlook: Outlook, project: str, answers: Sequence[Answer]) -> str:
    """The plan of a project: answers, what is wrong, then the tasks of each milestone."""
    name = str((outlook.work.get("projects", project) or {}).get("name") or "")
    blocks = [f"{paper.show(f'{project} {name}'.strip(), 'bold')}\n{answer_lines(paper, answers)}"]
    wrong = [
        paper.lines(f"! {one.text} {one.hint}")
        for one in outlook.planned.problems
        if one.project in ("", project)
    ]
    if wrong:
        blocks.append("\n".join(wrong))
    groups, heads = _groups(paper, outlook, project)
    if groups:
        tables = paper.tables(groups, grow=2, right=(4,), lead="  ")
        blocks += [f"{head}\n{table}" for head, table in zip(heads, tables, strict=True)]
    notes = [paper.lines(f"· {text}") for text in outlook.planned.assumptions]
    if outlook.simulated_ready and groups:
        notes.append(paper.lines(f"· {outlook.simulated().assumption}"))
    if notes:
        blocks.append("\n".join(notes))
    return "\n\n".join(blocks)


def _groups(
    paper: Paper, outlook: Outlook, project: str
) -> tuple[list[list[list[Cell]]], list[str]]:
    model = outlook.planned.model
    groups: list[list[list[Cell]]] = []
    heads: list[str] = []
    for health in healths(outlook, project):
        stone = model.milestones[health.milestone]
        groups.append([_row(outlook, model.tasks[id]) for id in _sorted(outlook, stone.tasks)])
        heads.append(_head(paper, outlook, health))
    loose = [
        task.id
        for task in model.of(project)
        if not task.milestone or model.milestones[task.milestone].project != project
    ]
    if loose:
        groups.append([_row(outlook, model.tasks[id]) for id in _sorted(outlook, loose)])
        heads.append(paper.show("In no milestone" if heads else "Tasks", "bold"))
    return groups, heads


def _head(paper: Paper, outlook: Outlook, health: Health) -> str:
    plan = outlook.planned.milestones[health.milestone]
    title = paper.show(f"◆ {plan.id} {plan.name}", "bold")
    said = [f"forecast {_day(outlook, plan.forecast)}", f"P80 {_day(outlook, health.p80)}"]
    said.append(f"promised {_day(outlook, plan.due)}" if plan.due else "nothing promised")
    state = paper.show(WORDS[health.state], STATES.get(health.state, ""))
    since = f" for {health.age_days} d" if health.age_days else ""
    lines = [f"{title}  {paper.show(', '.join(said))}  {state}{since}"]
    if health.override is not None:
        word = health.override
        lines.append(
            paper.lines(
                f"{word.by} calls it {WORDS[word.health]} till {_day(outlook, word.until)}: "
                f"{word.reason} (derived: {WORDS[health.derived]})",
                2,
            )
        )
    lines += [paper.lines(reason.text, 2) for reason in health.why]
    return "\n".join(lines)


def _sorted(outlook: Outlook, ids: Sequence[str]) -> list[str]:
    tasks, placed = outlook.planned.model.tasks, outlook.planned.tasks
    return sorted(ids, key=lambda id: (tasks[id].kind == "done", placed[id].start, id))


def _row(outlook: Outlook, task: PlanTask) -> list[Cell]:
    placed = outlook.planned.tasks[task.id]
    if task.kind == "done":
        sign, style = "✓", ""
    elif task.blocked:
        sign, style = "⊘", "late"
    elif not task.person:
        sign, style = "?", "ask"
    elif placed.slack is not None and placed.slack < 0:
        sign, style = "!", "late"
    else:
        sign, style = "", ""
    slack = "" if placed.slack is None else f"{placed.slack:+d} d"
    dates = f"{_day(outlook, placed.start)} – {_day(outlook, placed.finish)}"
    if placed.start == placed.finish:
        dates = _day(outlook, placed.finish)
    return [
        Cell(sign, style),
        Cell(task.id, "bold"),
        Cell(task.title),
        Cell(f"@{task.person}" if task.person else "nobody", "" if task.person else "ask"),
        Cell(slack, "late" if sign == "!" else ""),
        Cell(dates),
        Cell("drives" if placed.on_chain else ""),
    ]


def forecast_lines(paper: Paper, outlook: Outlook, project: str, found: Simulated) -> str:
    """When a project and its milestones end, how sure the promises are, and what was assumed."""
    rows = [[Cell(text) for text in ("", "", "forecast", "P50", "P80", "promised", "")]]
    for health in healths(outlook, project):
        plan = outlook.planned.milestones[health.milestone]
        if plan.done:
            done = [Cell("done"), Cell(_day(outlook, plan.forecast))]
            rows.append([Cell(plan.id, "bold"), Cell(plan.name), *done])
            continue
        row = _end(outlook, plan.id, (plan.forecast, plan.due), found)
        rows.append([Cell(plan.id, "bold"), Cell(plan.name), *row])
    doc = outlook.work.get("projects", project) or {}
    target = doc.get("target")
    due = date.fromisoformat(str(target)[:10]).toordinal() if target else None
    last = outlook.planned.finish(project)
    whole = _end(outlook, project, (last, due), found)
    rows.append([Cell(project, "bold"), Cell("all of it"), *whole])
    notes = [found.assumption, *outlook.planned.assumptions]
    return "\n".join([paper.table(rows, grow=1), "", *(paper.lines(f"· {text}") for text in notes)])


def _end(
    outlook: Outlook, key: str, days: tuple[int | None, int | None], found: Simulated
) -> list[Cell]:
    last, due = days
    if last is None or key not in found.finishes:
        return [Cell("–"), Cell("–"), Cell("–"), Cell(_day(outlook, due)), Cell("")]
    sure, style = "", ""
    if due is not None:
        share = found.chance(key, due)
        sure = f"{sure_percent(share)} % sure"
        style = "late" if last > due else "ask" if found.percentile(key, 80) > due else ""
    return [
        Cell(_day(outlook, last)),
        Cell(_day(outlook, found.percentile(key, 50))),
        Cell(_day(outlook, found.percentile(key, 80))),
        Cell(_day(outlook, due)),
        Cell(sure, style),
    ]


def sure_percent(share: float) -> int:
    """A share in whole hundredths; never 100 nor 0 where some samples say otherwise."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        return 99
    return 1 if whole == 0 and share > 0 else whole


def _day(outlook: Outlook, day: int | None) -> str:
    return "–" if day is None else near_day(date.fromordinal(day), outlook.today)
