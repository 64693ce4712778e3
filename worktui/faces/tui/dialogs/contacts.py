"""Lines about people outside: whom to look at, a new one by name and address, facts of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from worktui.app.field_words import named, typed
from worktui.app.names import from_address, known_name, outsiders
from worktui.app.plans.contacts import of_team
from worktui.domain.documents import FIELDS
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import check
from worktui.domain.settings import Settings
from worktui.engine.spoken import Spoken
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_KINDS = FIELDS["contacts"]


def contact_named(shell: Shell) -> Chooser:
    """Somebody outside by name or address, or a new one; gives the address, or a create_contact
    as JSON."""
    work = shell.work
    everybody = sorted(outsiders(work).items(), key=lambda each: each[1].casefold())
    rows = [
        Choice(name, value=email,
               note=email if work.get("contacts", email) else f"{email}, no contact yet")
        for email, name in everybody
    ]  # fmt: skip

    def offer(text: str) -> Sequence[Choice]:
        found = list(matching(rows, text))
        made = new_contact(shell, text)
        return [*found, made] if made is not None else found

    hint = "a name or an address; a new one: Iva Kellner iva@kellner.example"
    return Chooser(shell.ink, offer, title="Whom?", hint=hint, does="open")


def new_contact(shell: Shell, text: str) -> Choice | None:
    """The row that makes a contact of an address in the words; None where there is no new one."""
    words = text.split()
    emails = [word.strip("<>,;") for word in words if "@" in word.strip("@")]
    if len(emails) != 1:
        return None
    try:
        email = str(check("email", "email", emails[0]))
    except WorktuiError:
        return None
    if shell.work.get("contacts", email) is not None or of_team(shell.work, email):
        return None
    said = " ".join(word for word in words if "@" not in word)
    name = said or known_name(shell.work, email) or from_address(email)
    made = {"type": "create_contact", "email": email, "name": name}
    return Choice(f"make a contact of {name}", value=made, note=email)


def contact_line(shell: Shell, email: str) -> Chooser:
    """`Iva Kellner tz=Europe/Vienna project=WEB`; gives a create_contact or update_contact."""
    doc = shell.work.get("contacts", email)
    spoken = Spoken.of(Settings.of(shell.work), shell.time(), shell.me)
    before = doc or {"name": known_name(shell.work, email) or from_address(email)}
    facts = " ".join(f"{name}={before[name]}" for name in ("tz", "project") if before.get(name))

    def offer(text: str) -> Sequence[Choice]:
        try:
            fields = _read(text, spoken)
        except WorktuiError as error:
            return [Choice(text.strip(), note=str(error), possible=False)]
        kind = {"type": "update_contact", "contact": email}
        if doc is None:
            kind = {"type": "create_contact", "email": email}
            fields = {name: value for name, value in fields.items() if value is not None}
        else:
            gone = [name for name in ("tz", "project") if doc.get(name) and name not in fields]
            fields |= dict.fromkeys(gone)
        told = " · ".join(str(value) for value in (email, *list(fields.values())[1:]) if value)
        return [Choice(str(fields["name"]), value={**kind, **fields}, note=told)]

    title = f"A contact: {email}" if doc is None else f"Contact {email}"
    text = f"{before['name']} {facts}".strip()
    does = "make a contact" if doc is None else "change"
    hint = "a name; tz=Europe/Vienna project=WEB"
    return Chooser(shell.ink, offer, title=title, text=text, hint=hint, does=does)


def _read(text: str, spoken: Spoken) -> dict[str, Any]:
    """The name and the FIELD=VALUE words after it; raises BadInput."""
    words = text.split()
    name = " ".join(word for word in words if "=" not in word)
    fields: dict[str, Any] = {"name": check("line", "name", name)}
    for word in (word for word in words if "=" in word):
        short, _, value = word.partition("=")
        field = named(short.lower(), _KINDS)
        kind = _KINDS.get(field, "")
        fields[field] = typed(kind, field, value, spoken) if kind and value else None
    return fields
