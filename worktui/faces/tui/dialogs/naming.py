"""Lines that name something new: a project by key and name, a milestone by name and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worktui.app.plans.workspace import KEY
from worktui.domain.settings import Settings
from worktui.engine.spoken import Spoken
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching
from worktui.faces.tui.ink import Ink

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


def project_named(ink: Ink) -> Chooser:
    """`WEB Website relaunch`; gives a create_project as JSON."""

    def offer(text: str) -> Sequence[Choice]:
        key, _, name = text.strip().partition(" ")
        if not KEY.fullmatch(key.upper()) or not name.strip():
            return []
        made = {"type": "create_project", "key": key.upper(), "name": name.strip()}
        return [Choice(f"{key.upper()}  {name.strip()}", value=made, note="a new project")]

    hint = "a short key, then a name: WEB Website relaunch"
    return Chooser(ink, offer, title="A new project", hint=hint, does="make it")


def teammate_named(shell: Shell, title: str) -> Chooser:
    """Somebody of the team, oneself first; gives the handle."""
    docs = sorted(shell.work.all("people"), key=lambda doc: doc["id"] != shell.me)
    rows = [
        Choice(str(doc.get("name") or doc["id"]), value=str(doc["id"]), note=f"@{doc['id']}")
        for doc in docs
    ]

    def offer(text: str) -> Sequence[Choice]:
        return matching(rows, text.lstrip("@"))

    return Chooser(shell.ink, offer, title=title, hint="a name", does="look")


def contact_rows(shell: Shell) -> list[Choice]:
    """Everybody outside, by name."""
    docs = sorted(shell.work.all("contacts"), key=lambda doc: str(doc.get("name") or doc["id"]))
    return [
        Choice(str(doc.get("name") or doc["id"]), value=str(doc["id"]), note=str(doc["id"]))
        for doc in docs
    ]


def milestone_named(shell: Shell, project: str) -> Chooser:
    """`Beta 11 dec`; gives a create_milestone as JSON."""
    spoken = Spoken.of(Settings.of(shell.work), shell.time(), "")

    def offer(text: str) -> Sequence[Choice]:
        words = text.split()
        made = [_milestone(project, words, at, spoken) for at in range(1, len(words))]
        dated = next((each for each in made if each is not None), None)
        rows = []
        if dated is not None:
            rows.append(Choice(dated["name"], value=dated, note=f"promised {dated['due']}"))
        if words:
            bare = {"type": "create_milestone", "project": project, "name": " ".join(words)}
            rows.append(Choice(bare["name"], value=bare, note="without a promised day"))
        return rows

    hint = "a name and a day: Beta 11 dec"
    return Chooser(shell.ink, offer, title=f"{project}: a new milestone", hint=hint, does="make it")


def _milestone(
    project: str, words: Sequence[str], at: int, spoken: Spoken
) -> dict[str, str] | None:
    """The words up to `at` as a name, the others as a day; None where they are no day."""
    heard = spoken.whole(" ".join(words[at:]))
    if heard is None or heard.rrule or heard.value is None:
        return None
    return {
        "type": "create_milestone",
        "project": project,
        "name": " ".join(words[:at]),
        "due": spoken.day(heard.value).isoformat(),
    }
