"""Form submissions: ours, and the shapes form services send, as arrivals.

The fields keep the order and the names the form gave them; who wrote, about what and the
message are found by the fields' names, in several languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from worktui.domain.arrival import Arrival, Party
from worktui.domain.text import clean_block, clean_or
from worktui.engine.zones import split
from worktui.senses.instants import instant
from worktui.senses.people import address, party
from worktui.senses.raw import compact, digest, failed

_MOST_FIELDS: Final = 100
_EMAIL: Final = ("email", "e-mail", "mail", "e_mail", "your-email", "emailaddress", "replyto",
                 "_replyto", "correo", "courriel", "e-mailadresse")  # fmt: skip
_NAME: Final = ("name", "your-name", "fullname", "full_name", "nombre", "nom", "nome", "naam",
                "namn", "navn", "nimi", "imię", "имя")  # fmt: skip
_FIRST: Final = ("firstname", "first_name", "vorname", "prénom", "prenom")
_LAST: Final = ("lastname", "last_name", "surname", "nachname", "familyname")
_SUBJECT: Final = ("subject", "your-subject", "title", "topic", "betreff", "asunto", "objet",
                   "oggetto", "onderwerp", "assunto")  # fmt: skip
_MESSAGE: Final = ("message", "your-message", "msg", "comment", "comments", "body", "text",
                   "details", "description", "question", "request", "nachricht", "mensaje",
                   "messaggio", "bericht", "mensagem", "wiadomość", "notes", "content")  # fmt: skip
_FORM: Final = ("form", "form_name", "form_id", "formid", "form-name")
_ID: Final = ("id", "submission_id", "response_id", "entry_id", "token", "submissionid")
_TIME: Final = ("submitted_at", "submittedat", "created_at", "createdat", "timestamp", "date")
_INNER: Final = ("fields", "data", "answers", "payload", "form_response", "submission")


def read_form(raw: Any) -> Arrival:
    """One submission.  Anything that is not an object with fields is a failed arrival."""
    bytes_ = compact(raw)
    if not isinstance(raw, Mapping) or not raw:
        return failed("form", bytes_, "A form submission must be an object with fields.")
    outer = {str(k).lower(): v for k, v in raw.items()}
    fields = _fields(raw, outer)
    if not fields:
        return failed("form", bytes_, "This form submission has no fields.")
    names = {k.lower().replace(" ", ""): k for k in fields}
    sender = _sender(fields, names)
    form = clean_or(_first(outer, _FORM), "form", 80)
    text = clean_block(_first_field(fields, names, _MESSAGE))
    return Arrival(
        kind="form",
        external_id=clean_or(str(_first(outer, _ID) or ""), limit=200),
        digest=digest(bytes_),
        source=f"form:{form}",
        sender=sender,
        subject=clean_or(_first_field(fields, names, _SUBJECT)),
        sent_at=instant(_first(outer, _TIME)),
        text=text,
        zones=split(text),
        fields=fields,
        event="form",
    )


def _fields(raw: Mapping[str, Any], outer: Mapping[str, Any]) -> dict[str, str]:
    """Name and text of each field, whether they lie inside, in a list, or flat."""
    inner = next((outer[k] for k in _INNER if isinstance(outer.get(k), dict | list)), None)
    if isinstance(inner, Mapping) and isinstance(inner.get("fields", inner.get("answers")), list):
        inner = inner.get("fields", inner.get("answers"))
    if isinstance(inner, list):
        pairs = [_labelled(one) for one in inner if isinstance(one, Mapping)]
    elif isinstance(inner, Mapping):
        pairs = list(inner.items())
    else:
        meta = {*_FORM, *_TIME, "id"}
        pairs = [(k, v) for k, v in raw.items() if str(k).lower() not in meta]
    found: dict[str, str] = {}
    for key, value in pairs[:_MOST_FIELDS]:
        name, text = clean_or(str(key), limit=80), _as_text(value)
        if name and text:
            found[name] = text
    return found


def _labelled(one: Mapping[str, Any]) -> tuple[str, Any]:
    """Services that send a list: {label|name|key|title, value|answer|text|email}."""
    name = _first(one, ("label", "name", "key", "title", "question", "ref", "id"))
    if isinstance(name, Mapping):
        name = _first(name, ("title", "label", "ref", "id"))
    kind = one.get("type")
    value = one.get(kind) if isinstance(kind, str) and kind in one else None
    if value is None:
        value = _first(one, ("value", "answer", "text", "email", "choice", "number", "boolean"))
    return str(name or ""), value


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        value = value.get("label", value.get("value", ""))
    if isinstance(value, list):
        return clean_or(", ".join(_as_text(v) for v in value[:20]), limit=2000)
    return clean_block(str(value)) if isinstance(value, str | int | float) else ""


def _sender(fields: Mapping[str, str], names: Mapping[str, str]) -> Party | None:
    email = _first_field(fields, names, _EMAIL)
    if not address(email):
        email = next((v for v in fields.values() if len(v) < 200 and " " not in v.strip()
                      and address(v) == v.strip().lower()), "")  # fmt: skip
    name = _first_field(fields, names, _NAME)
    if not name:
        parts = (_first_field(fields, names, _FIRST), _first_field(fields, names, _LAST))
        name = " ".join(p for p in parts if p)
    return party(name, email) if name or address(email) else None


def _first(where: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((where[k] for k in keys if where.get(k) not in (None, "")), None)


def _first_field(
    fields: Mapping[str, str], names: Mapping[str, str], wanted: tuple[str, ...]
) -> str:
    return next((fields[names[w]] for w in wanted if w in names), "")
