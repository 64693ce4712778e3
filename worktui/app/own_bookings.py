"""What happened in one's own calendar to a booking of ours: an arrival with a suggestion.

Moved or deleted by its host there, or declined by its guest (the server writes the answer into
the event): each is proposed once, and taken back when the calendar is as the booking again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from worktui.app.by_itself import proposal
from worktui.app.closing import close
from worktui.app.draft import Draft
from worktui.app.own_events import MARKS
from worktui.app.phrases import full_day
from worktui.app.sensing import OPEN, arrival_doc, earlier, suggestion_doc, take_in
from worktui.domain.arrival import Arrival, CalendarItem
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.text import clean_line
from worktui.engine.reason import Proposal

_STANDS = ("confirmed", "pending")
ANSWERS = frozenset({"ACCEPTED", "TENTATIVE", "DECLINED"})
"""What a guest may have answered; anything else is no answer yet."""


@dataclass(slots=True)
class Judged:
    """Ids of what was made, and a sentence each."""

    arrivals: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def propose(self, draft: Draft, made: Proposal, arrival: Arrival, blob: str = "") -> None:
        """Put an arrival and its suggestion there, once; again only where it was taken back."""
        before = earlier(draft, arrival)
        twins = [d for d in draft.all("suggestions") if d.get("dedupe_key") == made.dedupe_key]
        if any(twin.get("state") in OPEN for twin in twins):
            return
        if before is not None and any(twin.get("state") != "withdrawn" for twin in twins):
            return
        if before is None:
            id = draft.next_id("A", "arrivals")
            doc = arrival_doc(arrival, id, blob=blob, now=draft.now)
            draft.create("arrivals", {**doc, "trust": "known", "state": "reasoned"})
            self.arrivals.append(id)
        else:
            id = str(before["id"])
            draft.update("arrivals", id, {"state": "reasoned"})
        number = draft.next_id("S", "suggestions")
        draft.create("suggestions", suggestion_doc(draft, made, number, [id], []))
        self.suggestions.append(number)
        self.lines.append(f"{number}: {made.title}")

    def missing(self, draft: Draft, event: Doc, source: str) -> None:
        """An event that was here before it was in the calendar is gone there."""
        name = str(event.get("summary") or event["id"])
        made = proposal(
            {"type": "cancel_event", "uid": event["id"]},
            title=clean_line(f"“{name}” is gone from your calendar"),
            reason="It was here before, and somebody took it out of the calendar.",
            key=f"own-event|{event['id']}|gone",
            says="your own calendar",
        )
        arrival = _arrival(CalendarItem(event["id"], "CANCEL", summary=name), source, draft)
        draft.update("calendar", event["id"], dict.fromkeys(MARKS))
        self.propose(draft, made, arrival)


def judge(
    draft: Draft, judged: Judged, item: CalendarItem, *, source: str, me: str, blob: str = ""
) -> None:
    """Compare an event of the calendar with the booking it is; CANCEL says that it is gone."""
    booking = next((b for b in draft.all("bookings") if b.get("uid") == item.uid), None)
    if booking is None or item.recurrence_id is not None or me not in _hosts(draft, booking, me):
        return
    if booking.get("status") not in _STANDS:
        _withdraw(draft, booking)
        return
    if item.method == "CANCEL" or item.status == "CANCELLED":
        _withdraw(draft, booking, but="gone")
        item = replace(item, sequence=int(booking.get("sequence") or 0), method="CANCEL")
        judged.propose(draft, _gone(booking), _arrival(item, source, draft), blob)
        return
    answer = _answer(item, booking)
    if answer in ANSWERS:
        _reply(draft, judged, item, booking, me, blob)
    if answer == "DECLINED":
        return
    start = _start(draft, item)
    if start is None or item.sequence < int(booking.get("sequence") or 0):
        return  # an older state: what was written here has not reached the calendar yet
    if start == parse_instant(str(booking["start"])):
        _withdraw(draft, booking)
        return
    _withdraw(draft, booking, but=start.isoformat())
    judged.propose(draft, _moved(draft, booking, start), _arrival(item, source, draft), blob)


def _hosts(draft: Draft, booking: Doc, me: str) -> tuple[str, ...]:
    kind = draft.get("event_types", str(booking.get("event_type", ""))) or {}
    return tuple(booking.get("hosts") or kind.get("hosts") or (me,))


def _moved(draft: Draft, booking: Doc, start: datetime) -> Proposal:
    local = start.astimezone(draft.settings.zone)
    when = f"{full_day(local.date())} {local:%H:%M}"
    return proposal(
        {"type": "reschedule_booking", "booking": booking["id"],
         "requested_start": local.isoformat()},
        title=clean_line(f"Move {_named(booking)} to {when}"),
        reason=f"You moved {booking['id']} to {when} in your own calendar.",
        key=f"own-booking|{booking['id']}|{start.isoformat()}",
        says="your own calendar",
        contact=booking.get("invitee"),
        expires_at=start,
    )  # fmt: skip


def _gone(booking: Doc) -> Proposal:
    return proposal(
        {"type": "cancel_booking", "booking": booking["id"]},
        title=clean_line(f"Cancel {_named(booking)}"),
        reason=f"You deleted {booking['id']} in your own calendar.",
        key=f"own-booking|{booking['id']}|gone",
        says="your own calendar",
        contact=booking.get("invitee"),
        expires_at=parse_instant(str(booking["end"])),
    )


def _named(booking: Doc) -> str:
    who = booking.get("name") or booking.get("invitee")
    return f"{booking['id']} with {who}" if who else str(booking["id"])


def _answer(item: CalendarItem, booking: Doc) -> str:
    """What the guest answered, as the event says it (PARTSTAT of RFC 5545); "" if not there."""
    invitee = str(booking.get("invitee") or "").lower()
    return next((s for p, s in item.attendees if p.email and p.email == invitee), "")


def _reply(
    draft: Draft, judged: Judged, item: CalendarItem, booking: Doc, me: str, blob: str
) -> None:
    """The guest's answer as the guest's own REPLY (RFC 5546), judged like one that came by mail;
    each time that it is another than the last one, for people change their minds."""
    invitee = str(booking.get("invitee") or "").lower()
    answer = tuple((p, s) for p, s in item.attendees if p.email == invitee)
    sender, state = answer[0]
    before = f"{item.uid}|REPLY|{item.sequence}|"
    if _last_answer(draft, before).partition("|")[0] == state:
        return
    stamp = (item.stamp or draft.now).isoformat()
    arrival = Arrival(
        kind="ics",
        external_id=f"{before}{state}|{stamp}",
        source=sender.email,
        sender=sender,
        subject=item.summary,
        calendar=(replace(item, method="REPLY", attendees=answer),),
    )
    if earlier(draft, arrival) is None:
        id, made = take_in(draft, arrival, blob=blob, me=me)
        judged.arrivals.append(id)
        judged.suggestions += made


def _last_answer(draft: Draft, before: str) -> str:
    """What follows `before` in the id of the last answer that was heard; "" where none was."""
    ids = [str(doc.get("external_id") or "") for doc in draft.all("arrivals")]
    return next((id.removeprefix(before) for id in reversed(ids) if id.startswith(before)), "")


def _arrival(item: CalendarItem, source: str, draft: Draft) -> Arrival:
    """The event as something that arrived; each state of it once."""
    start = _start(draft, item)
    state = "gone" if item.method == "CANCEL" else start.isoformat() if start else ""
    return Arrival(
        kind="ics",
        external_id=f"{item.uid}|OWN|{item.sequence}|{state}",
        source=source.partition(":")[0],
        subject=item.summary,
        calendar=(item,),
    )


def _start(draft: Draft, item: CalendarItem) -> datetime | None:
    if not isinstance(item.start, datetime):
        return None
    zone = ZoneInfo(draft.settings.timezone)
    return item.start if item.start.tzinfo else item.start.replace(tzinfo=zone)


def _withdraw(draft: Draft, booking: Doc, but: str = "") -> None:
    """Take back what was proposed before for another state of the calendar."""
    before = f"own-booking|{booking['id']}|"
    for doc in list(draft.all("suggestions")):
        key = str(doc.get("dedupe_key") or "")
        if key.startswith(before) and key != before + but and doc.get("state") in OPEN:
            close(draft, doc, "withdrawn")
