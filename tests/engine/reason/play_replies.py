"""Answers in threads, two times, acceptance, forwarded asks and notes with headings, judged by
hand before they were first played."""

from __future__ import annotations

from tests.engine.reason.play_answers import ASKED, ONE, THREE, chosen, letter, offered, said, taken
from tests.engine.reason.play_fifth import ROUX
from tests.engine.reason.play_kinds import form, note
from tests.engine.reason.play_letters import DORA, HANNA, INES, JULIA, MARTA, PAUL, a, m, t
from tests.engine.reason.stage import Case

A_FRI, A_TUE, A_WED = (
    "2026-05-08T10:00:00+02:00",
    "2026-05-12T14:00:00+02:00",
    "2026-05-13T11:00:00+02:00",
)
JULIAS = offered(
    "julia@cafezal.example",
    "2026-10-19T15:00:00+01:00",
    "2026-10-20T16:00:00+01:00",
    "2026-10-23T17:00:00+01:00",
)
JULIAS["outbox"][0]["event_type"] = "hello"
HANNAS = {"outbox": [letter("O-1", "hanna@roth.example", "book_slot", "BK-11")]}
INESS = {"outbox": [letter("O-1", "ines@olivar.example", "book_slot", "BK-12")]}
MARTAS = {"outbox": [letter("O-1", "marta@fjellbank.example", "book_slot", "BK-3")]}
NOT_WORK = ["create_task", "comment_task", "update_task"]
STILL = [*NOT_WORK, "cancel_booking", "reschedule_booking", "offer_slots", "book_slot"]
_FWD = ("\n\n---------- Forwarded message ---------\nFrom: Olga Reyes <olga@boxly.example>\nDate: Tue, 5 May 2026 at 08:01\n"
        "Subject: {0}\nTo: Luka Horvat <luka@atelier.example>\n\n{1}\n\nOlga")  # fmt: skip
LUKA = "Luka Horvat <luka@atelier.example>"

REPLIES = [
    # the thread of an invitation
    Case("V01", "answer", "mare", said(HANNA, "Hallo Nuno, am Dienstag bin ich leider krank geschrieben und kann nicht teilnehmen.\nHanna"), [("cancel_booking", {"booking": "BK-11"})], NOT_WORK, 1, HANNAS),
    Case("V02", "answer", "mare", said(INES, "Me ha surgido un imprevisto y no voy a poder asistir.\nInés"), [("cancel_booking", {"booking": "BK-12"})], NOT_WORK, 1, INESS),
    Case("V03", "answer", "mare", said(INES, "¿Sería posible pasarlo al viernes a las 11?\nInés"), [("reschedule_booking", {"booking": "BK-12", "requested_start": "2026-10-23T10:00:00+01:00"})], [*NOT_WORK, "cancel_booking"], 1, INESS),
    Case("V04", "answer", "tern", [t(MARTA, "Re: Tech call", "Could we start half an hour later?\nMarta", In_Reply_To="<inv@worktui>")], [("reschedule_booking", {"booking": "BK-3", "requested_start": "2026-02-12T10:30:00-05:00"})], [*NOT_WORK, "cancel_booking"], 1, MARTAS),
    Case("V05", "answer", "tern", [t(MARTA, "Re: Tech call", "Great, see you Thursday!\nMarta", In_Reply_To="<inv@worktui>")], [], STILL, 0, MARTAS),
    Case("V06", "answer", "atelier", said(DORA, "Got it, thanks. Can I bring our curator along?\nDora"), [], ["cancel_booking", "reschedule_booking", "offer_slots"], 1, ASKED),
    Case("V07", "answer", "atelier", said(DORA, "Sorry, I mixed up my calendar. Any chance to do it next Thursday or Friday instead?\nDora"), [("offer_slots|reschedule_booking", {})], [*NOT_WORK, "cancel_booking"], 1, ASKED),
    Case("V08", "answer", "atelier", said(DORA, "I can't make it after all, please cancel. I'll be in touch in the autumn.\nDora"), [("cancel_booking", {"booking": "BK-7"})], [*NOT_WORK, "offer_slots"], 1, ASKED),
    Case("V09", "answer", "atelier", said(DORA, "I can't open the link in the mail, could you send the address again?\nDora"), [("create_task", {"title~": "address"})], ["cancel_booking", "reschedule_booking", "offer_slots"], 1, ASKED),
    Case("V10", "answer", "mare", said(HANNA, "Passt. Können wir die Untertitel gleich mit besprechen?\nHanna"), [], ["cancel_booking", "reschedule_booking", "offer_slots", "book_slot"], 1, HANNAS),
    # answers to an offer
    Case("V11", "answer", "atelier", chosen("Nummer 3 bitte.\nPaul"), taken(A_WED), [*NOT_WORK, "offer_slots"], 1, THREE),
    Case("V12", "answer", "atelier", chosen("Der Dienstag passt mir am besten.\nPaul"), taken(A_TUE), [*NOT_WORK, "offer_slots"], 1, THREE),
    Case("V13", "answer", "atelier", chosen("Leider passt mir keiner der Termine. Ginge es auch in der Woche darauf?\nPaul"), [("offer_slots", {"window_start": "2026-05-18"})], [*NOT_WORK, "book_slot"], 1, THREE),
    Case("V14", "answer", "atelier", chosen("Le premier créneau me convient parfaitement.\nPaul"), taken(A_FRI), [*NOT_WORK, "offer_slots"], 1, THREE),
    Case("V15", "answer", "atelier", chosen("Aucun des trois, désolé. Plutôt le lundi 18 à 10h ?\nPaul"), [("book_slot", {"start": "2026-05-18T10:00:00+02:00"})], NOT_WORK, 1, THREE),
    Case("V16", "answer", "atelier", chosen("Friday is out for me, the other two both work.\nPaul"), [("book_slot|ask_person", {})], [("book_slot", {"start": A_FRI}), "create_task", "offer_slots"], 1, THREE),
    Case("V17", "answer", "atelier", chosen("Thanks! Let me check with my wife and get back to you.\nPaul"), [], STILL, 0, THREE),
    Case("V18", "answer", "atelier", chosen("Wednesday at 11 it is. Could you send me the floor plan before that?\nPaul"), [*taken(A_WED), ("create_task", {"title~": "floor plan"})], ["offer_slots"], 2, THREE),
    Case("V19", "answer", "atelier", chosen("14:00 please\nPaul"), taken(A_TUE), [*NOT_WORK, "offer_slots"], 1, THREE),
    Case("V20", "answer", "atelier", chosen("Do you have anything earlier?\nPaul"), [("offer_slots", {"window_start": "2026-05-07"})], [*NOT_WORK, "book_slot"], 1, THREE),
    Case("V21", "answer", "mare", chosen("Oi Nuno, a última opção é perfeita para mim!\nJúlia", JULIA), [("book_slot", {"start": "2026-10-23T17:00:00+01:00"})], [*NOT_WORK, "offer_slots"], 1, JULIAS),
    Case("V22", "answer", "mare", chosen("Terça ao meio-dia fica bem.\nJúlia", JULIA), [("book_slot", {"start": "2026-10-20T16:00:00+01:00"})], [*NOT_WORK, "offer_slots"], 1, JULIAS),
    Case("V23", "answer", "mare", chosen("Nenhum desses horários serve, desculpa. Pode ser quinta às 10h?\nJúlia", JULIA), [("book_slot|offer_slots", {})], NOT_WORK, 1, JULIAS),
    Case("V24", "answer", "atelier", chosen("Me da igual, el que mejor te venga.\nPaul"), taken(A_FRI), [*NOT_WORK, "offer_slots"], 1, THREE),
    Case("V25", "answer", "atelier", chosen("Oui, parfait.\nPaul"), taken(A_TUE), [*NOT_WORK, "offer_slots"], 1, ONE),
    Case("V26", "answer", "atelier", chosen("We have decided to go with another architect, so no call is needed. Thanks for your time.\nPaul"), [], [*STILL], 0, THREE),
    # two times
    Case("V27", "two_times", "tern", [t("Nils Frank <nils@frank.example>", "Demo", "Hi Wren, could we have a demo on Thursday at 14:00 or Friday at 11:00 Toronto time?\nNils")], [("book_slot", {"start": "2026-02-12T14:00:00-05:00"})], ["create_task"], 1),
    Case("V28", "two_times", "mare", [m(JULIA, "Conversa", "Podemos falar na sexta às 15h (hora de Lisboa) ou na segunda de manhã?\nJúlia")], [("book_slot|offer_slots", {})], NOT_WORK, 1),
    # acceptance
    Case("V29", "accepts", "atelier", [a(ROUX, "Re: Devis", "Bonjour, nous acceptons votre devis. Quand pourriez-vous commencer ?\nÉmile Roux")], [("create_task", {"title~": "accepts"}), ("create_task|ask_person", {"title~": "quand"})], ["offer_slots", "book_slot"], 2),
    Case("V30", "accepts", "mare", [m(HANNA, "Re: Angebot", "Hallo Nuno, das Angebot nehmen wir gerne an. Bitte schicken Sie uns den Vertrag bis Freitag.\nHanna")], [("create_task", {"title~": "accepts"}), ("update_task", {"task": "ROT-3", "due": "2026-10-16"})], ["offer_slots"], 2),
    Case("V31", "accepts", "mare", [m(INES, "Presupuesto", "El presupuesto nos parece bien, adelante.\nInés")], [("create_task", {"title~": "accepts"})], ["offer_slots"], 1),
    Case("V32", "accepts", "tern", [t(MARTA, "Re: Quote", "We'd accept the quote if the support hours were included. Can you change that?\nMarta")], [], [("create_task", {"title~": "accepts"})], 1),
    Case("V33", "accepts", "mare", [m(JULIA, "Re: Proposta", "A proposta está aprovada, podem avançar!\nJúlia")], [("create_task", {"title~": "accepts"})], ["offer_slots"], 1),
    # asides, negation, forwarded
    Case("V34", "asides", "atelier", [a(PAUL, "Gate", "When you get a chance, could you ask the joiner about the gate hinges? No rush.\nPaul")], [("create_task", {"title~": "^ask the joiner about the gate hinges$"})], ["offer_slots"], 1),
    Case("V35", "asides", "mare", [m(HANNA, "Ton", "Könnten Sie, sobald Sie dazu kommen, den Ton im Intro leiser machen? Es ist dringend.\nHanna")], [("create_task", {"title~": "^den ton im intro leiser machen$", "priority": "urgent"})], ["offer_slots"], 1),
    Case("V36", "asides", "atelier", [a(ROUX, "Plan", "Pourriez-vous, si possible, nous renvoyer le plan de situation ? C'est urgent.\nÉmile Roux")], [("create_task", {"title~": "plan de situation", "priority": "urgent"})], ["offer_slots"], 1),
    Case("V37", "forwarded", "atelier", [a(LUKA, "Fwd: Roof", "Vera, can you look into this?" + _FWD.format("Roof", "Hello, the skylight is leaking. Could you repair it before Monday?"))], [("create_task", {"title~": "skylight|leak"})], ["offer_slots"], 2),
    # notes
    Case("V38", "standup", "tern", [note("# Standup\n\n## Suki\n- thermal printer driver done\n\n## Idris\n- blocked on SHIP-5 for PAY-14")], [("move_task", {"task": "SHIP-3", "to": "live"}), ("link_tasks", {"task": "PAY-14", "after": "SHIP-5"})], [("update_task", {"assignee": "wren"})], 2),
    Case("V39", "standup", "atelier", [note("Luka: facade mock-up done, window schedule by thursday\nImke: I'll take the permit application and finish it by Tuesday")], [("move_task", {"task": "MUS-3", "to": "done"}), ("update_task", {"task": "HOF-5", "due": "2026-05-07"}), ("update_task", {"task": "HOF-6", "assignee": "imke"})], ["create_task"], 5),
    Case("V40", "form", "atelier", [form("Guten Tag, in der Halle tropft seit Montag das Dach, bitte schnell abdichten.")], [("create_task", {"title~": "das dach"})], ["offer_slots"], 1),
]  # fmt: skip
