"""A fourth set of scenarios written before they were first played: answers in words, above all."""

from __future__ import annotations

from tests.engine.reason.play_kinds import IMKE, LUKA, form, note
from tests.engine.reason.play_letters import (
    DORA,
    GREG,
    HANNA,
    INES,
    JULIA,
    MARTA,
    PAUL,
    a,
    m,
    t,
)
from tests.engine.reason.play_work import git, ics
from tests.engine.reason.stage import Case

NEW = "Ben Tallis <ben@tallis.example>"
ROUX = "Émile Roux <emile@roux.example>"
SUKI, IDRIS = "Suki Mori <suki@tern.example>", "Idris Bello <idris@tern.example>"
_OFFER = (
    "\n\nOn Mon, 9 Feb 2026 at 10:00, Wren Calloway <wren@tern.example> wrote:\n"
    "> I can offer:\n> * Thursday, February 12 at 2:00 pm\n> * Friday, February 13 at 11:00 am\n> * Tuesday, February 17 at 3:30 pm\n"
)

FOURTH = [
    Case("G01", "answer", "tern", [t(NEW, "Re: Integration", "Friday works.\n\nBen" + _OFFER)], [("book_slot", {"start": "2026-02-13T11:00:00-05:00"})], ["create_task"], 1),
    Case("G02", "answer", "tern", [t(NEW, "Re: Integration", "Let's take the last one.\n\nBen" + _OFFER)], [("book_slot", {"start": "2026-02-17T15:30:00-05:00"})], ["create_task"], 1),
    Case("G03", "answer", "tern", [t(NEW, "Re: Integration", "Could you do something the week after? I'm away until then.\n\nBen" + _OFFER)], [("offer_slots", {})], ["book_slot", "create_task"], 2),
    Case("G04", "answer", "tern", [t(NEW, "Re: Integration", "Thursday or Friday both work, your choice.\n\nBen" + _OFFER)], [("book_slot|offer_slots", {})], ["create_task"], 1),
    Case("G05", "answer", "tern", [t(NEW, "Re: Integration", "Perfect, I'll take 11 on Friday. Could you also send me the API docs beforehand?\n\nBen" + _OFFER)], [("book_slot", {"start": "2026-02-13T11:00:00-05:00"}), ("create_task", {"title~": "docs"})], [], 2),
    Case("G06", "answer", "tern", [t(NEW, "Re: Integration", "Not this month, I'm afraid. I'll get back to you in March.\n\nBen" + _OFFER)], [], ["book_slot", "create_task"], 1),
    Case("G07", "booking", "tern", [t(MARTA, "Accepted: Tech call", "See you Thursday!\nMarta")], [], ["cancel_booking", "reschedule_booking", "create_task", "book_slot"]),
    Case("G08", "booking", "tern", [t(MARTA, "Declined: Tech call", "I won't be able to attend.\nMarta")], [("cancel_booking", {"booking": "BK-3"})], ["create_task"], 1),
    Case("G09", "booking", "tern", [t(MARTA, "Re: Tech call", "I'm double-booked on Thursday morning. Afternoon the same day would be fine, any time after 2 pm Toronto time.\nMarta")], [("offer_slots|reschedule_booking", {})], ["cancel_booking", "create_task"], 1),
    Case("G10", "booking", "tern", [t(MARTA, "Thursday", "Please cancel. Marta")], [("cancel_booking", {"booking": "BK-3"})], ["create_task"], 1),
    Case("G11", "booking", "tern", [t(MARTA, "Thursday", "My train is late, can we start 15 minutes later on Thursday?\nMarta")], [("reschedule_booking", {"booking": "BK-3", "requested_start": "2026-02-12T10:15:00-05:00"})], ["cancel_booking"], 1),
    Case("G12", "booking", "tern", [t(MARTA, "Call", "Let's talk a day earlier, if you can. Same time.\nMarta")], [("reschedule_booking", {"booking": "BK-3", "requested_start": "2026-02-11T10:00:00-05:00"})], ["cancel_booking", "create_task"], 1),
    Case("G13", "booking", "mare", [m(HANNA, "Dienstag", "Lieber Nuno, Dienstag klappt leider doch nicht. Können wir das Gespräch auf die Woche darauf verschieben?\nHanna")], [("offer_slots", {"to": "hanna@roth.example"})], ["cancel_booking", "create_task"], 1),
    Case("G14", "booking", "mare", [m(HANNA, "Dienstag", "Können wir am Dienstag statt um 12 Uhr schon um 11 Uhr telefonieren?\nHanna")], [("reschedule_booking", {"booking": "BK-11", "requested_start": "2026-10-20T10:00:00+01:00"})], ["cancel_booking"], 1),
    Case("G15", "booking", "mare", [m(INES, "Proyección", "Hola Nuno, mejor dejamos la proyección del jueves, no hace falta. Gracias.\nInés")], [("cancel_booking", {"booking": "BK-12"})], ["create_task"], 1),
    Case("G16", "booking", "mare", [m(INES, "Jueves 22", "No podré asistir el jueves 22, lo siento mucho.\nInés")], [("cancel_booking", {"booking": "BK-12"})], ["create_task"], 1),
    Case("G17", "booking", "atelier", [a(DORA, "Tuesday", "Vera, the call on Tuesday: could you send me the dial-in?\nDora")], [("create_task", {"title~": "dial-in"})], ["cancel_booking", "reschedule_booking", "offer_slots"], 1),
    Case("G18", "booking", "atelier", [a(NEW, "Meeting", "Hello, could I come by on Monday 11 May around ten to look at the model?\nBen Tallis")], [("offer_slots|book_slot|create_task", {})], ["create_event"], 1),
    Case("G19", "form", "atelier", [form("Please call me.", phone="+43 1 555 22 11")], [("offer_slots|create_task", {})], ["book_slot"], 2),
    Case("G20", "form", "atelier", [form("Sehr geehrte Damen und Herren, bitte senden Sie mir Ihre Broschüre und eine Preisliste zu. Vielen Dank!")], [("create_task", {"title~": "brosch|preisliste"})], ["offer_slots", "book_slot"], 2),
    Case("G21", "form", "mare", [form("¿Hacen también fotografía? Nos casamos el 12 de junio.")], [("create_task", {"contact_email": "lea@moos.example"})], ["book_slot", "create_event"], 1),
    Case("G22", "several_asks", "tern", [t(MARTA, "Checklist", "Hi Wren,\n\nbefore go-live we still need\n\n* the signed DPA,\n* IP addresses of your servers,\n* a contact for emergencies.\n\nCould you send all of it by Feb 18?\n\nMarta")],
         [("create_task", {"title~": "dpa", "due": "2026-02-18"}), ("create_task", {"title~": "ip addresses", "due": "2026-02-18"}), ("create_task", {"title~": "emergenc", "due": "2026-02-18"})], ["offer_slots"], 3),
    Case("G23", "several_asks", "atelier", [a(PAUL, "Kitchen", "Please move the sink to the window. The island can stay. And what would a stone worktop cost?\nPaul")], [("create_task", {"title~": "sink"}), ("create_task", {"title~": "worktop"})], ["offer_slots", "move_task"], 2),
    Case("G24", "several_asks", "mare", [m(HANNA, "Noch zwei Dinge", "Hallo Nuno, erstens: bitte das Impressum im Abspann korrigieren (Roth GmbH, nicht AG). Zweitens: wann können wir mit dem Drehplan rechnen?\nHanna")],
         [("create_task", {"title~": "impressum"}), ("comment_task|send_message|ask_person", {})], ["offer_slots"], 3),
    Case("G25", "negation", "tern", [t(MARTA, "Keys", "There's no need to rotate the keys on Friday, our window has moved to March 6.\nMarta")], [], ["move_task", "create_task"], 1),
    Case("G26", "negation", "atelier", [a(DORA, "Model", "Nobody needs to bring the model on Tuesday, we have photos.\nDora")], [], ["create_task", "cancel_booking", "reschedule_booking"], 1),
    Case("G27", "negation", "mare", [m(INES, "Rough cut", "No estamos contentos con el rough cut, así no lo podemos aprobar. La música no encaja.\nInés")], [], [("move_task", {"task": "OLI-2", "to": "delivered"})], 2),
    Case("G28", "hypothetical", "atelier", [a(PAUL, "Sauna", "It would be funny to have a sauna in the barn, wouldn't it? My wife says no.\nPaul")], [], ["create_task"]),
    Case("G29", "hypothetical", "tern", [t(GREG, "Carrier", "Suppose DHL raised prices again, would it be hard to add another carrier? Just curious.\nGreg")], [], ["offer_slots"], 1),
    Case("G30", "not_asked", "atelier", [a(LUKA, "Lunch", "I brought cake, it's in the kitchen. Help yourselves!\nLuka")], [], ["create_task"]),
    Case("G31", "not_asked", "tern", [t(MARTA, "Outage", "FYI, our side was down between 9 and 10 this morning, everything is fine again.\nMarta")], [], ["create_task", "create_event"]),
    Case("G32", "not_asked", "mare", [m(HANNA, "Re: Rechnung", "Danke für die Rechnung, wir überweisen sie bis Freitag.\nHanna")], [], ["create_task"], 1),
    Case("G33", "indirect", "tern", [t(MARTA, "Limits", "We keep hitting the limit of 100 payouts an hour and would be glad about 500.\nMarta")], [("create_task", {"title~": "limit|500|payouts"})], ["offer_slots"], 1),
    Case("G34", "indirect", "atelier", [a(PAUL, "Photos", "My mother would love to see the plans, maybe as a small booklet?\nPaul")], [], ["offer_slots"], 1),
    Case("G35", "indirect", "mare", [m(JULIA, "Logo", "O logo antigo ainda aparece no final do vídeo.\nJúlia")], [("create_task", {"title~": "logo"})], ["offer_slots"], 1),
    Case("G36", "indirect", "atelier", [a(ROUX, "Erreur", "Il y a une erreur dans le plan : la fenêtre nord a disparu.\nÉmile Roux")], [("create_task", {"title~": "erreur|plan|fen"})], ["offer_slots"], 1),
    Case("G37", "forwarded", "tern", [t(SUKI, "Fwd: API question", "Is this something for you, Wren?\n\n---------- Forwarded message ---------\nFrom: Olga Reyes <olga@boxly.example>\nDate: Mon, 9 Feb 2026 at 08:01\nSubject: API question\nTo: Suki Mori <suki@tern.example>\n\nHi, could you tell us how to cancel a label by API?\n\nOlga")], [("create_task", {"title~": "label|olga|cancel"})], ["cancel_booking"], 2),
    Case("G38", "commitment", "tern", [t(IDRIS, "Docs", "I'll have the retry docs ready for review on Thursday.\nIdris")], [[("create_task", {"title~": "docs", "due": "2026-02-12"}), ("update_task", {"task": "PAY-14", "due": "2026-02-12"})]], ["move_task"], 1),
    Case("G39", "blocked", "tern", [t(IDRIS, "PAY-14", "PAY-14 is waiting for PAY-20.\nIdris")], [("link_tasks", {"task": "PAY-14", "after": "PAY-20"})], ["move_task"], 2),
    Case("G40", "done", "atelier", [a(IMKE, "Concept", "Fire safety concept went to the authority today, now we wait.\nImke")], [], [("move_task", {"to": "done"}), "update_task"], 2),
    Case("G41", "standup", "tern", [note("idris: PAY-14 95%, rest tomorrow\nsuki: out sick\nalex b: nothing new")], [], [("move_task", {"task": "PAY-14", "to": "live"})], 3),
    Case("G42", "notes", "atelier", [note("tomorrow 9-11 site visit at the farmhouse")], [("create_event", {"start": "2026-05-07T09:00:00+02:00", "end": "2026-05-07T11:00:00+02:00"})], ["create_task"], 1),
    Case("G43", "notes", "atelier", [note("buy stamps; return library books by Friday")], [("create_task", {"title~": "stamps"}), ("create_task", {"title~": "library", "due": "2026-05-08"})], []),
    Case("G44", "notes", "tern", [note("SHIP-5 blocked by SHIP-3")], [("link_tasks", {"task": "SHIP-5", "after": "SHIP-3"})], ["move_task", "create_task"], 2),
    Case("G45", "notes", "tern", [note("drop SHIP-5 from this sprint, nobody asked for it")], [], ["create_task", ("move_task", {"to": "live"})], 1),
    Case("G46", "repository", "tern", [git("PAY-17: fix typo", "Merge branch 'audit' (closes PAY-17)")], [("move_task", {"task": "PAY-17"})], [], 2),
    Case("G47", "calendar", "tern", [ics("CANCEL", "bk-3@worktui", "ORGANIZER:mailto:wren@tern.example\nATTENDEE:mailto:marta@fjellbank.example\nDTSTART:20260212T150000Z\nSTATUS:CANCELLED\nSUMMARY:Tech call", 1)], [], ["create_event"], 1),
    Case("G48", "change", "atelier", [a(PAUL, "Paint", "Please order the white paint by Friday.\nPaul", id="w1"), a(PAUL, "Re: Paint", "Grey, not white! Sorry.\nPaul", In_Reply_To="<w1@mail.example>")], [("create_task|comment_task|update_task", {})], [], 2),
    Case("G49", "duplicate", "tern", [t(GREG, "Logo", "Please put our new logo on the slip.\nGreg"), t(GREG, "Re: Logo", "Any chance to have the new logo on the slip by Friday?\nGreg")], [("create_task", {"title~": "logo", "due": "2026-02-13"})], [], 1),
    Case("G50", "dates", "atelier", [a(PAUL, "Handover", "We hand over the keys at the end of May. Please have the snag list ready a week before that.\nPaul")], [("create_task", {"title~": "snag list"})], ["create_event"], 1),
]  # fmt: skip
