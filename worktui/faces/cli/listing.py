"""`list`, `next` and `show`: tasks as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worktui.app.phrases import counted
from worktui.app.plans.lookup import column_kind, columns_of, find_task, open_blockers
from worktui.app.views.today import NextItem, next_tasks
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import said
from worktui.engine.spoken import Spoken
from worktui.faces.cli.documents import task_json
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room
from worktui.faces.cli.words import DAYS, due_cell, moment_words, sign_cell

if TYPE_CHECKING:
    from worktui.app.views.came_from import CameFrom
    from worktui.app.views.promises import PromiseRow


def listing(room: Room, query: str) -> None:
    """Tasks that fit a filter, by column; done ones are counted unless they are asked for."""
    from worktui.engine.query import parse

    desk = room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    wanted = parse(query, work, desk.now(), desk.me, room.house.tz)
    tasks = [
        task for task in work.all("tasks") if wanted.names_archived or not task.get("archived")
    ]
    found = _in_order(wanted.pick(tasks), work)
    data = {"tasks": [task_json(task, work, spoken) for task in found] if room.json else []}
    text = ""
    if not room.json:
        all_ = wanted.names_state
        text = _board(room.paper, found, work, spoken, query=query, all_=all_)
    room.answer(data, text)


def _in_order(tasks: Sequence[Doc], work: Snapshot) -> list[Doc]:
    places = {column["id"]: n for n, column in enumerate(columns_of(work, None))}
    return sorted(
        tasks, key=lambda t: (places.get(t.get("status", ""), 99), t.get("rank", 0), t["id"])
    )


def _board(
    paper: Paper, tasks: Sequence[Doc], work: Snapshot, spoken: Spoken, *, query: str, all_: bool
) -> str:
    if not tasks:
        return _nothing(work, query)
    groups: dict[str, list[Doc]] = {}
    for task in tasks:
        groups.setdefault(str(task.get("status", "")), []).append(task)
    heads, tables, hidden = [], [], 0
    for status, members in groups.items():
        column = work.get("columns", status) or {"name": status}
        if column.get("kind") == "done" and not all_ and not query:
            hidden += len(members)
            continue
        limit = column.get("limit")
        count = f"{len(members)} of {limit}" if limit and not query else str(len(members))
        heads.append(f"{paper.show(str(column.get('name', status)), 'bold')}  {count}")
        tables.append([_row(task, work, spoken) for task in members])
    shown = paper.tables(tables, grow=2, right=(4,), lead=" ")
    parts = [f"{head}\n{table}" for head, table in zip(heads, shown, strict=True)]
    if hidden:
        parts.append(f"{hidden} done; `worktui list is:done` shows them.")
    return "\n\n".join(parts)


def _row(task: Doc, work: Snapshot, spoken: Spoken) -> list[Cell]:
    who = task.get("assignee", "")
    tags = "".join(f" #{tag}" for tag in task.get("tags") or ())
    return [
        sign_cell(task, work, spoken),
        Cell(task["id"]),
        Cell(str(task.get("title", "")) + tags),
        Cell(who),
        due_cell(task, work, spoken),
    ]


def _nothing(work: Snapshot, query: str) -> str:
    if query:
        return "Nothing fits that filter. `worktui list` shows all that is open."
    if not work.count("tasks"):
        return 'No tasks yet. `worktui add "Send quote fri"` makes the first one.'
    return "Nothing is open. `worktui list is:done` shows what was done."


def upcoming(room: Room, *, line: bool = False, who: str = "", limit: int = 0) -> None:
    """What to do next, in order, with why; `line` is one short line for a prompt."""
    if line and not room.house.exists():
        room.answer({"tasks": []}, "")  # a prompt is no place for advice
        return
    desk = room.house.desk() if line else room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    items = next_tasks(work, who or desk.me, desk.now())
    shown = items[:limit] if limit else items
    data = {"tasks": [{**task_json(i.task, work, spoken), "why": i.why} for i in shown]}
    if line:
        room.answer(data, _one_line(room.paper, items))
        return
    if not items:
        room.answer(data, _nothing_next(work, who or desk.me))
        return
    rows = [
        [
            sign_cell(item.task, work, spoken),
            Cell(item.task["id"]),
            Cell(str(item.task.get("title", "")), "bold" if n == 0 else ""),
            due_cell(item.task, work, spoken),
            Cell(_beside(item.why)),
        ]
        for n, item in enumerate(shown)
    ]
    room.answer(data, room.paper.table(rows, grow=2, right=(3,)))


def _beside(why: str) -> str:
    """The reason, where the day beside it does not say it already."""
    said = why.endswith("late") or why == "today" or why in DAYS
    return "" if said else why


def _one_line(paper: Paper, items: Sequence[NextItem]) -> str:
    if not items:
        return ""
    task = items[0].task
    why = f" · {items[0].why}" if items[0].why else ""
    return paper.show(f"{task['id']} {task.get('title', '')}"[:60] + why)


def _nothing_next(work: Snapshot, who: str) -> str:
    loose = sum(
        1
        for task in work.all("tasks")
        if not task.get("assignee") and column_kind(work, task.get("status")) != "done"
    )
    if loose:
        tasks = counted(loose, "task")
        return f"Nothing waits for @{who}. {tasks} without anybody: `worktui list @nobody`."
    return f"Nothing waits for @{who}."


def show(room: Room, id: str) -> None:
    """One task with everything about it."""
    desk = room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    task = find_task(work, id)
    from dataclasses import asdict

    from worktui.app.views.came_from import came_from  # `list` needs none of it
    from worktui.app.views.promises import on_task, row_json

    words, came = on_task(work, task["id"], now=spoken.now), came_from(work, task)
    data = task_json(task, work, spoken)
    if came:
        data["came_from"] = [asdict(each) for each in came]
    if words:
        data["promises"] = [row_json(work.get("promises", each.id) or {}) for each in words]
    room.answer(data, "" if room.json else _page(room.paper, task, work, spoken, words, came))


def _page(
    paper: Paper,
    task: Doc,
    work: Snapshot,
    spoken: Spoken,
    words: Sequence[PromiseRow],
    came: Sequence[CameFrom],
) -> str:
    head = f"{task['id']}  {paper.show(str(task.get('title', '')), 'bold')}"
    rows = [[Cell(label), Cell(value)] for label, value in _facts(task, work, spoken) if value]
    parts = [head, paper.table(rows, grow=1, lead="  ")]
    if task.get("notes"):
        parts.append(paper.lines(task["notes"], indent=2))
    for word in words:
        sign = {"late": "! ", "done": "✓ "}.get(word.sign, "")
        told = paper.show(f"{word.name} said {word.said}  {sign}{word.words}")
        parts.append(f"  {told}\n" + paper.lines(f"“{word.quote}”", indent=4))
    for each in came:
        told = paper.show(f"{each.who}  {each.channel} {each.when}  ({each.arrival})")
        quotes = [paper.lines(f"“{quote}”", indent=4) for quote in each.quotes]
        parts.append("\n".join([f"  {told}", *quotes]))
    for comment in task.get("comments") or ():
        when = moment_words(comment["at"], spoken) if comment.get("at") else ""
        parts.append(
            f"  {comment.get('by', '')}  {when}\n" + paper.lines(comment["text"], indent=4)
        )
    return "\n\n".join(part for part in parts if part)


def _facts(task: Doc, work: Snapshot, spoken: Spoken) -> list[tuple[str, str]]:
    from worktui.engine.quickadd_words import repeat_words

    column = work.get("columns", str(task.get("status", ""))) or {}
    due = due_cell(task, work, spoken).text
    if due and task.get("due"):
        due = f"{moment_words(task['due'], spoken)}{'  ' + due if due.startswith('!') else ''}"
    estimate = task.get("estimate_hours")
    left = task.get("remaining_hours")
    work_left = f"{said(float(left))} left of " if left is not None and estimate else ""
    after = [link["task"] for link in task.get("depends_on") or ()]
    holds = [
        other["id"]
        for other in work.all("tasks")
        if any(link.get("task") == task["id"] for link in other.get("depends_on") or ())
    ]
    spent = sum(float(t.get("hours", 0)) for t in work.all("time") if t.get("task") == task["id"])
    return [
        ("column", str(column.get("name", task.get("status", "")))),
        ("who", str(task.get("assignee", ""))),
        ("due", due),
        ("start", moment_words(task["start"], spoken) if task.get("start") else ""),
        ("repeat", repeat_words(task["repeat"]) if task.get("repeat") else ""),
        ("priority", str(task.get("priority", ""))),
        ("project", " ".join(str(task[n]) for n in ("project", "milestone") if task.get(n))),
        ("estimate", work_left + said(float(estimate)) if estimate else ""),
        ("spent", said(spent) if spent else ""),
        ("tags", " ".join(f"#{tag}" for tag in task.get("tags") or ())),
        ("blocked", str(task.get("blocked", ""))),
        (
            "waits for",
            ", ".join([*open_blockers(work, task), str(task.get("waiting_for", ""))]).strip(", "),
        ),
        ("after", ", ".join(after)),
        ("holds up", ", ".join(holds)),
        ("contact", str(task.get("contact_email") or task.get("contact") or "")),
    ]


__all__ = ["listing", "show", "upcoming"]
