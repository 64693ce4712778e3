"""Letters of ours that nobody answered: after some working days a chaser is suggested, drafted.

Only what waits for an answer counts: an offer of times, a letter with a question in it. An
answer is whatever came from its reader since, or answers that very letter; a booking of theirs
answers an offer. Two chasers in a row are enough. `follow_up_days` of the workspace says after
how many working days (3; 0 never).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from worktui.app.by_itself import proposal
from worktui.app.draft import Draft
from worktui.app.outbox import has_left
from worktui.app.phrases import full_day
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import WORKSPACE, Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line
from worktui.engine.reason import Proposal
from worktui.engine.reason.lexicon import language
from worktui.engine.spoken import working_days
from worktui.engine.workdays import Workdays

KEY = "chase"
CHASER = "chase"
"""What a chaser says of itself in the outbox."""
DAYS = 3
MOST = 2
"""Chasers in a row without an answer."""
AT_ONCE = 5
"""Chasers that wait for a decision at a time: an inbox is read, not scrolled."""
OLDEST = 60
"""Days after which a letter is history."""
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "en": ("Hello", "did you get my message of {day} (“{about}”)?", "A short word would help."),
    "de": ("Guten Tag", "ist meine Nachricht vom {day} („{about}“) angekommen?",
           "Über eine kurze Antwort würde ich mich freuen."),
    "fr": ("Bonjour", "avez-vous bien reçu mon message du {day} (« {about} ») ?",
           "Un mot de votre part m’aiderait."),
    "es": ("Hola", "¿recibió mi mensaje del {day} («{about}»)?",
           "Le agradecería una breve respuesta."),
    "pt": ("Olá", "recebeu a minha mensagem de {day} (“{about}”)?",
           "Agradecia uma breve resposta."),
}  # fmt: skip
"""A chaser's greeting, its question and its last line, by language."""


def unanswered(draft: Draft) -> Iterator[Proposal]:
    """A chaser for each reader who owes an answer; those who gave one are left in peace."""
    _close_answered(draft)
    patience = _patience(draft)
    if not patience:
        return
    calendar, today = _calendar(draft.settings), draft.settings.today(draft.now)
    known = {str(doc.get("dedupe_key")): doc.get("state") for doc in draft.all("suggestions")}
    room = AT_ONCE - sum(1 for key, state in known.items() if _is_open(key, state))
    for to, letters in sorted(_by_reader(draft, draft.now).items(), key=_since):
        last = letters[-1]
        if room <= 0 or f"{KEY}|{last['id']}" in known:
            continue
        chased = sum(1 for doc in letters if doc.get("purpose") == CHASER)
        sent = draft.settings.today(parse_instant(last["sent_at"]))
        waited = calendar.between(sent.toordinal() + 1, today.toordinal() + 1)
        if waited < patience or chased >= MOST:
            continue
        room -= 1
        yield _chaser(draft, to, last, sent, waited)


def _is_open(key: str, state: object) -> bool:
    return key.startswith(f"{KEY}|") and state in ("proposed", "snoozed")


def _since(letters: tuple[str, list[Doc]]) -> datetime:
    """How long the last letter to a reader waits: the longest first."""
    return parse_instant(letters[1][-1]["sent_at"])


def _patience(work: Snapshot) -> int:
    days = (work.get("settings", WORKSPACE) or {}).get("follow_up_days")
    return DAYS if days is None else int(days)


def _calendar(settings: Settings) -> Workdays:
    off = {parse_day(day).toordinal() for day in settings.holidays if is_day(str(day))}
    return Workdays(working_days(settings), off)


def _by_reader(work: Snapshot, now: datetime) -> dict[str, list[Doc]]:
    """For each reader the letters since their last answer that wait for one, in order."""
    found: dict[str, list[Doc]] = {}
    begin = now - timedelta(days=OLDEST)
    for doc in work.all("outbox"):
        to = str(doc.get("to", "")).lower()
        if not has_left(doc) or "@" not in to or not doc.get("sent_at"):
            continue
        if parse_instant(doc["sent_at"]) > begin and waits(doc):
            found.setdefault(to, []).append(doc)
    last = _last_words(work, found)
    left = {
        to: [doc for doc in letters if to not in last or parse_instant(doc["sent_at"]) > last[to]]
        for to, letters in found.items()
    }
    return {to: letters for to, letters in left.items() if letters}


def waits(doc: Doc) -> bool:
    """Whether a letter wants an answer: an offer, or one that asks something."""
    if doc.get("kind", "mail") != "mail":
        return False
    if doc.get("action") == "offer_slots":
        return True
    own = (line for line in str(doc.get("body") or "").splitlines() if not line.startswith(">"))
    return doc.get("action") == "send_message" and any("?" in line for line in own)


def _last_words(work: Snapshot, letters: Mapping[str, list[Doc]]) -> dict[str, datetime]:
    """When something last came that answers the letters of each reader; one pass over all."""
    if not letters:
        return {}
    reader_of = {
        str(doc.get("message_id")).strip("<>"): to for to, docs in letters.items() for doc in docs
    }
    last: dict[str, datetime] = {}

    def heard(to: str, at: str) -> None:
        moment = parse_instant(at)
        last[to] = max(last.get(to, moment), moment)

    for doc in work.all("arrivals"):
        if doc.get("auto") or doc.get("state") == "quarantined":
            continue
        sender = str((doc.get("sender") or {}).get("email", "")).lower()
        if sender in letters and _is_own_word(doc):
            heard(sender, _said_at(doc))
        for id in doc.get("in_reply_to") or ():
            if (to := reader_of.get(str(id).strip("<>"))) is not None:
                heard(to, doc["received_at"])  # whatever its date: that very letter is answered
    for doc in work.all("bookings"):
        invitee = str(doc.get("invitee", "")).lower()
        if invitee in letters and doc.get("created_at"):
            heard(invitee, doc["created_at"])
    return last


def _is_own_word(doc: Doc) -> bool:
    """Whether what came is a word of its sender to us: no mass mail, and no form without a
    signature, into which anybody may put any address."""
    form = doc.get("kind") == "form" or doc.get("event") == "form"
    return doc.get("trust") != "bulk" and not (form and doc.get("trust") != "signed")


def _said_at(doc: Doc) -> str:
    """When it was said, so far as one can tell: an old mail that is read in late answers nothing,
    and a date to come is not believed."""
    came, told = str(doc["received_at"]), str(doc.get("sent_at") or "")
    return min(came, told, key=parse_instant) if told else came


def _chaser(draft: Draft, to: str, last: Doc, sent: date, waited: int) -> Proposal:
    contact = draft.get("contacts", to) or {}
    name = str(contact.get("name") or to)
    about = clean_line(str(last.get("subject") or "my message"))
    about = about.removeprefix("Re: ")
    hello, question, end = _WORDS.get(_language(draft, to, last), _WORDS["en"])
    me = draft.get("people", draft.settings.me) or {}
    first = f" {str(contact['name']).split(' ')[0]}" if contact.get("name") else ""
    asked = question.format(day=f"{sent.day}.{sent.month}." if hello == "Guten Tag" else
                            f"{sent.day}/{sent.month}" if hello != "Hello" else full_day(sent),
                            about=about)  # fmt: skip
    body = f"{hello}{first},\n\n{asked} {end}\n\n{me.get('name', draft.settings.me)}\n"
    return proposal(
        {"type": "send_message", "channel": "mail", "to": to, "subject": f"Re: {about}",
         "body": body, "kind": CHASER},
        title=clean_line(f"{name} has not answered “{about}”"),
        reason=f"It was sent {full_day(sent)}, {waited} working days ago; nothing came since.",
        key=f"{KEY}|{last['id']}",
        says="no answer",
        contact=to,
    )  # fmt: skip


def _language(work: Snapshot, to: str, last: Doc) -> str:
    """The language that the two write in: of what they wrote last, else of the letter."""
    text = str(last.get("body") or "")
    for doc in work.all("arrivals"):
        if str((doc.get("sender") or {}).get("email", "")).lower() == to and doc.get("text"):
            text = str(doc["text"])
    return language(text)


def _close_answered(draft: Draft) -> None:
    """Chasers that an answer has overtaken are withdrawn."""
    asked = [
        doc
        for doc in draft.all("suggestions")
        if _is_open(str(doc.get("dedupe_key")), doc.get("state"))
    ]
    if not asked:
        return
    waiting = {doc["id"] for letters in _by_reader(draft, draft.now).values() for doc in letters}
    for doc in asked:
        if str(doc["dedupe_key"]).partition("|")[2] not in waiting:
            draft.update("suggestions", doc["id"], {"state": "withdrawn"})
            draft.say(f"{doc['id']} is answered")
