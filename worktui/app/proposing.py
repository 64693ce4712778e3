"""Proposals of agents: each becomes one suggestion in the inbox, under the agent's name.

An agent can read and propose. What it proposes is checked like everything else, planned in a
draft, told apart from what waits or was dismissed already, and counted, so that no agent can
fill the inbox. Nothing here applies anything; the fence behind it would not let it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Literal

from worktui.app.draft import Draft
from worktui.app.fence import Fence
from worktui.app.phrases import counted
from worktui.app.plans import plan
from worktui.app.ports import Clock
from worktui.app.proposing_twins import twin_of
from worktui.app.sensing import OPEN, suggestion_doc
from worktui.domain.actions import Action, parse
from worktui.domain.arrival import Arrival
from worktui.domain.change import Actor
from worktui.domain.errors import NotFound, Refused, WorktuiError
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.engine.reason.assemble import key_of
from worktui.engine.reason.bands import weigh
from worktui.engine.reason.headline import headline
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.values import Proposal, Signal

ALLOWED = frozenset(
    {"create_task", "update_task", "comment_task", "move_task", "book_slot", "send_message"}
)
"""The actions that an agent may propose."""
WAITING = 30
"""Proposals of one agent that may wait for a decision."""
HOURLY = 60
"""Proposals of one agent in an hour."""
ALL = 4
"""So many times as much for all agents together: a new name is no new quota for ever."""
_HOUR = timedelta(hours=1)
_KEPT = timedelta(days=30)
Status = Literal["proposed", "duplicate_of", "invalid"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a proposal: the suggestion's id (or that of its twin), and why."""

    id: str | None
    status: Status
    why: str


class Proposer:
    """What an agent is handed: pictures of the work, and a way to propose."""

    def __init__(self, fence: Fence, clock: Clock, me: str, *, mail: bool = False) -> None:
        self._fence, self._clock = fence, clock
        self._one = Lock()
        self.me = me
        """The person for whom the agent works."""
        self.mail = mail
        """Whether agents may be shown what came into a mailbox."""

    def now(self) -> datetime:
        """The present instant."""
        return self._clock.now()

    def work(self) -> Snapshot:
        """The work as it stands now."""
        with self._one:
            return self._fence.snapshot()

    def propose(self, agent: str, given: Mapping[str, Any], why: str = "") -> Answer:
        """Put one action into the inbox for a person to decide. Raises Refused when the agent
        has proposed too much, and StoreProblem; what is wrong with the action is answered."""
        answer: list[Answer] = []
        actor = Actor(origin_of(agent), "agent")

        def decide(work: Snapshot) -> Any:
            draft = Draft(work, now=self.now(), actor=Actor(self.me, "agent"))
            answer[:] = [_proposed(draft, actor, self.me, given, why)]
            return draft.change()

        with self._one:
            self._fence.commit(decide, actor, ts=self.now())
        return answer[0]


def origin_of(agent: str) -> str:
    """`agent:NAME`, with the name as one short clean word that can pass for nothing else."""
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in clean_or(agent, "unnamed"))
    return f"agent:{name.strip('-.')[:40].lower() or 'unnamed'}"


def _proposed(draft: Draft, actor: Actor, me: str, given: Mapping[str, Any], why: str) -> Answer:
    """Under the lock: the quota, the checks, the twins, then the suggestion."""
    origin = actor.by
    _within_quota(draft, origin)
    try:
        action = _checked(draft, given)
    except WorktuiError as error:
        return Answer(None, "invalid", str(error))
    twin = twin_of(draft, action)
    if twin is not None:
        return Answer(twin.id, "duplicate_of", twin.why)
    id = draft.next_id("S", "suggestions")
    proposal = _proposal(draft, origin, me, action, why)
    draft.create("suggestions", suggestion_doc(draft, proposal, id, [], []))
    draft.say(f"{origin.replace(':', ' ')} proposes {id}")
    return Answer(id, "proposed", f"{id} waits in the inbox; a person decides.")


def _within_quota(draft: Draft, origin: str) -> None:
    """Counted from what is stored, so that a new start counts on. Raises Refused."""
    mine, every = [0, 0], [0, 0]
    for doc in draft.all("suggestions"):
        by = str(doc.get("origin", ""))
        if not by.startswith("agent:"):
            continue
        waits = doc.get("state") in OPEN
        fresh = parse_instant(str(doc["made_at"])) > draft.now - _HOUR
        for count in (mine, every) if by == origin else (every,):
            count[0] += waits
            count[1] += fresh
    for count, times, who in ((mine, 1, "yours"), (every, ALL, "agents")):
        if count[0] >= WAITING * times:
            raise Refused(
                f"{counted(count[0], 'proposal')} of {who} wait for a decision; no more now.",
                hint="Wait until people have looked; get_suggestion tells what became of one.",
            )
        if count[1] >= HOURLY * times:
            raise Refused(
                f"{counted(count[1], 'proposal')} of {who} came within an hour; no more now.",
                hint="Try again in an hour, with what matters most.",
            )


def _checked(draft: Draft, given: Mapping[str, Any]) -> Action:
    """The action, if an agent may propose it and it could be carried out now."""
    type = given.get("type")
    if not isinstance(type, str) or type not in ALLOWED:
        raise Refused("No agent may propose that.", hint=f"There are {', '.join(sorted(ALLOWED))}.")
    action = parse({name: value for name, value in given.items() if value is not None})
    _to_somebody_known(draft, action)
    alone = Draft(draft, now=draft.now, actor=draft.actor)
    plan(action, alone)
    if not alone.change():
        raise Refused("It is so already; nothing would change.", hint="Look at it with get_task.")
    return action


def _to_somebody_known(draft: Draft, action: Action) -> None:
    """Whoever is written to is a person or contact here. Raises NotFound."""
    to = getattr(action, "to", None) if action.type == "send_message" else None
    to = to or getattr(action, "invitee", None)
    if to is None:
        return
    known = (
        str(doc.get("email", "")).lower()
        for table in ("people", "contacts")
        for doc in draft.all(table)
    )
    if to.strip().lower() not in set(known) - {""}:
        raise NotFound(
            f"{clean_or(to, 'That', 80)} is no contact here, so nothing can go there.",
            hint="Only a person can add a contact; use the address of one that is here.",
        )


def _proposal(draft: Draft, origin: str, me: str, action: Action, why: str) -> Proposal:
    name = origin.partition(":")[2]
    said = clean_or(why, limit=300).rstrip(".")
    signals = (Signal("agent", 0.5, f"{name} proposes it"),)
    confidence, band = weigh(signals)
    scene = Scene(Arrival(kind="text"), draft, draft.now, me)
    start = getattr(action, "start", None) if action.type == "book_slot" else None
    return Proposal(
        title=f"Agent {name}: {headline(scene, [action])}",
        actions=(action,),
        reason=f"Agent {name} says: {said}." if said else f"Agent {name} gives no reason.",
        signals=signals,
        assumptions=(),
        evidence=(),
        confidence=confidence,
        band=band,
        dedupe_key=key_of(action, None),
        expires_at=datetime.fromisoformat(start) if start else draft.now + _KEPT,
        origin=origin,
        contact=getattr(action, "invitee", None) or _mailed(action),
    )


def _mailed(action: Action) -> str | None:
    return str(getattr(action, "to", "")).lower() if action.type == "send_message" else None
