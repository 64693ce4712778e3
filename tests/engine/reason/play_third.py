"""A third set of scenarios written before they were first played, in five languages."""

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
RITA, PETR = "Rita Gomes <rita@mare.example>", "Petr Dvořák <petr@mare.example>"
SUKI, IDRIS = "Suki Mori <suki@tern.example>", "Idris Bello <idris@tern.example>"

THIRD = [
    Case("D01", "form", "atelier", [form("Hello! Do you also do interior design? We have a flat in Graz. Feel free to call any day after 4 pm.", phone="+43 316 555")], [("create_task", {"contact_email": "lea@moos.example"})], ["book_slot"], 2),
    Case("D02", "form", "atelier", [form("Please remove me from your mailing list.")], [("create_task", {"contact_email": "lea@moos.example"})], ["offer_slots"], 1),
    Case("D03", "form", "mare", [form("Wir suchen für unser Jubiläum am 28. November ein Filmteam. Können Sie uns bis Ende Oktober ein Angebot machen?")], [("create_task", {"contact_email": "lea@moos.example", "due": "2026-10-31"})], ["create_event", "book_slot"], 1),
    Case("D04", "form", "tern", [form("I can't log in since this morning, error 403. Account: boxly.", name="Olga Reyes", email="olga@boxly.example")], [("create_task", {"contact_email": "olga@boxly.example"})], ["offer_slots"], 1),
    Case("D05", "form", "tern", [form("I need to move our tech call.", name="Marta Olsen", email="marta@fjellbank.example")], [("offer_slots|reschedule_booking", {})], ["cancel_booking"], 2),
    Case("D06", "booking", "tern", [t(MARTA, "Thursday", "Bad news, I'm ill. Let's skip Thursday.\nMarta")], [("cancel_booking", {"booking": "BK-3"})], ["offer_slots", "create_task"], 1),
    Case("D07", "booking", "tern", [t(MARTA, "Thursday", "Would it be terrible if we met on Friday at 3 pm Oslo time instead of Thursday?\nMarta")], [("reschedule_booking", {"booking": "BK-3", "requested_start": "2026-02-13T09:00:00-05:00"})], ["cancel_booking", "create_task"], 1),
    Case("D08", "booking", "mare", [m(HANNA, "Dienstag", "Lieber Nuno, ich schaffe es am Dienstag leider nicht. Hättest du am Tag darauf zur gleichen Zeit Luft?\nHanna")], [("reschedule_booking|offer_slots", {})], ["cancel_booking"], 1),
    Case("D09", "booking", "mare", [m(INES, "Jueves", "Nuno, ¿sigue en pie la proyección del jueves?\nInés")], [], ["cancel_booking", "reschedule_booking", "offer_slots"], 1),
    Case("D10", "booking", "mare", [m(INES, "Jueves", "Lo siento, el 22 no puedo. ¿Qué tal el 23 o el 26 por la mañana?\nInés")], [("offer_slots|reschedule_booking", {})], ["cancel_booking"], 1),
    Case("D11", "booking", "mare", [m(JULIA, "Reunião", "Oi Nuno, a gente pode se falar amanhã às 15h daqui? É rapidinho.\nJúlia")], [("offer_slots|book_slot", {})], ["create_task"], 1),
    Case("D12", "booking", "atelier", [a(ROUX, "Rendez-vous", "Bonjour, seriez-vous disponible lundi ou mardi après-midi pour un premier échange ?\nÉmile Roux")], [("offer_slots", {"to": "emile@roux.example"})], ["book_slot"], 1),
    Case("D13", "booking", "atelier", [a(DORA, "Tuesday", "Ten past four works better for me on Tuesday, is that ok?\nDora")], [("reschedule_booking", {"booking": "BK-7"})], ["cancel_booking"], 1),
    Case("D14", "several_asks", "atelier", [a(PAUL, "Monday", "Morning Vera, before Monday's site visit: could you print the plans in A1, bring the laser and tell the mason to come at nine?\nPaul")],
         [("create_task", {"title~": "plans|A1"}), ("create_task", {"title~": "laser"}), ("create_task", {"title~": "mason"})], ["offer_slots", "create_event"]),
    Case("D15", "several_asks", "mare", [m(INES, "Web", "Hola Nuno, ¿puedes subir el tráiler a la web y avisarme cuando esté? Y por favor, bórrame del grupo de WhatsApp.\nInés")], [("create_task", {"title~": "tráiler|trailer"})], ["offer_slots"], 3),
    Case("D16", "several_asks", "atelier", [a(ROUX, "Trois points", "Bonjour Madame, pourriez-vous vérifier la hauteur de la porte, m'envoyer le plan de l'étage et prévoir une prise près de la fenêtre ?\nÉmile Roux")],
         [("create_task", {"title~": "porte"}), ("create_task", {"title~": "plan"}), ("create_task", {"title~": "prise"})], ["offer_slots"]),
    Case("D17", "several_asks", "mare", [m(JULIA, "Edição", "Nuno, duas coisas: diminui o volume da narração e manda a versão vertical até sexta, por favor.\nJúlia")], [("create_task", {"title~": "narração|volume"}), ("create_task", {"title~": "vertical", "due": "2026-10-16"})], ["offer_slots"]),
    Case("D18", "several_asks", "tern", [t(MARTA, "Access", "We have two new colleagues. Please create accounts for them, they are called Nils Dahl and Eva Lie. And could you raise our rate limit?\nMarta")], [("create_task", {"title~": "account"}), ("create_task", {"title~": "rate limit"})], ["offer_slots"]),
    Case("D19", "negation", "atelier", [a(PAUL, "Shelves", "We decided against the shelves, so please leave them out.\nPaul")], [], [("create_task", {"title~": "^(?:build|add|order)"})], 1),
    Case("D20", "negation", "tern", [t(GREG, "Barcode", "You can ignore my request about the barcode, marketing changed their mind.\nGreg")], [], ["create_task"]),
    Case("D21", "negation", "mare", [m(HANNA, "Messe", "Wir brauchen doch keine Untertitel für die Clips. Danke trotzdem!\nHanna")], [], ["create_task"], 1),
    Case("D22", "hypothetical", "tern", [t(GREG, "Growth", "If we double our volume next year we'd have to talk about a second printer line. That's far off though.\nGreg")], [], ["create_task", "offer_slots"]),
    Case("D23", "hypothetical", "mare", [m(INES, "Algún día", "Me encantaría hacer algún día un documental contigo. Ya soñaremos.\nInés")], [], ["create_task", "offer_slots"]),
    Case("D24", "not_asked", "tern", [t(MARTA, "Re: Retry", "Works like a charm now, the payouts came through this morning. Thank you, Idris!\nMarta")], [], ["create_task"], 1),
    Case("D25", "not_asked", "atelier", [a(PAUL, "Baby", "We have a daughter! Everybody is well. I'll answer your questions next week.\nPaul")], [], ["create_task", "offer_slots"], 1),
    Case("D26", "not_asked", "mare", [m(JULIA, "Obrigada", "Nuno, recebi tudo, ficou maravilhoso. Muito obrigada a todos!\nJúlia")], [], ["create_task"]),
    Case("D27", "indirect", "atelier", [a(DORA, "Entrance", "I can't find the dimensions of the entrance anywhere in the set.\nDora")], [("create_task", {"title~": "entrance|dimension"})], ["offer_slots"], 1),
    Case("D28", "indirect", "tern", [t(GREG, "Font", "The font on the return label is a bit too small for our scanners.\nGreg")], [("create_task", {"title~": "font|label"})], ["offer_slots"], 1),
    Case("D29", "indirect", "tern", [t(GREG, "Invoice", "Our bookkeeping never received the January invoice.\nGreg")], [("create_task", {"title~": "invoice"})], ["offer_slots"], 1),
    Case("D30", "indirect", "mare", [m(HANNA, "Farben", "Könnte das Blau im Abspann etwas dunkler sein?\nHanna")], [("create_task", {"title~": "blau|abspann"})], ["offer_slots"], 1),
    Case("D31", "forwarded", "atelier", [a(LUKA, "WG: Geländer", "Vera, kannst du das übernehmen?\n\n---------- Weitergeleitete Nachricht ----------\nVon: Dora Kiss <dora@kiss.example>\nDatum: Di., 5. Mai 2026\nBetreff: Geländer\nAn: Luka Horvat <luka@atelier.example>\n\nLieber Luka, schick uns bitte bis Freitag die Details zum Geländer.\n\nDora")],
         [("create_task", {"title~": "geländer", "due": "2026-05-08", "assignee": "vera"})], ["offer_slots"], 1),
    Case("D32", "forwarded", "mare", [m(PETR, "Fwd: Rechnung", "Zur Info.\n\n---------- Forwarded message ---------\nFrom: Kamera Verleih <info@verleih.example>\nDate: Tue, 13 Oct 2026 at 08:01\nSubject: Rechnung\nTo: Petr Dvořák <petr@mare.example>\n\nAnbei unsere Rechnung, zahlbar bis 30. Oktober.")], [], ["offer_slots"], 1),
    Case("D33", "commitment", "atelier", [a(IMKE, "Notes", "I'll write up the minutes tonight and send them round tomorrow.\nImke")], [("create_task", {"title~": "minutes"})], ["move_task"], 2),
    Case("D34", "commitment", "mare", [m(RITA, "Elenco", "Nuno, mando a lista de elenco amanhã de manhã.\nRita")], [[("update_task", {"task": "CAF-5", "due": "2026-10-15"}), ("create_task", {"title~": "elenco"})]], ["move_task"], 1),
    Case("D35", "commitment", "tern", [t(MARTA, "Specs", "I'll send you the new specs on Monday.\nMarta")], [], ["create_task", "offer_slots"], 1),
    Case("D36", "blocked", "mare", [m(PETR, "OLI-2", "I can't lock the rough cut before the music is cleared. Rita is on it.\nPetr")], [("comment_task|update_task|link_tasks", {"task": "OLI-2"})], ["move_task"], 2),
    Case("D37", "done", "mare", [m(RITA, "Subtitles", "Subtitles are in review with Inés.\nRita")], [("move_task", {"task": "OLI-4", "to": "client"})], [("move_task", {"to": "delivered"})], 1),
    Case("D38", "done", "tern", [t(IDRIS, "Retry", "Retry is merged and deployed.\nIdris")], [("move_task", {"task": "PAY-14", "to": "live"})], ["create_task"], 1),
    Case("D39", "standup", "atelier", [note("heute: luka fassade, imke urlaub ab morgen bis montag\nich: antrag abgeschickt")], [("set_availability", {"person": "imke"})], ["create_task"], 4),
    Case("D40", "standup", "tern", [note("suki -> SHIP-3 needs 2 more days\nidris -> blocked, no sandbox credentials for PAY-14\nwren -> reviewing PAY-17")], [("update_task|comment_task", {"task": "SHIP-3"}), ("comment_task", {"task": "PAY-14"})], [("move_task", {"task": "SHIP-3"})], 4),
    Case("D41", "notes", "tern", [note("remind me to renew the domain")], [("create_task|set_reminder", {})], [], 1),
    Case("D42", "notes", "tern", [note("give SHIP-5 to suki, due March 2, 6h")], [("update_task", {"task": "SHIP-5", "assignee": "suki"})], ["create_task", "log_time"], 3),
    Case("D43", "notes", "atelier", [note("HOF-5 and MUS-3 can both wait until 25 May")], [("update_task", {"task": "HOF-5", "due": "2026-05-25"}), ("update_task", {"task": "MUS-3", "due": "2026-05-25"})], ["create_task"]),
    Case("D44", "notes", "mare", [note("send Júlia the invoice on the 20th")], [("create_task|set_reminder", {})], ["send_message"], 1),
    Case("D45", "repository", "tern", [git("Closes #PAY-17, closes SHIP-5")], [("move_task", {"task": "PAY-17"}), ("move_task", {"task": "SHIP-5"})], [], 2),
    Case("D46", "repository", "tern", [git("PAY-20: wip, do not merge", main=False)], [], [("move_task", {"to": "live"})], 1),
    Case("D47", "calendar", "atelier", [ics("REQUEST", "site@brandt", "ORGANIZER;CN=Paul Brandt:mailto:paul@brandt.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:vera@atelier.example\nDTSTART;VALUE=DATE:20260520\nDTEND;VALUE=DATE:20260521\nSUMMARY:Site day")], [("create_event", {"uid": "site@brandt"})], ["book_slot"], 1),
    Case("D48", "calendar", "mare", [ics("REPLY", "bk-11@worktui", "ORGANIZER:mailto:nuno@mare.example\nATTENDEE;PARTSTAT=TENTATIVE:mailto:hanna@roth.example\nDTSTART:20261020T100000Z\nCOMMENT:Might be late")], [], ["cancel_booking", "reschedule_booking", "create_event"], 1),
    Case("D49", "change", "mare", [m(HANNA, "Musik", "Bitte andere Musik bis Montag aussuchen.\nHanna", id="x1"), m(HANNA, "Re: Musik", "Es reicht doch bis Donnerstag.\nHanna", In_Reply_To="<x1@mail.example>")], [("create_task", {"title~": "musik", "due": "2026-10-22"})], [("create_task", {"due": "2026-10-19"})]),
    Case("D50", "change", "tern", [t(GREG, "Slip", "Please add our logo to the slip by Friday.\nGreg", id="y1"), t(GREG, "Re: Slip", "One more thing, the phone number too please.\nGreg", In_Reply_To="<y1@mail.example>")], [("create_task", {"title~": "logo", "due": "2026-02-13"}), ("create_task", {"title~": "phone"})], []),
]  # fmt: skip
