"""When a verb is possible: what each asks of the scene, and in a few words why it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from worktui.app.plans.lookup import column_kind, columns_of
from worktui.app.views.card import blocked_by
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot


class Scene(NamedTuple):
    """Where a verb would be done: a place, the tasks it would act on, and what is possible."""

    place: str
    work: Snapshot
    tasks: tuple[Doc, ...] = ()
    readonly: str = ""
    facts: frozenset[str] = frozenset()
    """More of what is so now, such as `message` (an arrival is open) or `pane`."""


Blocked = Callable[[Scene], str]
"""Why it is not possible now, "" when it is."""


def always(_scene: Scene) -> str:
    return ""


def writable(scene: Scene) -> str:
    if "past" in scene.facts:
        return "this is the past, and esc comes back to now"
    return scene.readonly and "this workspace can only be read"


def a_task(scene: Scene) -> str:
    return writable(scene) or ("" if scene.tasks else "no task is chosen")


def one_task(scene: Scene) -> str:
    return a_task(scene) or ("" if len(scene.tasks) == 1 else "several tasks are chosen")


def some_task(scene: Scene) -> str:
    return "" if scene.tasks else "no task is chosen"


def to_start(scene: Scene) -> str:
    return a_task(scene) or unless_all(scene, "doing", "it is started already")


def to_finish(scene: Scene) -> str:
    return a_task(scene) or unless_all(scene, "done", "it is done already")


def unless_all(scene: Scene, kind: str, why: str) -> str:
    kinds = {column_kind(scene.work, task.get("status")) for task in scene.tasks}
    return why if kinds == {kind} else ""


def to_unblock(scene: Scene) -> str:
    if why := a_task(scene):
        return why
    return "" if any(blocked_by(task, scene.work) for task in scene.tasks) else "nothing blocks it"


def to_left(scene: Scene) -> str:
    return a_task(scene) or edge(scene, 0, "it is in the first column")


def to_right(scene: Scene) -> str:
    return a_task(scene) or edge(scene, -1, "it is in the last column")


def edge(scene: Scene, at: int, why: str) -> str:
    for task in scene.tasks:
        columns = columns_of(scene.work, task.get("project"))
        if columns and columns[at]["id"] != task.get("status"):
            return ""
    return why


def a_message(scene: Scene) -> str:
    return "" if "message" in scene.facts else "no message is open"


def a_suggestion(scene: Scene) -> str:
    if "decided" in scene.facts:
        return "it is decided already"
    return writable(scene) or ("" if "message" in scene.facts else "nothing is open")


def a_reply(scene: Scene) -> str:
    if scene.place == "contact":
        return writable(scene)
    return writable(scene) or a_message(scene)


def an_outsider(scene: Scene) -> str:
    if scene.place == "contact":
        return writable(scene)
    known = "outside" in scene.facts
    return writable(scene) or ("" if known else "it is about nobody outside")


def a_project(scene: Scene) -> str:
    return "" if "project" in scene.facts else "no project is under the cursor"


def a_row(scene: Scene) -> str:
    return "" if "row" in scene.facts else "nothing is under the cursor"


def row_changed(scene: Scene) -> str:
    return writable(scene) or a_row(scene)


def a_way(scene: Scene) -> str:
    return "" if "way" in scene.facts else "no plan is shown"


def way_applied(scene: Scene) -> str:
    return writable(scene) or a_way(scene)


def a_booking(scene: Scene) -> str:
    return writable(scene) or ("" if "booking" in scene.facts else "no booking is here")


def bookable(scene: Scene) -> str:
    return writable(scene) or ("" if "bookable" in scene.facts else "there is no booking type yet")


def own_value(scene: Scene) -> str:
    return a_row(scene) or ("" if "own" in scene.facts else "the file does not set it")


def looked_at(scene: Scene) -> str:
    return "" if "entry" in scene.facts else "no entry is under the cursor"


def in_past(scene: Scene) -> str:
    return "" if "past" in scene.facts else "now is what you see; 7 and enter look back"


def an_editor(scene: Scene) -> str:
    mark = "no editor: "
    why = next((fact for fact in scene.facts if fact.startswith(mark)), "")
    return a_task(scene) or why.removeprefix(mark)


def a_step(scene: Scene) -> str:
    return a_task(scene) or ("" if "step" in scene.facts else "no step is under the cursor")


def is_offered(scene: Scene) -> str:
    return writable(scene) or ("" if "offer" in scene.facts else "no time is offered; E looks")


def has_lanes(scene: Scene) -> str:
    return "" if "lanes" in scene.facts else "there are no lanes; V makes some"


def several_boards(scene: Scene) -> str:
    return "" if "boards" in scene.facts else "there is one board: a project or a filter makes more"


def filtering(scene: Scene) -> str:
    if "filter" not in scene.facts:
        return "no filter is typed; / begins one"
    return "" if "settings" in scene.facts else "there is no settings file here"


def kept_filter(scene: Scene) -> str:
    if "kept" not in scene.facts:
        return "this board is no kept filter"
    return "" if "settings" in scene.facts else "there is no settings file here"


def is_archived(scene: Scene) -> str:
    if why := a_task(scene):
        return why
    return "" if any(task.get("archived") for task in scene.tasks) else "it was not put away"


def an_entry(scene: Scene) -> str:
    return writable(scene) or ("" if "entry" in scene.facts else "no entry is under the cursor")
