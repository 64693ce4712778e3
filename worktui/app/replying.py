"""A drafted answer to what came: its subject, its thread, a greeting in its sender's language.

It goes to whoever sent the message and to nobody whom its text names. What stands between the
greeting and the closing is written by a person; nothing is quoted unless they quote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from worktui.app.names import first_name, known_name, party_name, sender_of
from worktui.app.plans.contacts import by_machine, is_unread
from worktui.app.plans.messages import find_arrival
from worktui.app.plans.threads import answer_subject
from worktui.domain.actions.meetings import SendMessage
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.domain.snapshot import Snapshot


class Manners(NamedTuple):
    """How a letter begins with a name and without one, how it ends, and what it is called where
    what it answers has no subject."""

    greeting: str
    plain: str
    closing: str
    about: str


MANNERS: Mapping[str, Manners] = {
    "en": Manners("Hello {},", "Hello,", "Best regards,", "Your message"),
    "de": Manners("Hallo {},", "Guten Tag,", "Viele Grüße", "Ihre Nachricht"),
    "fr": Manners("Bonjour {},", "Bonjour,", "Bien cordialement,", "Votre message"),
    "es": Manners("Hola, {}:", "Hola:", "Un saludo,", "Su mensaje"),
    "pt": Manners("Olá, {},", "Olá,", "Com os melhores cumprimentos,", "A sua mensagem"),
}
"""By language."""


def answerable(work: Snapshot, id: str) -> Doc:
    """The arrival that an id means: its own, or that of a suggestion (the newest message behind
    it). Raises NotFound, and Refused with the reason where nobody would read an answer."""
    suggestion = work.get("suggestions", id.strip().upper())
    if suggestion is None:
        return _checked(work, find_arrival(work, id))
    came = [work.get("arrivals", each) or {} for each in suggestion.get("arrivals") or ()]
    if not came:
        raise Refused(f"No message is behind {suggestion['id']}; nobody asked by mail.")
    return _checked(work, next((doc for doc in reversed(came) if sender_of(doc)), came[-1]))


def _checked(work: Snapshot, arrival: Doc) -> Doc:
    id, to = arrival["id"], sender_of(arrival)
    if "@" not in to.strip("@"):
        raise Refused(f"{id} has no sender whom a mail reaches.")
    if arrival.get("state") == "quarantined":
        raise Refused(f"{id} is not to be trusted: {arrival.get('why') or 'it may be forged'}.")
    if by_machine(arrival) or is_unread(to):
        raise Refused(f"{id} was sent by a program; nobody reads an answer to {to}.")
    if arrival.get("duplicate_of"):
        return _checked(work, find_arrival(work, str(arrival["duplicate_of"])))
    return arrival


def reply_to(work: Snapshot, arrival: Doc, me: str, text: str = "") -> SendMessage:
    """The answer to an arrival as a draft; `text` is what a person has to say, "" not yet."""
    to = sender_of(arrival)
    manners = MANNERS[spoken_in(arrival)]
    subject = answer_subject(str(arrival.get("subject") or "")) or manners.about
    body = letter(work, to, me, manners, text, name=party_name(arrival))
    given = {"channel": "mail", "to": to, "subject": subject, "body": body}
    action = SendMessage.of({**given, "answers": arrival["id"]})
    assert isinstance(action, SendMessage)
    return action


def letter(
    work: Snapshot, to: str, me: str, manners: Manners, text: str = "", *, name: str = ""
) -> str:
    """Greeting, words, closing and name of a letter. Teammates are greeted as all others."""
    first = first_name(known_name(work, to) or name)
    hello = manners.greeting.format(first) if first else manners.plain
    person = work.get("people", me) or {}
    return f"{hello}\n\n{text.strip()}\n\n{manners.closing}\n{person.get('name', me)}\n"


def room_to_write(body: str) -> tuple[str, tuple[int, int]]:
    """A drafted letter with an empty line to write in between its empty lines, and the (line,
    column) of it; where it has none, its end."""
    lines = body.split("\n")
    for number in range(1, len(lines)):
        if not lines[number] and not lines[number - 1]:
            if lines[number + 1 : number + 2] != [""]:
                lines.insert(number, "")
            return "\n".join(lines), (number, 0)
    return body, (len(lines) - 1, len(lines[-1]))


def spoken_in(arrival: Doc) -> str:
    """The language somebody wrote in, as far as their own words tell: en, de, fr, es or pt."""
    from worktui.engine.reason.lexicon import language  # much code; few commands answer

    text = str(arrival.get("text") or "")
    own = [text[z["start"] : z["end"]] for z in arrival.get("zones") or () if z["kind"] == "own"]
    return language(f"{arrival.get('subject') or ''}\n{''.join(own) or text}")
