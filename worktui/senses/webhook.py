"""Webhooks: {source, headers, body} as an arrival, its signature checked first.

A body whose signature does not fit is quarantined unread.  Forges are recognised by their
headers, else by their payload; any other body is read as an event with fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from worktui.domain.arrival import Arrival, Party
from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_or
from worktui.engine.zones import split
from worktui.senses.bitbucket import bitbucket_facts
from worktui.senses.form import read_form
from worktui.senses.github import github_facts
from worktui.senses.gitlab import gitlab_facts
from worktui.senses.instants import instant
from worktui.senses.payload import Facts, at, kept, word
from worktui.senses.people import party
from worktui.senses.raw import compact, digest, encoded, failed, parsed_json
from worktui.senses.signature import check

_MOST_FIELDS: Final = 100
_DEEPEST: Final = 4
_IDS: Final = ("webhook-id", "svix-id", "x-github-delivery", "x-gitea-delivery",
               "x-forgejo-delivery", "x-gitlab-event-uuid", "x-request-uuid",
               "x-request-id")  # fmt: skip


def read_webhook(raw: Any, now: datetime, secrets: Mapping[str, str]) -> Arrival:
    """One delivery.  `secrets` holds the secret of each source that has one."""
    if not isinstance(raw, Mapping) or "body" not in raw:
        return failed("webhook", compact(raw), "A webhook must be {source, headers, body}.")
    given = raw.get("headers")
    headers = {str(k).lower(): str(v) for k, v in given.items()} if isinstance(
        given, Mapping) else {}  # fmt: skip
    source = clean_or(raw.get("source"), _provider(headers, raw["body"]) or "unknown", 80)
    body = raw["body"]
    signed_bytes = encoded(body) if isinstance(body, str) else compact(body)
    known: dict[str, Any] = {
        "source": f"webhook:{source}",
        "external_id": clean_or(next((headers[n] for n in _IDS if n in headers), ""), limit=200),
    }
    if source in secrets and (why := check(headers, signed_bytes, secrets[source], now)):
        return Arrival("webhook", digest=digest(signed_bytes), state="quarantined",
                       why=why, **known)  # fmt: skip
    try:
        payload = parsed_json(body) if isinstance(body, str) else body
    except BadInput as error:
        return failed("webhook", signed_bytes, str(error), **known)
    if not isinstance(payload, Mapping):
        return failed("webhook", signed_bytes, "The body of a webhook must be an object.", **known)
    known |= {"digest": digest(signed_bytes), "signed": source in secrets}
    facts = _facts(headers, payload)
    if not facts.fields and not facts.commits:
        return Arrival("webhook", state="failed", why="There is no fact in this webhook.", **known)
    return _arrival(facts, payload, known)


def _arrival(facts: Facts, payload: Mapping[str, Any], known: dict[str, Any]) -> Arrival:
    ident = known.pop("external_id") or word(payload, "id", "event_id", "uuid")
    return Arrival(
        kind="webhook",
        external_id=ident,
        sender=_sender(facts, payload),
        subject=facts.fields.get("title", ""),
        sent_at=instant(facts.at),
        text=facts.text,
        zones=split(facts.text),
        fields=facts.fields,
        commits=facts.commits,
        default_branch=facts.default_branch,
        event=facts.event,
        auto=facts.event in ("ci_failed", "ci_passed"),
        **known,
    )


def _provider(headers: Mapping[str, str], body: Any) -> str:
    for name, provider in (("x-gitea-event", "gitea"), ("x-forgejo-event", "gitea"),
                           ("x-github-event", "github"), ("x-gitlab-event", "gitlab"),
                           ("x-event-key", "bitbucket")):  # fmt: skip
        if name in headers:
            return provider
    if not isinstance(body, Mapping):
        return ""
    if "object_kind" in body:
        return "gitlab"
    repository = body.get("repository")
    if isinstance(repository, Mapping) and "full_name" in repository:
        return "bitbucket" if "actor" in body else "github"
    return ""


def _facts(headers: Mapping[str, str], payload: Mapping[str, Any]) -> Facts:
    provider = _provider(headers, payload)
    if provider in ("gitea", "github"):
        name = next((headers[n] for n in ("x-gitea-event", "x-forgejo-event", "x-github-event")
                     if n in headers), "")  # fmt: skip
        return github_facts(name, payload)
    if provider == "gitlab":
        return gitlab_facts(headers.get("x-gitlab-event", ""), payload)
    if provider == "bitbucket":
        return bitbucket_facts(headers.get("x-event-key", ""), payload)
    return _of_anything(payload)


def _of_anything(payload: Mapping[str, Any]) -> Facts:
    """Any other sender: {type, timestamp, data} (Standard Webhooks) or a flat object."""
    inner = payload.get("data")
    data = inner if isinstance(inner, Mapping) else payload
    form = read_form({"form": "hook", "fields": data})
    fields = _flat(payload)
    kind = word(payload, "type", "event", "event_type", "action")
    told = {"type": kind, "title": form.subject or word(data, "title", "subject", "summary")}
    if form.sender:
        told |= {"name": form.sender.name, "email": form.sender.email}
    asked = bool(form.sender and form.sender.email and form.text)
    when = word(payload, "timestamp", "created_at", "time")
    return Facts("form" if asked else "unknown", kept(fields | kept(told), form.text),
                 form.text, at=when)  # fmt: skip


def _flat(value: Any, prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Every text in nested objects under its dotted name; `data.` itself is left out."""
    found: dict[str, str] = {}
    if isinstance(value, Mapping) and depth < _DEEPEST:
        for key, inner in list(value.items())[:_MOST_FIELDS]:
            name = clean_or(str(key), limit=60)
            name = name if not prefix or prefix == "data" else f"{prefix}.{name}"
            found |= {k: v for k, v in _flat(inner, name, depth + 1).items() if k not in found}
    elif isinstance(value, list) and depth < _DEEPEST:
        texts = [clean_or(str(v)) for v in value[:20] if isinstance(v, str | int | float)]
        if texts:
            found[prefix] = ", ".join(texts)
    elif isinstance(value, bool):
        found[prefix] = "true" if value else "false"
    elif isinstance(value, str | int | float) and (text := clean_block(str(value))):
        found[prefix] = text
    return dict(list(found.items())[:_MOST_FIELDS])


def _sender(facts: Facts, payload: Mapping[str, Any]) -> Party | None:
    name = facts.fields.get("name") or facts.fields.get("by", "")
    email = facts.fields.get("email", "")
    if not name and not email:
        return None
    full = word(payload, "user.name", "sender.name", "actor.display_name", "sender.full_name")
    return party(full if full and at(payload, "data") is None else name, email)
