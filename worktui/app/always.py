"""Always-rules: what a person lets be done by itself from one source, and nothing beyond it.

A rule names a source and kinds of steps. A suggestion is carried out by it right after it was
sensed, in an entry of its own, through `rule`, when all of it is such steps, sure, asked by that
source, and nothing about it is unclear. Whatever leaves the house, books time, or was proposed
by an agent or a model always waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from worktui.app.applying import apply_steps, need
from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.names import sender_of
from worktui.app.plans.lookup import column_kind
from worktui.app.sensing import OPEN, steps
from worktui.app.views.message import sender_name
from worktui.domain.actions import Action
from worktui.domain.arrival import Arrival
from worktui.domain.change import Actor, Doc
from worktui.domain.errors import BadInput, Conflict, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

KINDS = frozenset(
    {
        *("create_task", "update_task", "move_task", "comment_task", "link_tasks", "unlink_tasks"),
        *("log_time", "log_cost", "set_reminder", "set_availability"),
    }
)
"""The steps a rule may carry out. All stay here and are undone by turning them round; none
takes work away, changes who may do what, or asks anybody anything."""
MOST = 20
"""So many suggestions an hour a rule carries out; what comes after waits for a person."""
HOUR = timedelta(hours=1)
OWN = "own"
"""The id, before a handle, of the built-in rule on one's own closing commits."""
WATCHED = "git:"
"""Before the name of a sense over a local repository, which is the source of its commits."""
_TRUSTED = ("known", "signed")
_NO_FORGE = ("form", "unknown", "")
"""What a webhook tells that did not happen at a forge (`senses/webhook.py`)."""
Steps = Sequence[tuple[int, Action]]
"""Steps with their numbers."""


# making and keeping


def grant(draft: Draft, doc: Doc, chosen: Steps) -> str:
    """Write a rule for such steps from the source of a suggestion; returns its id.

    A rule on the same source is widened. Raises Refused with the reason where no rule may be.
    """
    why, hint = no_rule(draft, doc, chosen)
    if why:
        raise Refused(why, hint=hint)
    source, sender = _source(draft, doc)
    kinds = sorted({action.type for _, action in chosen})
    for rule in draft.all("rules"):
        if _same(rule, source, sender) and rule.get("by") == draft.actor.by:
            wider = sorted({*rule.get("kinds", ()), *kinds})
            draft.update("rules", rule["id"], {"kinds": wider, "off_at": None})
            return str(rule["id"])
    id = draft.next_id("RU", "rules")
    arrival = draft.get("arrivals", doc["arrivals"][-1]) or {}
    draft.create(
        "rules",
        {
            "id": id,
            "source": source,
            "sender": sender or None,
            "who": _name(draft, arrival) or source,
            "kinds": kinds,
            "by": draft.actor.by,
            "made_at": draft.now.isoformat(),
        },
    )
    return id


def no_rule(work: Snapshot, doc: Doc, chosen: Steps) -> tuple[str, str]:
    """(why no rule can be made of a suggestion, the way out); ("", "") when one can."""
    if not chosen:
        return "No step is chosen.", "Choose what shall always be done."
    if doc.get("origin", "rules") != "rules" or not doc.get("arrivals"):
        return "Only what a message from outside asks can always be done.", "Apply it as it is."
    for number, action in chosen:
        if action.reach_now() != "local":
            where = "leaves the house" if action.reach_now() == "outward" else "books time"
            return f"Step {number} {where}; a rule never does that.", "Leave it out, then again."
        if action.type not in KINDS or action.undo != "inverse":
            word = action.type.replace("_", " ")
            return f"No rule may {word} by itself.", "Leave that step out, then again."
        if action.notes.get("needs_clarification"):
            return f"Step {number} needs your word each time.", "Settle it, or leave it out."
    return _untrusted(work, doc)


def _untrusted(work: Snapshot, doc: Doc) -> tuple[str, str]:
    arrivals = [work.get("arrivals", id) or {} for id in doc["arrivals"]]
    strange = [arrival for arrival in arrivals if not _is_trusted(work, arrival)]
    if strange:
        whom = next((arrival.get("source") for arrival in strange), "")
        return (
            f"{whom or 'The sender'} is nobody you know, so nothing is done by itself for them.",
            "Make them a contact first.",
        )
    if any(arrival.get("kind") == "text" or not arrival.get("source") for arrival in arrivals):
        return "A note of your own has no source to make a rule for.", "Apply it as it is."
    unsigned = [a for a in arrivals if a.get("trust") != "signed"]
    if any(a.get("kind") == "form" for a in unsigned):
        return "Whoever fills a form can give any address.", "Apply it as it is."
    if any(a.get("kind") == "webhook" for a in unsigned):
        return "Nobody signed it, so anybody can have sent it.", "Apply it as it is."
    if any(_at_forge(a) and not _is_teammate(work, a) for a in arrivals):
        return (
            "Whoever did it there is nobody of this team; a forge signs what strangers do too.",
            "Apply it as it is.",
        )
    if any(a.get("kind") == "git" and not _is_watched(work, a) for a in arrivals):
        return (
            "Anybody can write commits like these into a text.",
            "Have the repository itself watched: [watch] repositories.",
        )
    if len({_key(arrival) for arrival in arrivals}) > 1:
        return "It came from several sources.", "A rule is for one of them; apply this as it is."
    return "", ""


def _is_watched(work: Snapshot, arrival: Doc) -> bool:
    """Whether a watched repository brought it: its source is the name of such a sense, which no
    input can give itself (`senses/gitlog.py`)."""
    source = str(arrival.get("source") or "")
    return source.startswith(WATCHED) and work.get("senses", source) is not None


def _is_trusted(work: Snapshot, arrival: Doc) -> bool:
    """Whether it came from somebody known, or who has become known since."""
    known = arrival.get("trust") == "unknown" and work.get("contacts", sender_of(arrival))
    return arrival.get("trust") in _TRUSTED or bool(known)


def switch(desk: Desk, id: str, *, on: bool) -> Receipt:
    """Let a rule work, or let it rest. The built-in one of one's own commits begins here."""

    def fill(draft: Draft) -> None:
        if _is_own(id):
            _begin_own(draft, desk.me)
        rule = need_rule(draft, own_id(desk.me) if _is_own(id) else id)
        draft.update("rules", rule["id"], {"off_at": None if on else draft.now.isoformat()})
        draft.say(f"rule {rule['id']} is switched {'on' if on else 'off'}")

    return desk.commit(fill)


def delete(desk: Desk, id: str) -> Receipt:
    """Take a rule away; what it did stays, with its name on it."""

    def fill(draft: Draft) -> None:
        rule = need_rule(draft, own_id(desk.me) if _is_own(id) else id)
        draft.delete("rules", rule["id"])
        draft.say(f"rule {rule['id']} is gone")

    return desk.commit(fill)


def need_rule(work: Snapshot, id: str) -> Doc:
    """The rule, or NotFound."""
    doc = work.get("rules", id) or work.get("rules", id.strip().upper())
    if doc is None:
        raise NotFound(f"There is no rule “{id[:40]}” here.", hint="`worktui rules` lists them.")
    return doc


def own_id(handle: str) -> str:
    """The id of somebody's rule on their own closing commits."""
    return f"{OWN}-{handle}"


def _is_own(id: str) -> bool:
    return id.strip().lower() == OWN


def _begin_own(draft: Draft, me: str) -> None:
    if draft.get("rules", own_id(me)) is None:
        draft.create("rules", own_rule(me) | {"made_at": draft.now.isoformat()})


def own_rule(me: str) -> dict[str, object]:
    """The built-in rule: my own commits that close a task on the default branch move it."""
    return {
        "id": own_id(me),
        "source": "commits",
        "who": "your own closing commits",
        "kinds": ["move_task"],
        "by": me,
    }


# carrying out


def by_itself(desk: Desk, id: str, arrival: Arrival, *, own_commits: bool = False) -> None:
    """Carry a suggestion out when a rule covers it; else, and when the work says no, it waits."""
    work = desk.snapshot()
    if not own_commits and not work.count("rules"):
        return
    me = desk.me
    rule = covering(work, work.get("suggestions", id), arrival, me=me, own_commits=own_commits)
    if rule is None:
        return
    name = str(rule["id"])
    acting = desk.through("rule")
    acting.actor = Actor(str(rule["by"]), "rule")

    def fill(draft: Draft) -> None:
        doc = need(draft, id)
        still = covering(draft, doc, arrival, me=me, own_commits=own_commits)
        if still is None or still["id"] != name:
            return  # switched off, or decided, meanwhile
        if len(list(recent(draft, name, draft.now))) >= MOST:
            held = f"rule {name} has acted {MOST} times within an hour; this one waits for you"
            draft.update("suggestions", id, {"held": held})
            return
        apply_steps(draft, id, None, yes=False, rule=name)
        draft.lines[:] = [f"by rule {name}: {'; '.join(draft.lines)}"]

    try:
        acting.commit(fill, key=f"rule:{name}:{id}")
    except (Refused, BadInput, NotFound, Conflict):
        return  # it waits in the inbox, which says what is in its way


def covering(
    work: Snapshot, doc: Doc | None, arrival: Arrival, *, me: str, own_commits: bool = False
) -> Doc | None:
    """The rule that may carry a suggestion out now, None when it waits for a person."""
    if doc is None or doc.get("state") not in OPEN or doc.get("done") or doc.get("unticked"):
        return None
    if doc.get("band") != "high" or arrival.bulk or arrival.auto or arrival.warnings:
        return None
    every = steps(doc)
    actions = [action for _, action in every]
    if no_rule(work, doc, every)[0] or any(getattr(a, "condition", None) for a in actions):
        return None
    kinds = {action.type for action in actions}
    source, sender = _source(work, doc)
    for rule in work.all("rules"):
        fits = _same(rule, source, sender) and kinds.issubset(rule.get("kinds", ()))
        if fits and _works(work, rule) and _all_known(work, arrival):
            return rule
    return _own_commit(work, actions, arrival, me, switched_on=own_commits)


def _works(work: Snapshot, rule: Doc) -> bool:
    return not rule.get("off_at") and work.get("people", str(rule.get("by"))) is not None


def _all_known(work: Snapshot, arrival: Arrival) -> bool:
    """Whether every author of commits is of this team, by address: anybody writes any name."""
    return all(_by_address(work, commit.author.email) for commit in arrival.commits)


def _by_address(work: Snapshot, email: str) -> str:
    """The handle of the person with an address, "" when nobody of this team has it."""
    address = email.lower()
    found = (doc for doc in work.all("people") if str(doc.get("email") or "").lower() == address)
    return next((str(doc["id"]) for doc in found), "") if address else ""


def _own_commit(
    work: Snapshot, actions: Sequence[Action], arrival: Arrival, me: str, *, switched_on: bool
) -> Doc | None:
    """My rule on my own commits, where each that closes one of these tasks is by me."""
    rule = work.get("rules", own_id(me)) or (own_rule(me) if switched_on else None)
    if rule is None or not _works(work, rule) or not arrival.default_branch:
        return None
    if any(action.type != "move_task" or not _into_done(work, action) for action in actions):
        return None
    from worktui.engine.reason.repository import closes

    for action in actions:
        task = str(getattr(action, "task", ""))
        tail = f"#{task.rpartition('-')[2]}"
        by = [
            _by_address(work, commit.author.email)
            for commit in arrival.commits
            if {task, tail} & {id.upper() for id in closes(commit.message)}
        ]
        if not by or any(who != me for who in by):
            return None
    return rule


def _into_done(work: Snapshot, action: Action) -> bool:
    return column_kind(work, getattr(action, "to", None)) == "done"


# looking


def recent(work: Snapshot, rule: str, now: datetime) -> Iterable[Doc]:
    """What a rule carried out within the last hour."""
    for doc in work.all("suggestions"):
        receipt = doc.get("receipt") or {}
        if receipt.get("rule") == rule and parse_instant(receipt["at"]) > now - HOUR:
            yield doc


def _source(work: Snapshot, doc: Doc) -> tuple[str, str]:
    """(source, sender) of a suggestion's arrivals; the sender where the source alone is not who."""
    return _key(work.get("arrivals", doc["arrivals"][-1]) or {})


def _key(arrival: Doc) -> tuple[str, str]:
    """What a rule knows a source by: where it came from, and who sent it where that is not told
    by it (a calendar file, say). Something signed, or a repository, speaks for all who use it;
    but a forge only signs that it happened, and strangers act there: the login is who."""
    source = str(arrival.get("source") or "").lower()
    if _at_forge(arrival):
        return source, _actor(arrival).lower()
    sender = str((arrival.get("sender") or {}).get("email") or "").lower()
    telling = arrival.get("trust") == "signed" or arrival.get("kind") == "git" or source == sender
    return source, "" if telling else sender


def _at_forge(arrival: Doc) -> bool:
    """Whether it is something that happened at a forge (GitHub and its like)."""
    return arrival.get("kind") == "webhook" and arrival.get("event") not in (*_NO_FORGE, None)


def _actor(arrival: Doc) -> str:
    """The login of whoever acted at a forge: nobody but its owner acts under it."""
    return str((arrival.get("fields") or {}).get("by") or "")


def _is_teammate(work: Snapshot, arrival: Doc) -> bool:
    """Whether whoever acted at a forge is of this team."""
    from worktui.engine.reason.people import People, from_author

    email = str((arrival.get("fields") or {}).get("email") or "")
    login = _actor(arrival)
    return bool(login) and from_author(People(work), login, email) is not None


def _same(rule: Doc, source: str, sender: str) -> bool:
    return rule.get("source") == source and (rule.get("sender") or "") == sender


def _name(work: Snapshot, arrival: Doc) -> str:
    if arrival.get("kind") != "git":
        return sender_name(work, arrival)
    label = str(arrival.get("source") or "").removeprefix(WATCHED).rpartition(":")[0]
    return f"commits in {label}" if label else "commits"
