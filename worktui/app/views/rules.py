"""Always-rules as frozen values: what each does by itself, for whom, how often it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worktui.app.always import OWN, own_id, own_rule
from worktui.app.phrases import counted, full_day, listed, moment_words
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

DOES: Mapping[str, str] = {
    "create_task": "makes a task",
    "update_task": "changes a task",
    "move_task": "moves a task",
    "comment_task": "comments on a task",
    "link_tasks": "links tasks",
    "unlink_tasks": "takes a link away",
    "log_time": "books time",
    "log_cost": "books a cost",
    "set_reminder": "sets a reminder",
    "set_availability": "notes an absence",
}


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule. `who` is whose asking it answers, `address` what it knows them by, `does` what
    it may do, `since` and `last` when in words, `used` how often it acted and was not undone."""

    id: str
    who: str
    address: str
    does: str
    by: str
    since: str
    used: int
    last: str
    on: bool
    built_in: bool

    @property
    def told(self) -> str:
        """How it stands, in words."""
        acted = f"acted {counted(self.used, 'time')}" if self.used else "has not acted yet"
        last = f", last {self.last}" if self.used and self.last else ""
        return f"{'' if self.on else 'off, '}{acted}{last}"


def rules(
    work: Snapshot, *, now: datetime, me: str, own_commits: bool = False
) -> tuple[RuleView, ...]:
    """All rules, the built-in one of one's own commits first; it is there though it is off."""
    settings = Settings.of(work)
    docs = list(work.all("rules"))
    built_in: list[Doc] = []
    if me and work.get("rules", own_id(me)) is None:
        off = {} if own_commits else {"off_at": now.isoformat()}
        built_in.append({**own_rule(me), **off})
    docs.sort(key=lambda doc: not str(doc["id"]).startswith(f"{OWN}-"))
    return tuple(_rule(work, doc, settings, now) for doc in (*built_in, *docs))


def _rule(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> RuleView:
    acted = [
        str(receipt.get("at", ""))
        for other in work.all("suggestions")
        if (receipt := other.get("receipt") or {}).get("rule") == doc["id"]
    ]
    made = doc.get("made_at")
    since = full_day(parse_instant(made).astimezone(settings.zone).date()) if made else ""
    address = ", ".join(dict.fromkeys(filter(None, (doc.get("source"), doc.get("sender")))))
    return RuleView(
        id=str(doc["id"]),
        who=str(doc.get("who") or doc.get("source") or ""),
        address=address if address != doc.get("who") and doc.get("source") != "commits" else "",
        does=listed([DOES.get(kind, kind.replace("_", " ")) for kind in doc.get("kinds", ())]),
        by=str(doc.get("by", "")),
        since=since,
        used=len(acted),
        last=moment_words(parse_instant(max(acted)), settings, now) if acted else "",
        on=not doc.get("off_at"),
        built_in=str(doc["id"]).startswith(f"{OWN}-"),
    )


def rule_json(view: RuleView) -> dict[str, object]:
    """A rule as others read it."""
    return {
        "id": view.id,
        "who": view.who,
        "source": view.address or view.who,
        "does": view.does,
        "by": view.by,
        "used": view.used,
        "on": view.on,
        "built_in": view.built_in,
    }
