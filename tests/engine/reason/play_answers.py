"""Scenarios of answers: to our own letters, to an offer, and letters that accept or back out."""

from __future__ import annotations

from typing import Any

from tests.engine.reason.play_kinds import note
from tests.engine.reason.play_letters import DORA, HANNA, PAUL, a, m
from tests.engine.reason.stage import Case

INVITED = "<inv@worktui>"
OFFERED = "<off@worktui>"


def letter(id: str, to: str, action: str, entity: str, **facts: Any) -> dict[str, Any]:
    """A letter of ours as it stands in the outbox once it has left."""
    return {"id": id, "kind": "mail", "to": to, "subject": "Times", "body": "", "state": "sent", "action": action,
            "entity": entity, "message_id": INVITED if entity.startswith("BK-") else OFFERED, **facts}  # fmt: skip


def offered(to: str, *starts: str) -> dict[str, Any]:
    return {
        "outbox": [
            letter("O-2", to, "offer_slots", f"offer:{to}", starts=list(starts), event_type="first")
        ]
    }


def said(
    sender: str,
    body: str,
    subject: str = "Re: First conversation on Tuesday, 12 May 16:00 (Vienna)",
) -> list[tuple[str, Any]]:
    """What the guest of an invitation answers to it."""
    write = a if sender in (PAUL, DORA) else m
    return [write(sender, subject, body, In_Reply_To=INVITED)]


def chosen(
    body: str, sender: str = PAUL, subject: str = "Re: Times for First conversation"
) -> list[tuple[str, Any]]:
    """What somebody answers to times we offered."""
    write = a if sender in (PAUL, DORA) else m
    return [write(sender, subject, body, In_Reply_To=OFFERED)]


ASKED = {"outbox": [letter("O-1", "dora@kiss.example", "book_slot", "BK-7")]}
FRI, TUE, WED = (
    "2026-05-08T10:00:00+02:00",
    "2026-05-12T14:00:00+02:00",
    "2026-05-13T11:00:00+02:00",
)
THREE = offered("paul@brandt.example", FRI, TUE, WED)
ONE = offered("paul@brandt.example", TUE)
OFF = [("cancel_booking", {"booking": "BK-7"})]
NO_WORK = ["create_task", "comment_task", "reschedule_booking"]


def taken(start: str) -> list[Any]:
    return [("book_slot", {"start": start, "invitee": "paul@brandt.example"})]


def replied(state: str, comment: str = "", body: str = "") -> list[tuple[str, Any]]:
    """The answer of a guest's calendar to BK-7, with a comment in it or words beside it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REPLY", "BEGIN:VEVENT", "UID:bk-7@worktui", "SEQUENCE:0",
             "DTSTAMP:20260506T070000Z", "DTSTART:20260512T140000Z", "ORGANIZER:mailto:vera@atelier.example",
             f"ATTENDEE;PARTSTAT={state}:mailto:dora@kiss.example", *([f"COMMENT:{comment}"] if comment else []), "END:VEVENT", "END:VCALENDAR"]  # fmt: skip
    part = "\r\n".join(lines)
    head = f"From: {DORA}\r\nTo: vera@atelier.example\r\nSubject: {state.title()}: First conversation\r\nMessage-ID: <r{state}@kiss>\r\n" \
           "Date: Wed, 06 May 2026 07:10:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"  # fmt: skip
    return [("eml", f"{head}--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n--b\r\nContent-Type: text/calendar; method=REPLY; "
             f"charset=utf-8\r\n\r\n{part}\r\n--b--\r\n")]  # fmt: skip


FRI_MOVED = (
    "reschedule_booking",
    {"booking": "BK-7", "requested_start": "2026-05-15T16:00:00+02:00"},
)

ANSWERS = [
    Case("A21", "calendar", "atelier", replied("DECLINED", comment="Could we do Friday at 9am instead?"), [("cancel_booking", {"booking": "BK-7"}), FRI_MOVED], ["create_task"], 2),
    Case("A22", "calendar", "atelier", replied("DECLINED", body="Sorry! Could we move it to Friday 9am?\nDora"), [("cancel_booking", {"booking": "BK-7"}), FRI_MOVED], ["create_task"], 2),
    Case("A23", "calendar", "atelier", replied("ACCEPTED", body="Fine, but could we move it to Friday at 9am?\nDora"), [FRI_MOVED], ["create_task", "cancel_booking"], 1),
    Case("A24", "calendar", "atelier", replied("ACCEPTED", body="Looking forward to it!\nDora"), [], ["create_task", "cancel_booking", "reschedule_booking"]),
    Case("A25", "calendar", "atelier", replied("DECLINED", body="Dora Kiss has declined this invitation."), [("cancel_booking", {"booking": "BK-7"})], ["reschedule_booking", "offer_slots"], 1),
    Case("G01", "standup", "atelier", [note("Imke: I'll do the window schedule by Monday")], [("update_task", {"task": "HOF-5", "due": "2026-05-11", "assignee": "imke"})], ["create_task"], 1),
    Case("G02", "standup", "atelier", [note("Imke: fire safety concept done, lighting plan by friday")], [("move_task", {"task": "HOF-2", "to": "done"}), ("update_task", {"task": "MUS-8", "due": "2026-05-08"})], ["create_task"], 2),
    Case("G03", "standup", "atelier", [note("## Luka\nworking on the window schedule\n\n## Imke\n- lighting plan by friday")], [("move_task", {"task": "HOF-5", "to": "doing"}), ("update_task", {"task": "MUS-8", "due": "2026-05-08"})], [("update_task", {"assignee": "vera"})], 2),
    Case("G04", "standup", "atelier", [note("Luka:\nfacade mock-up finished\nstarting permit application")], [("move_task", {"task": "MUS-3", "to": "done"}), ("move_task", {"task": "HOF-6", "to": "doing"}), ("update_task", {"task": "HOF-6", "assignee": "luka"})], [("update_task", {"assignee": "vera"})], 3),
    Case("A01", "answer", "atelier", said(DORA, "Something came up, I have to cancel.\nDora"), OFF, NO_WORK, 1, ASKED),
    Case("A02", "answer", "atelier", said(DORA, "Leider muss ich absagen.\nDora"), OFF, NO_WORK, 1, ASKED),
    Case("A03", "answer", "atelier", said(DORA, "Infelizmente não poderei comparecer.\nDora"), OFF, NO_WORK, 1, ASKED),
    Case("A04", "answer", "atelier", said(DORA, "That time no longer works for me.\nDora"), [("offer_slots|cancel_booking|ask_person", {})], ["create_task", "comment_task"], 1, ASKED),
    Case("A05", "answer", "atelier", said(DORA, "Ich schaffe es leider doch nicht.\nDora"), OFF, NO_WORK, 1, ASKED),
    Case("A06", "answer", "atelier", said(DORA, "Désolée, j'ai un empêchement.\nDora"), OFF, NO_WORK, 1, ASKED),
    Case("A07", "answer", "atelier", said(DORA, "Bonjour, on pourrait décaler à vendredi 16h ?\nDora"), [("reschedule_booking", {"booking": "BK-7", "requested_start": "2026-05-15T16:00:00+02:00"})], ["create_task", "cancel_booking", "book_slot"], 1, ASKED),
    Case("A08", "answer", "atelier", said(DORA, "Könnten wir auf Freitag 10 Uhr verschieben?\nDora"), [("reschedule_booking", {"booking": "BK-7"})], ["create_task", "cancel_booking", "book_slot"], 1, ASKED),
    Case("A09", "answer", "atelier", chosen("2\n\nPaul"), taken(TUE), ["create_task", "offer_slots"], 1, THREE),
    Case("A10", "answer", "atelier", chosen("Yes, that works.\nPaul"), taken(TUE), ["create_task", "offer_slots"], 1, ONE),
    Case("A11", "answer", "atelier", chosen("Yes, that works.\nPaul"), [("ask_person", {})], ["create_task", "book_slot"], 1, THREE),
    Case("A12", "answer", "atelier", chosen("Any of them.\nPaul"), taken(FRI), ["create_task", "offer_slots"], 1, THREE),
    Case("A13", "answer", "atelier", chosen("The last one, please.\nPaul"), taken(WED), ["create_task", "offer_slots"], 1, THREE),
    Case("A14", "answer", "atelier", chosen("Tuesday is good\nPaul"), taken(TUE), ["create_task", "offer_slots"], 1, THREE),
    Case("A15", "answer", "atelier", chosen("La segunda me viene bien.\nPaul"), taken(TUE), ["create_task", "offer_slots"], 1, THREE),
    Case("A16", "answer", "atelier", chosen("A segunda está ótima.\nPaul"), taken(TUE), ["create_task", "offer_slots"], 1, THREE),
    Case("A17", "answer", "atelier", chosen("None of these; Friday 9:30am?\nPaul"), [("book_slot|offer_slots", {})], ["create_task"], 1, THREE),
    Case("A18", "answer", "atelier", chosen("None of these work for me, could we do Monday 3pm?\nPaul"), [("book_slot", {"start": "2026-05-11T15:00:00+02:00"})], ["create_task"], 1, THREE),
    Case("A19", "answer", "atelier", chosen("None of them, sorry. Next week would be better.\nPaul"), [("offer_slots", {"window_start": "2026-05-11"})], ["create_task", "book_slot"], 1, THREE),
    Case("A20", "answer", "atelier", chosen("Neither works, sorry.\nPaul"), [("offer_slots", {})], ["create_task", "book_slot"], 1, THREE),
    Case("B01", "accepts", "atelier", [a(PAUL, "Re: Offer", "Your offer looks good, let's go ahead. When could you start?\nPaul")], [("create_task|comment_task", {"title~": "accepts"}), ("create_task|ask_person", {"title~": "start"})], ["offer_slots"], 2),
    Case("B02", "accepts", "atelier", [a(PAUL, "Re: Offer", "We accept it. Please go ahead and send the contract.\nPaul")], [("create_task", {"title~": "contract", "contact_email": "paul@brandt.example"})], ["offer_slots"], 2),
    Case("C01", "two_times", "atelier", [a(DORA, "Call", "Could we talk about the roof? Friday 15:00 your time or Monday morning?\nDora")], [("book_slot|offer_slots", {})], ["create_task"], 1, {"bookings": []}),
    Case("D01", "asides", "atelier", [a(PAUL, "Form", "Could you, when you find time, look at the broken contact form? It's urgent\nPaul")], [("create_task", {"title~": "^look at the broken contact form$", "priority": "high|urgent"})], ["offer_slots"], 1),
    Case("D02", "asides", "atelier", [a(DORA, "Call", "Please move our meeting from Tuesday to the week after.\nDora")], [("reschedule_booking|offer_slots", {})], ["create_task"], 1),
    Case("D03", "asides", "atelier", [a(PAUL, "Call", "Please move our meeting from Thursday to next week.\nPaul")], [("create_task|offer_slots", {})], [("create_task", {"title~": r"\bto$"})], 1),
    Case("E01", "german", "mare", [m(HANNA, "Seite", "Ausserdem ist auf der Startseite das Logo kaputt, bitte bis morgen beheben.\nHanna")], [("create_task", {"title~": "Logo auf der Startseite beheben|Logo.*kaputt|Das Logo auf der Startseite ist kaputt", "due": "2026-10-15"})], [], 1),
    Case("E03", "german", "mare", [m(HANNA, "Logo", "Bitte nicht vergessen, das Logo auszutauschen.\nHanna")], [("create_task", {"title~": "^das logo austauschen$"})], [], 1),
    Case("E04", "german", "mare", [m(HANNA, "Logo", "Wenn Sie Zeit finden, könnten Sie bitte das Logo austauschen?\nHanna")], [("create_task", {"title~": "^(?:das )?logo austauschen$"})], ["offer_slots"], 1),
    Case("E05", "german", "mare", [m(HANNA, "Termin", "Könnten wir uns nächste Woche kurz zum Schnitt austauschen?\nHanna")], [("offer_slots", {})], ["create_task"], 1, {"bookings": []}),
    Case("D04", "asides", "atelier", [a(PAUL, "Gate", "Please look at the broken gate when you find time. This is urgent!\nPaul")], [("create_task", {"title~": "^look at the broken gate$", "priority": "urgent"})], ["offer_slots"], 1),
    Case("D05", "asides", "mare", [m("Inés Vidal <ines@olivar.example>", "Logo", "Cuando puedas, ¿podrías cambiar el logo? Es urgente.\nInés")], [("create_task", {"title~": "^cambiar el logo$", "priority": "urgent"})], ["offer_slots"], 1),
    Case("E02", "german", "mare", [m(HANNA, "Saal", "Bitte die neuen Stühle für den Saal nicht bestellen.\nHanna")], [], ["create_task"], 1),
]  # fmt: skip
