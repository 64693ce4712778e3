"""Scenarios of notes, calendars, repositories, forms and programs."""

from __future__ import annotations

from typing import Any

from tests.engine.reason.play_letters import DORA, HANNA, MARTA, PAUL, a, m, t
from tests.engine.reason.stage import Case, mail


def note(text: str) -> tuple[str, str]:
    return "text", text


def ics(method: str, uid: str, lines: str, sequence: int = 0) -> tuple[str, str]:
    body = "\r\n".join(
        ["BEGIN:VCALENDAR", "PRODID:-//x//EN", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}",
         f"SEQUENCE:{sequence}", "DTSTAMP:20260301T080000Z", *lines.strip().splitlines(), "END:VEVENT", "END:VCALENDAR", ""]
    )  # fmt: skip
    return "ics", body


def git(
    *messages: str, main: bool = True, author: str = "idris@tern.example"
) -> tuple[str, dict[str, Any]]:
    commits = [
        {"sha": f"{n:02d}ab" * 10, "author": author, "date": "2026-02-10T10:00:00Z", "message": m}
        for n, m in enumerate(messages, 1)
    ]
    return "git", {
        "provider": "local",
        "ref": "refs/heads/main" if main else "refs/heads/topic",
        "default_branch": main,
        "commits": commits,
    }


def form(message: str, **fields: str) -> tuple[str, dict[str, Any]]:
    return "form", {
        "form": "contact",
        "id": "f-9",
        "submitted_at": "2026-05-06T07:00:00Z",
        "fields": {**fields, "message": message},
    }


WORK = [
    Case("W01", "standup", "tern", [note("standup\nidris: retry is merged, moving on to PAY-20\nsuki: waiting for the label vendor on the printer driver\nme: audit log export goes live on Thursday")],
         [("move_task", {"task": "PAY-14"}), ("move_task", {"task": "PAY-20", "to": "wip"}), ("update_task", {"task": "PAY-20", "assignee": "idris"}),
          ("comment_task", {"task": "SHIP-3"}), ("update_task", {"task": "PAY-17", "due": "2026-02-12"})], [("move_task", {"task": "PAY-17"}), ("move_task", {"task": "SHIP-3"})]),
    Case("W02", "standup", "mare", [note("petr: rough cut delivered\nrita: casting list sent to Júlia for approval\nnuno: starting on the contract for the trade fair")],
         [("move_task", {"task": "OLI-2", "to": "delivered"}), ("move_task", {"task": "CAF-5", "to": "client"}), ("move_task", {"task": "ROT-3", "to": "shoot"})], [("move_task", {"task": "CAF-5", "to": "delivered"})]),
    Case("W03", "standup", "atelier", [note("Luka: Fassade fertig\nImke: Brandschutzkonzept braucht noch 6 Stunden\nich: HOF-6 fange ich heute an")],
         [("update_task", {"task": "HOF-2", "remaining_hours": 6}), ("move_task", {"task": "HOF-6", "to": "doing"}), ("move_task", {"task": "MUS-3", "to": "done"})], [("move_task", {"task": "HOF-2"})]),
    Case("W04", "standup", "tern", [note("suki: printer driver not done yet, will finish by Friday")], [("update_task", {"task": "SHIP-3", "due": "2026-02-13"})], ["move_task"]),
    Case("W05", "time_money", "tern", [note("2.5h on PAY-20 today, 45 min on SHIP-3 yesterday")],
         [("log_time", {"task": "PAY-20", "hours": 2.5, "day": "2026-02-10", "person": "wren"}), ("log_time", {"task": "SHIP-3", "hours": 0.75, "day": "2026-02-09"})], []),
    Case("W06", "time_money", "atelier", [note("Imke worked 3h 30m on the fire safety concept on Monday; printing for the museum cost 85,50 €")],
         [("log_time", {"task": "HOF-2", "hours": 3.5, "day": "2026-05-04", "person": "imke"}), ("log_cost", {"amount": "85.50", "project": "MUS"})], ["create_task", "move_task"]),
    Case("W07", "time_money", "mare", [note("paid 1.200 euros for the drone rental, Olivar")], [("log_cost", {"amount": "1200", "project": "OLI", "what~": "drone"})], ["create_task"]),
    Case("W08", "notes", "tern", [note("remind me on Friday at 3pm to call Marta about the payouts")], [("set_reminder", {"at": "2026-02-13T15:00:00-05:00", "about~": "marta"})], ["create_task", "book_slot"]),
    Case("W09", "notes", "tern", [note("move SHIP-5 to in progress and assign it to suki")], [("move_task", {"task": "SHIP-5", "to": "wip"}), ("update_task", {"task": "SHIP-5", "assignee": "suki"})], []),
    Case("W10", "notes", "atelier", [note("If the permit comes through this week, move HOF-5 to doing, otherwise remind me on Monday at 8:30")],
         [("set_reminder", {"at": "2026-05-11T08:30:00+02:00"}), ("move_task", {"task": "HOF-5", "condition~": "permit"})], [("move_task", {"condition": None})]),
    Case("W11", "notes", "tern", [note("PAY-20 depends on PAY-17")], [("link_tasks", {"task": "PAY-20", "after": "PAY-17"})], []),
    Case("W12", "notes", "atelier", [note("HOF-6 no longer depends on HOF-2")], [("unlink_tasks", {"task": "HOF-6", "after": "HOF-2"})], ["link_tasks"]),
    Case("W13", "notes", "tern", [note("bulk label PDF is urgent now")], [("update_task", {"task": "SHIP-5", "priority": "urgent"})], ["create_task"]),
    Case("W14", "notes", "atelier", [note("push the lighting plan to 22 May")], [("update_task", {"task": "MUS-8", "due": "2026-05-22"})], ["move_task", "create_task"]),
    Case("W15", "notes", "mare", [note("cancel Hanna's call on Tuesday")], [("cancel_booking", {"booking": "BK-11"})], []),
    Case("W16", "notes", "mare", [note("move Hanna's call to Wednesday at 10")], [("reschedule_booking", {"booking": "BK-11", "requested_start": "2026-10-21T10:00:00+01:00"})], ["move_task"]),
    Case("W17", "notes", "mare", [note("Rita is on holiday from 19 to 23 October")], [("set_availability", {"person": "rita", "from": "2026-10-19", "until": "2026-10-23"})], []),
    Case("W18", "notes", "tern", [note("action items:\n- Idris to write the incident report by Thursday\n- Suki: order two test printers\n- everyone: have fun")],
         [("create_task", {"title~": "incident report", "assignee": "idris", "due": "2026-02-12"}), ("create_task", {"title~": "printers", "assignee": "suki"})], []),
    Case("W19", "notes", "tern", [note("Alex takes SHIP-5")], [], [("update_task", {"assignee": "alexb"}), ("update_task", {"assignee": "alexr"})], 1),
    Case("W20", "calendar", "atelier", [ics("REQUEST", "opening@museum", "ORGANIZER;CN=Dora Kiss:mailto:dora@kiss.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:vera@atelier.example\nDTSTART:20260513T120000Z\nDTEND:20260513T130000Z\nSUMMARY:Annex talk")],
         [("create_event", {"uid": "opening@museum", "start": "2026-05-13T14:00:00+02:00"})], ["book_slot"]),
    Case("W21", "calendar", "atelier", [ics("CANCEL", "jury@city", "ORGANIZER:mailto:office@city.example\nDTSTART:20260513T110000Z\nSTATUS:CANCELLED\nSUMMARY:Jury", 3)], [("cancel_event", {"uid": "jury@city"})], ["cancel_booking"]),
    Case("W22", "calendar", "atelier", [ics("CANCEL", "jury@city", "ORGANIZER:mailto:office@city.example\nDTSTART:20260513T110000Z\nSTATUS:CANCELLED\nSUMMARY:Jury", 1)], [], ["cancel_event"]),
    Case("W23", "calendar", "atelier", [ics("REQUEST", "jury@city", "ORGANIZER:mailto:office@city.example\nATTENDEE:mailto:vera@atelier.example\nDTSTART:20260515T110000Z\nDTEND:20260515T150000Z\nSUMMARY:Jury", 3)],
         [("update_event", {"uid": "jury@city", "start": "2026-05-15T13:00:00+02:00"})], ["create_event"]),
    Case("W24", "calendar", "mare", [ics("REPLY", "bk-12@worktui", "ORGANIZER:mailto:nuno@mare.example\nATTENDEE;PARTSTAT=DECLINED:mailto:ines@olivar.example\nDTSTART:20261022T140000Z", 1)], [("cancel_booking", {"booking": "BK-12"})], []),
    Case("W25", "calendar", "mare", [ics("REPLY", "bk-12@worktui", "ORGANIZER:mailto:nuno@mare.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ines@olivar.example\nDTSTART:20261022T140000Z", 1)], [], ["cancel_booking", "create_event"]),
    Case("W26", "calendar", "mare", [ics("COUNTER", "bk-11@worktui", "ORGANIZER:mailto:nuno@mare.example\nATTENDEE:mailto:hanna@roth.example\nDTSTART:20261020T130000Z\nDTEND:20261020T133000Z")],
         [("reschedule_booking", {"booking": "BK-11", "requested_start": "2026-10-20T14:00:00+01:00"})], ["cancel_booking"]),
    Case("W27", "calendar", "mare", [ics("REPLY", "bk-12@worktui", "ORGANIZER:mailto:nuno@mare.example\nATTENDEE;PARTSTAT=DECLINED:mailto:stranger@x.example\nDTSTART:20261022T140000Z", 1)], [], ["cancel_booking"]),
    Case("W28", "calendar", "tern", [ics("CANCEL", "daily@tern", "ORGANIZER:mailto:wren@tern.example\nRECURRENCE-ID:20260212T143000Z\nDTSTART:20260212T143000Z\nSTATUS:CANCELLED", 1)], [("cancel_event", {"uid": "daily@tern", "scope": "one"})], []),
    Case("W29", "calendar", "tern", [ics("REQUEST", "weekly@fb", "ORGANIZER:mailto:marta@fjellbank.example\nATTENDEE:mailto:wren@tern.example\nDTSTART;TZID=Europe/Oslo:20260217T150000\nDTEND;TZID=Europe/Oslo:20260217T153000\nRRULE:FREQ=WEEKLY;COUNT=6\nSUMMARY:Rollout sync")],
         [("create_event", {"uid": "weekly@fb", "rrule~": "FREQ=WEEKLY", "start": "2026-02-17T09:00:00-05:00"})], []),
    Case("W30", "repository", "tern", [git("Export audit log as CSV\n\nFixes PAY-17 and closes SHIP-5")], [("move_task", {"task": "PAY-17", "to": "live"}), ("move_task", {"task": "SHIP-5", "to": "live"})], []),
    Case("W31", "repository", "tern", [git("Try another retry schedule\n\nThis does not fix PAY-14 yet.")], [], ["move_task"], 1),
    Case("W32", "repository", "tern", [git("Closes PAY-14", main=False)], [], ["move_task"]),
    Case("W33", "repository", "tern", [git("Add key rotation job\n\nResolves PAY-20", 'Revert "Add key rotation job"\n\nThis reverts commit 01ab01ab01ab01ab.')], [], ["move_task"], 1),
    Case("W34", "repository", "tern", [git('Revert "Seed sandbox accounts"\n\nReopens PAY-9')], [("move_task", {"task": "PAY-9"})], [("move_task", {"to": "live"})]),
    Case("W35", "repository", "tern", [git("Refactor payouts, part of PAY-14")], [], ["move_task"], 1),
    Case("W36", "form", "atelier", [form("We want to convert our old mill into a guest house. Could we have a first conversation next week, afternoons only?", name="Ben Okafor", email="ben@mill.example", timezone="Europe/London")],
         [("create_task", {"title~": "Ben|Okafor", "contact_email": "ben@mill.example"}), ("offer_slots", {"event_type": "first", "to": "ben@mill.example", "window_start": "2026-05-11", "part_of_day": "afternoon", "display_tz": "Europe/London"})], ["book_slot"]),
    Case("W37", "form", "atelier", [form("Please send me your price list for small houses.", name="Ada Fink", email="ada@fink.example")], [("create_task", {"title~": "price list", "contact_email": "ada@fink.example"})], ["offer_slots"]),
    Case("W38", "form", "atelier", [form("We offer SEO services and backlinks. Increase your traffic! Book a call with our experts: http://spam.example", name="Max", email="max@spam.example")], [], ["create_task", "offer_slots"]),
    Case("W39", "form", "mare", [form("Olá! Precisamos de um vídeo institucional. Podemos agendar uma conversa na próxima semana?", nome="Tiago Reis", email="tiago@reis.example")],
         [("create_task", {"title~": "Tiago|Reis"}), ("offer_slots", {"to": "tiago@reis.example"})], ["book_slot"]),
    Case("W40", "form", "atelier", [form("I would like to book a time on Tuesday 12 May at 10:00 to talk about an attic.", name="Lea Hahn", email="lea@hahn.example", timezone="Europe/Vienna")],
         [("create_task", {"title~": "Lea|Hahn"}), [("book_slot", {"start": "2026-05-12T10:00:00+02:00"}), ("offer_slots", {"window_start": "2026-05-12"})]], []),
    Case("W41", "standup", "atelier", [note("Imke: MUS-8 approved by the museum\nLuka: out sick today and tomorrow")], [("move_task", {"task": "MUS-8", "to": "done"}), ("set_availability", {"person": "luka", "from": "2026-05-06", "until": "2026-05-07"})], []),
    Case("W42", "blocked", "atelier", [note("Luka: kann mit der Fensterliste (HOF-5) nicht weitermachen, bis HOF-2 fertig ist")], [("link_tasks", {"task": "HOF-5", "after": "HOF-2"})], [("move_task", {})]),
    Case("W43", "blocked", "mare", [mail("Rita Gomes <rita@mare.example>", "nuno@mare.example", "CAF-5", "A lista de casting está parada até termos as autorizações de locação (CAF-6).\nRita", "Wed, 14 Oct 2026 12:30:00 +0000")],
         [[("link_tasks", {"task": "CAF-5", "after": "CAF-6"}), ("comment_task", {"task": "CAF-5"})]], [("link_tasks", {"task": "CAF-6"}), "move_task"]),
    Case("W44", "calendar", "tern", [ics("PUBLISH", "conf@x", "DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312\nSUMMARY:Payments conference")], [("create_event", {"uid": "conf@x", "date": "2026-03-10"})], []),
    Case("W45", "notes", "tern", [note("weekly sync with Idris every Monday at 10 until end of March")], [("create_event", {"rrule~": "WEEKLY"})], []),
    Case("W46", "notes", "atelier", [note("Idea: one day we could open a branch in Graz")], [], ["create_task"]),
    Case("W47", "notes", "atelier", [note("TODO: order new scale figures by Friday")], [("create_task", {"title~": "scale figures", "due": "2026-05-08"})], []),
    Case("W48", "duplicate", "tern", [git("Fixes PAY-17"), git("Fixes PAY-17")], [("move_task", {"task": "PAY-17"})], []),
    Case("W49", "change", "tern", [t(MARTA, "Docs", "Hi Wren, please send us the integration handbook by Thursday.\nMarta", id="h1"), t(MARTA, "Re: Docs", "No rush by the way, the end of next week is fine.\nMarta", In_Reply_To="<h1@mail.example>")],
         [("create_task", {"title~": "handbook", "due": "2026-02-20"})], [("create_task", {"due": "2026-02-12"})]),
    Case("W50", "duplicate", "mare", [m(HANNA, "Halle", "Hallo Nuno, bitte bestell zwei Stellwände bis Montag. Hanna", id="d1"), m(HANNA, "Erinnerung: Halle", "Hallo Nuno, kurze Erinnerung: bitte bestell zwei Stellwände bis Montag. Hanna", id="d2")],
         [("create_task", {"title~": "stellw"})], [], 1),
    Case("W51", "booking", "atelier", [a(PAUL, "Besuch", "Vera, can we do the plan review on Wednesday afternoon or Thursday morning? Not Friday.\nPaul")],
         [("offer_slots", {"event_type": "plans"})], ["book_slot"]),
    Case("W52", "change", "atelier", [a(DORA, "Mock-up", "Hi Vera, the facade mock-up can wait until 29 May, the crane comes later.\nDora")], [("update_task", {"task": "MUS-3", "due": "2026-05-29"})], ["create_task", "reschedule_booking"]),
]  # fmt: skip
