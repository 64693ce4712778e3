"""Verbs: everything a person can do, in one table.

Keys, footer, palette, help and the command line's help are made from it. A verb is never
hidden: where it is not possible now, `blocked` says why in a few words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


class Verb(NamedTuple):
    """One thing to do. `keys` the first is shown; `label` as short as the footer needs it;
    `places` where it is at home ("*" everywhere); `reach` view, local or outward."""

    id: str
    title: str
    says: str
    keys: tuple[str, ...]
    label: str
    places: tuple[str, ...]
    reach: str
    blocked: Blocked

    def at(self, place: str) -> bool:
        """Whether it is at home in a place."""
        return place in self.places or "*" in self.places

    @property
    def key(self) -> str:
        """The key shown, "" when it has none."""
        return self.keys[0] if self.keys else ""


def _always(_scene: Scene) -> str:
    return ""


def _writable(scene: Scene) -> str:
    if "past" in scene.facts:
        return "this is the past, and esc comes back to now"
    return scene.readonly and "this workspace can only be read"


def _task(scene: Scene) -> str:
    return _writable(scene) or ("" if scene.tasks else "no task is chosen")


def _one_task(scene: Scene) -> str:
    return _task(scene) or ("" if len(scene.tasks) == 1 else "several tasks are chosen")


def _some_task(scene: Scene) -> str:
    return "" if scene.tasks else "no task is chosen"


def _to_start(scene: Scene) -> str:
    return _task(scene) or _unless_all(scene, "doing", "it is started already")


def _to_finish(scene: Scene) -> str:
    return _task(scene) or _unless_all(scene, "done", "it is done already")


def _unless_all(scene: Scene, kind: str, why: str) -> str:
    kinds = {column_kind(scene.work, task.get("status")) for task in scene.tasks}
    return why if kinds == {kind} else ""


def _to_unblock(scene: Scene) -> str:
    if why := _task(scene):
        return why
    return "" if any(blocked_by(task, scene.work) for task in scene.tasks) else "nothing blocks it"


def _to_left(scene: Scene) -> str:
    return _task(scene) or _edge(scene, 0, "it is in the first column")


def _to_right(scene: Scene) -> str:
    return _task(scene) or _edge(scene, -1, "it is in the last column")


def _edge(scene: Scene, at: int, why: str) -> str:
    for task in scene.tasks:
        columns = columns_of(scene.work, task.get("project"))
        if columns and columns[at]["id"] != task.get("status"):
            return ""
    return why


def _message(scene: Scene) -> str:
    return "" if "message" in scene.facts else "no message is open"


def _suggestion(scene: Scene) -> str:
    if "decided" in scene.facts:
        return "it is decided already"
    return _writable(scene) or ("" if "message" in scene.facts else "nothing is open")


def _reply(scene: Scene) -> str:
    if scene.place == "contact":
        return _writable(scene)
    return _writable(scene) or _message(scene)


def _outside(scene: Scene) -> str:
    if scene.place == "contact":
        return _writable(scene)
    known = "outside" in scene.facts
    return _writable(scene) or ("" if known else "it is about nobody outside")


def _project(scene: Scene) -> str:
    return "" if "project" in scene.facts else "no project is under the cursor"


def _row(scene: Scene) -> str:
    return "" if "row" in scene.facts else "nothing is under the cursor"


def _row_changed(scene: Scene) -> str:
    return _writable(scene) or _row(scene)


def _way(scene: Scene) -> str:
    return "" if "way" in scene.facts else "no plan is shown"


def _way_applied(scene: Scene) -> str:
    return _writable(scene) or _way(scene)


def _booking(scene: Scene) -> str:
    return _writable(scene) or ("" if "booking" in scene.facts else "no booking is here")


def _bookable(scene: Scene) -> str:
    return _writable(scene) or ("" if "bookable" in scene.facts else "there is no booking type yet")


def _own(scene: Scene) -> str:
    return _row(scene) or ("" if "own" in scene.facts else "the file does not set it")


def _looked_at(scene: Scene) -> str:
    return "" if "entry" in scene.facts else "no entry is under the cursor"


def _past(scene: Scene) -> str:
    return "" if "past" in scene.facts else "now is what you see; 7 and enter look back"


def _editor(scene: Scene) -> str:
    mark = "no editor: "
    why = next((fact for fact in scene.facts if fact.startswith(mark)), "")
    return _task(scene) or why.removeprefix(mark)


def _step(scene: Scene) -> str:
    return _task(scene) or ("" if "step" in scene.facts else "no step is under the cursor")


def _offered(scene: Scene) -> str:
    return _writable(scene) or ("" if "offer" in scene.facts else "no time is offered; E looks")


def _lanes(scene: Scene) -> str:
    return "" if "lanes" in scene.facts else "there are no lanes; V makes some"


def _boards(scene: Scene) -> str:
    return "" if "boards" in scene.facts else "there is one board: a project or a filter makes more"


def _filter(scene: Scene) -> str:
    if "filter" not in scene.facts:
        return "no filter is typed; / begins one"
    return "" if "settings" in scene.facts else "there is no settings file here"


def _kept(scene: Scene) -> str:
    if "kept" not in scene.facts:
        return "this board is no kept filter"
    return "" if "settings" in scene.facts else "there is no settings file here"


def _archived(scene: Scene) -> str:
    if why := _task(scene):
        return why
    return "" if any(task.get("archived") for task in scene.tasks) else "it was not put away"


def _entry(scene: Scene) -> str:
    return _writable(scene) or ("" if "entry" in scene.facts else "no entry is under the cursor")


TASKS = ("board", "today", "task", "plan", "chain", "contact")
LISTS = ("board", "today")
INBOX = ("inbox",)
CALENDAR = ("calendar",)
PROJECT = ("plan", "chain", "forecast", "money", "ways", "status")
NO_WAYS = tuple(place for place in PROJECT if place != "ways")
NO_STATUS = tuple(place for place in PROJECT if place != "status")
EVERYWHERE = ("*",)

_TABLE: tuple[tuple[str, str, str, str, str, tuple[str, ...], str, Blocked], ...] = (
    # id, title, sentence, keys, footer label, places, reach, blocked
    ("task.open", "Open the task", "Its page: notes, checklist, talk, history.",
     "enter", "open", (*LISTS, "chain"), "view", _some_task),
    ("project.open", "Open the project", "Its plan, what drives it, forecast, money.",
     "enter", "open", ("projects",), "view", _project),
    ("plan.open", "Open the task, fold the heading", "While a date is moved: set it.",
     "enter", "open", ("plan",), "view", _row),
    ("way.apply", "Apply what is ticked", "One change, one undo; a message is shown first.",
     "enter", "apply", ("ways",), "local", _way_applied),
    ("status.keep", "Keep this status", "So that the next one says what changed since.",
     "enter", "keep", ("status",), "local", _writable),
    ("way.tick", "Choose or leave out a step", "The new date follows at once.",
     "space", "tick", ("ways",), "view", _way),
    ("way.next", "The next plan", "Fewest changes, no reassignment, full recovery.",
     "n", "next plan", ("ways",), "view", _way),
    ("way.why", "Why each step helps", "And what follows from all of them.",
     "w", "why", ("ways",), "view", _way),
    ("status.send", "Send this status", "The exact letter is shown; only S sends it.",
     "S", "send", ("status",), "outward", _writable),
    ("status.copy", "Copy as Markdown", "Into the clipboard of your terminal.",
     "y", "copy", ("status",), "view", _always),
    ("status.write", "Write to a file", "As Markdown, HTML, JSON or text.",
     "w", "write", ("status",), "view", _always),
    ("plan.date", "Move its date, with a look at what follows", "Arrows move, enter sets, t types.",
     "t", "date", ("plan",), "local", _row_changed),
    ("plan.zoom", "A cell a day, a week, or all of it", "The chart at another scale.",
     "v", "zoom", ("plan",), "view", _always),
    ("chain.next", "The next milestone", "What drives it.",
     "n", "next", ("chain",), "view", _always),
    ("chain.previous", "The milestone before", "What drives it.",
     "p", "", ("chain",), "view", _always),
    ("chain.around", "What it waits for and holds up, drawn", "Again leads back to the chain.",
     "v", "around", ("chain",), "view", _some_task),
    ("project.view", "Another chart", "Burn-up, flow, or money over time.",
     "v", "chart", ("forecast",), "view", _always),
    ("project.next", "The next view", "Plan, chain, forecast, money.",
     "tab", "view", PROJECT, "view", _always),
    ("project.previous", "The view before", "Plan, chain, forecast, money.",
     "shift+tab", "", PROJECT, "view", _always),
    ("project.ways", "Ways out", "What could be changed to keep a promise.",
     "R", "ways out", ("projects", *NO_WAYS), "view", _always),
    ("project.status", "Status", "The page for those above the work.",
     "S", "status", ("projects", *NO_STATUS), "view", _always),
    ("project.new", "A new project", "A key and a name.",
     "+", "new", ("projects",), "local", _writable),
    ("milestone.new", "A new milestone", "A name and its promised day.",
     "M", "milestone", ("plan", "chain"), "local", _writable),
    ("inbox.apply", "Apply the chosen steps", "What stays is done; what leaves is shown first.",
     "enter", "apply", INBOX, "local", _suggestion),
    ("inbox.tick", "Choose or leave out a step", "Only chosen steps are applied.",
     "space", "tick", INBOX, "local", _suggestion),
    ("inbox.edit", "Edit a step", "Change what a step would do, in place.",
     "e", "edit", INBOX, "local", _suggestion),
    ("inbox.time", "Another time", "Another slot for a step that has one.",
     "t", "time", INBOX, "local", _suggestion),
    ("inbox.reply", "Answer whoever wrote", "Drafted, written whole, shown; only S sends it.",
     "r", "reply", ("inbox", "contact"), "outward", _reply),
    ("inbox.dismiss", "Dismiss", "Nothing shall come of it.",
     "d", "dismiss", INBOX, "local", _suggestion),
    ("inbox.refuse", "Dismiss with a reason", "Nothing shall come of it, and why.",
     "D", "", INBOX, "local", _suggestion),
    ("inbox.later", "Later", "Out of sight until a moment.",
     "z", "later", INBOX, "local", _suggestion),
    ("inbox.always", "Always do this from this source", "At once from now on, logged and undone.",
     "A", "always", INBOX, "local", _suggestion),
    ("inbox.original", "The original message", "As it came, with all its zones.",
     "o", "original", INBOX, "view", _message),
    ("inbox.why", "Why it is suggested", "Every sign that spoke for it, with its weight.",
     "w", "why", INBOX, "view", _message),
    ("inbox.next", "The next one", "The next suggestion that waits.",
     "n", "next", INBOX, "view", _message),
    ("inbox.previous", "The one before", "The suggestion before this one.",
     "p", "", INBOX, "view", _message),
    ("inbox.send", "Send what is shown", "Only this key lets anything leave the house.",
     "S", "send", INBOX, "outward", _suggestion),
    ("calendar.open", "Open what is here", "A task's page; what can be done with a booking.",
     "enter", "open", CALENDAR, "view", _always),
    ("calendar.book", "Book", "What kind, with whom, when; the invitation is shown first.",
     "a", "book", CALENDAR, "outward", _bookable),
    ("calendar.move", "Move the booking", "To a free time; its people are told.",
     "t", "move", CALENDAR, "outward", _booking),
    ("calendar.cancel", "Cancel the booking", "Its people are told.",
     "d", "cancel", CALENDAR, "outward", _booking),
    ("calendar.who", "Whose calendar", "Everybody, one, or several side by side.",
     "@", "who", CALENDAR, "view", _always),
    ("calendar.view", "Days, or people side by side", "A week of days; one day of people.",
     "v", "view", CALENDAR, "view", _always),
    ("calendar.next", "The days after", "A week, or a day where people stand side by side.",
     "n", "next", CALENDAR, "view", _always),
    ("calendar.previous", "The days before", "A week, or a day.",
     "p", "", CALENDAR, "view", _always),
    ("calendar.now", "To now", "This week, this hour.",
     ".", "now", CALENDAR, "view", _always),
    ("task.move", "Move, with a look where it lands", "Choose column and place, then press enter.",
     "m", "move", ("board",), "local", _task),
    ("task.done", "Finish", "Into the first column for done work.",
     "x", "done", TASKS, "local", _to_finish),
    ("task.start", "Start", "Into the first column for work in hand.",
     "s", "start", TASKS, "local", _to_start),
    ("task.block", "Mark as blocked, by what?", "By a task, a person or some words.",
     "b", "blocked", TASKS, "local", _task),
    ("task.unblock", "Take the block away", "It waits for nothing any more.",
     "B", "free", TASKS, "local", _to_unblock),
    ("task.who", "Give to a person", "Type a name; nobody is a choice too.",
     "@", "who", tuple(place for place in TASKS if place != "today"), "local", _task),
    ("today.who", "Whose day", "Yours or a teammate's; esc comes back to yours.",
     "@", "whose", ("today",), "view", _always),
    ("today.give", "Give to a person", "Type a name; nobody is a choice too.",
     "", "", ("today",), "local", _task),
    ("task.spent", "Book time spent", "2h, or 30m yesterday; the first is guessed from today.",
     "w", "time", TASKS, "local", _one_task),
    ("today.book", "Book the time that is offered", "All lines that are ticked, as one change.",
     "T", "book time", ("today",), "local", _offered),
    ("today.evening", "Evening: what you worked on", "From starts, moves, comments and meetings.",
     "E", "evening", ("today",), "local", _writable),
    ("app.workload", "Workload of the team", "Each one's week by day, and what makes it up.",
     "W", "team", EVERYWHERE, "view", _always),
    ("workload.open", "Open it, or open the task", "What makes up the week of somebody.",
     "enter", "open", ("workload",), "view", _row),
    ("workload.person", "Their day", "Today, as it is for them.",
     "@", "their day", ("workload",), "view", _row),
    ("workload.next", "The week after", "Up to a quarter ahead.",
     "n", "next week", ("workload",), "view", _always),
    ("workload.previous", "The week before", "Back to this week.",
     "p", "", ("workload",), "view", _always),
    ("task.when", "Set when it is due", "A day in words: fri, in 2 weeks, 10 dec.",
     "t", "when", ("board", "today", "task", "chain", "contact"), "local", _task),
    ("task.later", "Later", "Out of what is next until a day.",
     "z", "later", ("today", "task", "board"), "local", _task),
    ("task.comment", "Comment", "A few words that stay with the task.",
     "c", "note", TASKS, "local", _task),
    ("task.edit", "Edit as one line", "The whole task as a quick-add line.",
     "e", "edit", TASKS, "local", _one_task),
    ("work.filter", "Filter as you type", "As in due:<=fri @me -status:done #api; tab takes words.",
     "/", "filter", ("board", "activity"), "view", _always),
    ("task.tick", "Tick the step, or take the tick away", "Of the checklist, where the cursor is.",
     "space", "tick", ("task",), "local", _task),
    ("task.enter", "Open or change what is under the cursor", "A fact, notes, a link, a change.",
     "enter", "open", ("task",), "view", _some_task),
    ("task.original", "The message it came from", "As it came; of several, the newest first.",
     "o", "original", ("task",), "view", _some_task),
    ("task.notes", "Write the notes", "Markdown over several lines; what is typed is kept.",
     "N", "notes", ("task",), "local", _task),
    ("task.editor", "Write the notes in your editor", "The one that VISUAL or EDITOR names.",
     "V", "", ("task",), "local", _editor),
    ("task.step", "Add a step", "To the checklist, after the one under the cursor.",
     "A", "step", ("task",), "local", _task),
    ("task.step_down", "The step further down", "At once.",
     "J,shift+down", "", ("task",), "local", _step),
    ("task.step_up", "The step further up", "At once.",
     "K,shift+up", "", ("task",), "local", _step),
    ("task.waits", "Wait for another task", "It is named under what it waits for.",
     "", "", ("task",), "local", _task),
    ("task.holds", "Let another task wait for this one", "It is named under what it holds up.",
     "", "", ("task",), "local", _task),
    ("task.facts", "To the facts, and back", "Each is changed where it stands.",
     "tab,shift+tab", "facts", ("task",), "view", _always),
    ("task.next", "The next task", "Of the list it was opened from.",
     "n", "next", ("task",), "view", _always),
    ("task.previous", "The task before", "Of the list it was opened from.",
     "p", "", ("task",), "view", _always),
    ("setting.edit", "Another value", "Typed or chosen; the file keeps its comments.",
     "enter,e", "change", ("settings",), "view", _row),
    ("setting.reset", "As it is without being set", "The line in the file is taken away.",
     "d", "reset", ("settings",), "view", _own),
    ("app.settings", "Settings of this machine", "What each is for, changed where it stands.",
     "", "", EVERYWHERE, "view", _always),
    ("contact.open", "Open what is here", "The task, the message, what waits in the inbox.",
     "enter", "open", ("contact",), "view", _row),
    ("contact.edit", "Make a contact, or change one", "Name, zone, project of the one outside.",
     "E", "contact", ("inbox", "contact"), "local", _outside),
    ("contact.copy", "Copy the address", "Into the clipboard of your terminal.",
     "", "", ("contact",), "view", _always),
    ("app.contact", "Who this is", "All about the one outside: said, tasks, bookings, mails.",
     "C", "contact", EVERYWHERE, "view", _always),
    ("entry.open", "Look at the work as it stood then", "Every place; [ ] step, esc comes back.",
     "enter", "look back", ("activity",), "view", _looked_at),
    ("app.past_back", "An entry back", "While the past is looked at.",
     "[", "", EVERYWHERE, "view", _past),
    ("app.past_forth", "An entry forth", "While the past is looked at.",
     "]", "", EVERYWHERE, "view", _past),
    ("entry.undo", "Undo this entry", "Refused where somebody changed it since.",
     "d", "undo it", ("activity",), "local", _entry),
    ("task.select", "Select", "Then any verb acts on all that are selected.",
     "space", "select", LISTS, "view", _some_task),
    ("task.select_all", "Select the column", "With lanes: what of it is in this one.",
     "*", "", ("board",), "view", _some_task),
    ("task.restore", "Back on the board", "What was put away.",
     "Z", "", TASKS, "local", _archived),
    ("work.add", "Add a task", "One line: what, when, who, how urgent.",
     "a", "add", EVERYWHERE, "local", _writable),
    ("app.go", "Go to anything", "By id or by words; twice goes to the top.",
     "g", "go to", EVERYWHERE, "view", _always),
    ("board.view", "Another view", "Cards with room, or a line each.",
     "v", "view", ("board",), "view", _always),
    ("board.lanes", "Lanes", "By person, by project, by priority, none.",
     "V", "lanes", ("board",), "view", _always),
    ("board.lane_next", "To the next lane", "Its first card.",
     "}", "", ("board",), "view", _lanes),
    ("board.lane_back", "To the lane before", "Its first card.",
     "{", "", ("board",), "view", _lanes),
    ("board.tab", "The next board", "Across all work, each project's, each filter that is kept.",
     "tab", "boards", ("board",), "view", _boards),
    ("board.tab_back", "The board before", "Filters that are kept, projects, all work.",
     "shift+tab", "", ("board",), "view", _boards),
    ("filter.keep", "Keep this filter", "Under a name, as a board of its own.",
     "", "", ("board",), "view", _filter),
    ("filter.drop", "Drop this filter", "The board of a kept filter; no task changes.",
     "", "", ("board",), "view", _kept),
    ("board.tidy", "Put old done work away", "Off the board, as one change; is:archived shows it.",
     "", "", ("board",), "local", _writable),
    ("app.pane", "Inbox beside this place", "What waits for a decision, without leaving.",
     "i", "inbox", (*LISTS, "plan", "chain", "forecast", "money"), "view", _always),
    ("task.priority", "Set how urgent it is", "Low, normal, high or urgent.",
     "!", "priority", TASKS, "local", _task),
    ("task.tag", "Tags", "Words that stay; a minus takes one away.",
     "#", "tags", TASKS, "local", _task),
    ("task.project", "Project", "Move it into another project; its id stays.",
     "+", "project", TASKS, "local", _task),
    ("task.remove", "Take away", "Off the board; undo brings it back.",
     "d", "away", TASKS, "local", _task),
    ("task.left", "Into the column to the left", "At once, without a look.",
     "H,shift+left", "", ("board",), "local", _to_left),
    ("task.right", "Into the column to the right", "At once, without a look.",
     "L,shift+right", "", ("board",), "local", _to_right),
    ("task.down", "Further down its column", "At once.",
     "J,shift+down", "", ("board",), "local", _task),
    ("task.up", "Further up its column", "At once.",
     "K,shift+up", "", ("board",), "local", _task),
    ("task.copy", "Copy the id", "Into the clipboard of your terminal.",
     "y", "copy", TASKS, "view", _some_task),
    ("app.undo", "Undo my last change", "Refused where somebody changed it since.",
     "u", "undo", EVERYWHERE, "local", _writable),
    ("app.redo", "Redo", "What was undone last.",
     "U", "redo", EVERYWHERE, "local", _writable),
    ("app.palette", "Everything by name", "Each verb with its key, or why not now.",
     ":,ctrl+p", "verbs", EVERYWHERE, "view", _always),
    ("app.help", "Keys of this place", "Type to search.",
     "?", "keys", EVERYWHERE, "view", _always),
    ("app.messages", "What has gone by", "Receipts and refusals of this session.",
     "", "", EVERYWHERE, "view", _always),
    ("app.rules", "Always-rules", "What is done by itself, for whom; switch it off.",
     "", "", EVERYWHERE, "view", _always),
    ("app.receipt", "Receipt of the day or week", "What was carried, how soon, how much is proven.",
     "", "", EVERYWHERE, "view", _always),
    ("activity.receipt", "Receipt of the day", "What was carried, how soon, how much is proven.",
     "v", "receipt", ("activity",), "view", _always),
    ("rule.switch", "Switch the rule on or off", "It stays in the list.",
     "space,enter", "on or off", ("rules",), "local", _row_changed),
    ("rule.delete", "Take the rule away", "What it did stays; undo brings it back.",
     "d", "away", ("rules",), "local", _row_changed),
    ("receipt.span", "A day, a week, four weeks", "How many days are counted.",
     "v", "day, week", ("receipt",), "view", _always),
    ("receipt.next", "The days after", "Up to today.",
     "n", "later", ("receipt",), "view", _always),
    ("receipt.previous", "The days before", "What was so then.",
     "p", "earlier", ("receipt",), "view", _always),
    ("receipt.copy", "Copy as Markdown", "Into the clipboard of your terminal.",
     "y", "copy", ("receipt",), "view", _always),
    ("receipt.undo", "Undo what is under the cursor", "Refused where somebody changed it since.",
     "d", "undo it", ("receipt",), "local", _entry),
    ("app.promises", "Said and done", "Who promised what, and what became of it.",
     "", "", EVERYWHERE, "view", _always),
    ("promise.open", "Open what it is about", "The task, or the message it was said in.",
     "enter", "open", ("promises",), "view", _row),
    ("promise.kept", "It was kept", "Where nothing here shows it.",
     "x", "was kept", ("promises",), "local", _row_changed),
    ("promise.drop", "No promise", "It is watched no longer; undo brings it back.",
     "d", "no promise", ("promises",), "local", _row_changed),
    ("promise.all", "Also what is settled", "Or only what is open and recent.",
     "v", "all", ("promises",), "view", _always),
    ("app.theme", "Another theme", "Dusk, paper, contrast or the terminal's own colours.",
     "", "", EVERYWHERE, "view", _always),
    ("app.back", "Back one step; at the top: leave", "",
     "q", "", EVERYWHERE, "view", _always),
    ("app.close", "Back one step", "At the top it stays: a key that closes things ends nothing.",
     "escape", "", EVERYWHERE, "view", _always),
    ("app.quit", "Leave worktui", "", "ctrl+c", "", EVERYWHERE, "view", _always),
)  # fmt: skip

VERBS: tuple[Verb, ...] = tuple(
    Verb(id, title, says, tuple(k for k in keys.split(",") if k), label, places, reach, blocked)
    for id, title, says, keys, label, places, reach, blocked in _TABLE
)
"""All verbs; in each place those at its front are used most."""

_BY_ID = {verb.id: verb for verb in VERBS}


def verb(id: str) -> Verb:
    """A verb by its id; raises KeyError."""
    return _BY_ID[id]


def verbs_of(place: str) -> Iterator[Verb]:
    """The verbs at home in a place, in order of use."""
    return (verb for verb in VERBS if verb.at(place))


FOOTERS: Mapping[str, tuple[str, ...]] = {
    "board": (
        "task.open", "task.move", "task.start", "task.done", "task.block", "task.who",
        "task.when", "work.filter", "board.view", "board.lanes", "work.add", "app.pane", "app.undo",
    ),
    "today": (
        "task.open", "task.done", "task.start", "task.when", "task.later", "task.comment",
        "work.add", "app.go", "task.spent", "today.who", "app.workload", "app.pane", "app.undo",
    ),
    "workload": (
        "workload.open", "workload.person", "workload.next", "app.go", "work.add", "app.undo",
    ),
    "inbox": (
        "inbox.apply", "inbox.tick", "inbox.edit", "inbox.reply", "inbox.time", "inbox.dismiss",
        "inbox.later", "inbox.next", "inbox.original", "inbox.always", "inbox.why", "app.undo",
    ),
    "task": (
        "task.enter", "task.done", "task.facts", "task.notes", "task.step", "task.comment",
        "task.spent", "task.when", "task.who", "task.block", "task.edit",
        "task.start", "task.next", "task.copy", "app.undo",
    ),
    "projects": ("project.open", "project.ways", "project.status", "project.new", "app.undo"),
    "plan": (
        "plan.open", "project.next", "plan.date", "project.ways", "project.status", "task.edit",
        "task.who", "task.done", "plan.zoom", "milestone.new", "app.undo",
    ),
    "chain": (
        "task.open", "project.next", "chain.around", "chain.next", "project.ways", "task.edit",
        "task.who", "task.done", "app.undo",
    ),
    "forecast": ("project.next", "project.view", "project.ways", "project.status", "app.undo"),
    "money": ("project.next", "project.ways", "project.status", "app.undo"),
    "ways": ("way.apply", "way.tick", "way.next", "way.why", "project.next", "app.undo"),
    "status": ("status.keep", "status.copy", "status.write", "status.send", "project.next"),
    "settings": ("setting.edit", "setting.reset"),
    "contact": (
        "contact.open", "inbox.reply", "contact.edit", "task.done", "task.start", "task.who",
        "task.when", "task.comment", "app.go", "app.undo",
    ),
    "calendar": (
        "calendar.open", "calendar.book", "calendar.move", "calendar.cancel", "calendar.view",
        "calendar.who", "calendar.next", "calendar.now", "app.undo",
    ),
    "activity": (
        "entry.open", "entry.undo", "work.filter", "activity.receipt", "app.undo", "app.redo",
        "app.go", "work.add",
    ),
    "promises": (
        "promise.open", "promise.kept", "promise.drop", "promise.all", "app.undo",
    ),
    "rules": ("rule.switch", "rule.delete", "app.undo"),
    "receipt": ("receipt.span", "receipt.previous", "receipt.next", "receipt.undo", "receipt.copy"),
}  # fmt: skip
"""What the footer offers in each place, in order of use, as far as there is room."""
