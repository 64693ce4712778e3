"""The tick: what time alone brings about. Idempotent; it may run anywhere, any number of times.

It lets holds and snoozes end, expires what is past, derives suggestions from the state of
the work, reminds, passes questions on, and keeps the day's forecasts. It runs before the
inbox is read and on a timer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from worktui.app.answering import draft_answers
from worktui.app.closing import close
from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.promise_steps import hold_to, spoken_for
from worktui.app.promises import keep, overhear, settle
from worktui.app.quiet import is_quiet, note
from worktui.app.readings import keep_readings, readings_due
from worktui.app.reminding import asked, reminded
from worktui.app.sensing import OPEN, suggestion_doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.engine.reason import Proposal, from_state
from worktui.engine.reason.standing import KINDS, still_called_for

if TYPE_CHECKING:
    from worktui.app.outlook import Outlook


def tick(desk: Desk) -> Receipt:
    """Let time pass once; commits nothing when there is nothing to do."""
    if is_quiet(desk):
        return Receipt(None, "nothing changed")
    now = desk.now()
    seen, ways = _fallen(desk)
    readings = readings_due(desk.snapshot(), desk.now())
    news = overhear(desk)

    def fill(draft: Draft) -> None:
        keep(draft, news)
        settle(draft)
        _pass(draft, desk.me, seen, ways)
        keep_readings(draft, readings)

    receipt = desk.through("tick").commit(fill)
    if receipt.entry is None:
        note(desk, now)
    return receipt


def _fallen(desk: Desk) -> tuple[Outlook | None, tuple[Proposal, ...]]:
    """Ways out for what fell behind its promise, looked for before anything is locked."""
    work = desk.snapshot()
    if not work.count("milestones"):
        return None, ()
    from worktui.app.falling import fallen  # planning is much code; few need it

    return fallen(work, desk.now())


def _pass(draft: Draft, me: str, seen: Outlook | None, ways: tuple[Proposal, ...]) -> None:
    _end_holds(draft)
    _wake(draft)
    _expire(draft)
    if any(doc.get("origin") == "plan" and doc.get("state") in OPEN
           for doc in draft.all("suggestions")):  # fmt: skip
        from worktui.app.falling import recovered  # as above

        for doc in recovered(draft, seen):
            draft.say(f"{doc['id']} is for nothing now")
    _derive(draft, me, ways)
    draft_answers(draft, me)


def _end_holds(draft: Draft) -> None:
    for doc in list(draft.all("bookings")):
        until = doc.get("until")
        if doc.get("status") == "hold" and until and parse_instant(until) <= draft.now:
            draft.update("bookings", doc["id"], {"status": "cancelled"})
            draft.say(f"the hold {doc['id']} has ended")


def _wake(draft: Draft) -> None:
    for doc in list(draft.all("suggestions")):
        until = doc.get("snoozed_until")
        if doc.get("state") == "snoozed" and until and parse_instant(until) <= draft.now:
            draft.update("suggestions", doc["id"], {"state": "proposed", "snoozed_until": None})
            draft.say(f"{doc['id']} is back")


def _expire(draft: Draft) -> None:
    for doc in list(draft.all("suggestions")):
        expires = doc.get("expires_at")
        if doc.get("state") in OPEN and expires and parse_instant(expires) <= draft.now:
            close(draft, doc, "expired")
            draft.say(f"{doc['id']} has expired")


def _settled(draft: Draft, me: str) -> None:
    """Take back what the work itself no longer calls for."""
    asked = [
        doc
        for doc in draft.all("suggestions")
        if doc.get("state") in OPEN and str(doc.get("dedupe_key")).partition("|")[0] in KINDS
    ]
    if not asked:
        return
    called = still_called_for(draft, now=draft.now, me=me)
    for doc in asked:
        if doc["dedupe_key"] not in called and not doc.get("done"):
            close(draft, doc, "withdrawn")
            draft.say(f"{doc['id']} is for nothing now")


def _derive(draft: Draft, me: str, ways: tuple[Proposal, ...]) -> None:
    """Suggest once, ever, what the work itself calls for; dismissed ones stay dismissed."""
    me = me or Settings.of(draft).me
    hold_to(draft, me)
    _settled(draft, me)
    named = spoken_for(draft)
    known = {doc.get("dedupe_key") for doc in draft.all("suggestions")}
    found = from_state(draft, now=draft.now, me=me)
    for proposal in (*found, *ways, *reminded(draft), *asked(draft)):
        if proposal.dedupe_key not in known and proposal.dedupe_key.split("|")[:2] not in named:
            id = draft.next_id("S", "suggestions")
            draft.create("suggestions", suggestion_doc(draft, proposal, id, [], []))
            draft.say(f"{id}: {proposal.title}")
