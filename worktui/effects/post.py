"""The carrier of messages to other programs: a POST to an address that the settings name.

A message is sent to a name; the address behind it stands in the settings and never comes from
a text. Chat servers get the shape they know, everything else plain JSON, all with the headers
of Standard Webhooks: an id that stays over every attempt, the moment, and a signature.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from worktui.app.outbox import receiver_names
from worktui.domain.text import clean_block, clean_or
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.web import Answer, talk, target

Doc = Mapping[str, Any]
SHAPES = ("slack", "mattermost", "discord", "json")
LONGEST = {"slack": 30_000, "mattermost": 15_000, "discord": 1_900, "json": 60_000}
"""Characters of a text that each kind of server takes, with room for what is put around it."""
LATER = (408, 425, 429)
"""Answers 4xx that another try may change; 5xx always may."""
_CALLS_ALL = re.compile(r"@(?=(?:channel|all|here|everyone)\b)", re.IGNORECASE)
_NAT64, _COMPATIBLE = ip_network("64:ff9b::/96"), ip_network("::/96")
_PROTOCOL = ip_network("192.0.0.0/24")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where a name leads: `shape` is one of SHAPES; `secret` signs; `private` allows an
    address inside this network, and one without TLS."""

    url: str
    shape: str
    secret: str = ""
    private: bool = False


def receivers_of(post: Mapping[str, str]) -> dict[str, Receiver]:
    """The receivers of the settings' section `post`: `NAME` is an address, `NAME_secret` its
    key, `NAME_allow_private = "true"` a word for an address inside this network."""
    found = {}
    for name in receiver_names(post):
        shape, url = shape_of(post[name].strip())
        private = post.get(f"{name}_allow_private", "").strip().lower() == "true"
        found[name] = Receiver(url, shape, post.get(f"{name}_secret", ""), private)
    return found


def shape_of(address: str) -> tuple[str, str]:
    """What a receiver understands and its address: told (`slack+https://…`), else known by
    host and path, else plain JSON."""
    told, plus, rest = address.partition("+")
    if plus and told in SHAPES:
        return told, rest
    try:
        where = urlsplit(address)
    except ValueError:
        return "json", address
    host = (where.hostname or "").lower()
    if host == "hooks.slack.com" or host.endswith(".slack.com"):
        return "slack", address
    if host in ("discord.com", "discordapp.com") or host.endswith((".discord.com",)):
        return ("slack" if where.path.endswith("/slack") else "discord"), address
    if re.fullmatch(r"/hooks/[a-z0-9]{26}", where.path):
        return "mattermost", address
    return "json", address


class PostCarrier:
    """Posts messages to the receivers of the settings."""

    name = "webhook"

    def __init__(self, receivers: Mapping[str, Receiver]) -> None:
        self.receivers = dict(receivers)

    def carry(self, doc: Doc, now: datetime) -> str:
        """Post one outbox document; returns words for the receipt.

        Raises Temporary (with the wait that was asked for) or Permanent.
        """
        name = str(doc.get("to") or "")
        receiver = self.receivers.get(name)
        if receiver is None:
            raise Permanent(f"The settings name no receiver “{clean_or(name, '?', 60)}”.")
        if not receiver.private and target(receiver.url).scheme != "https":
            raise Permanent(f"The address of {name} has no TLS; it has to begin with https://.")
        body = json.dumps(shaped(doc, receiver.shape), ensure_ascii=False).encode("utf-8")
        answer = talk(
            "POST",
            receiver.url,
            headers=headers_of(doc, body, receiver.secret, now),
            body=body,
            allowed=None if receiver.private else outside,
        )
        return _judged(answer, name)


def _judged(answer: Answer, name: str) -> str:
    if 200 <= answer.status < 300:
        return ""
    said = f"{name} answered {answer.status}"
    if answer.status in LATER or answer.status >= 500:
        raise Temporary(f"{said}.", answer.status, answer.pause)
    if 300 <= answer.status < 400:
        raise Permanent(f"{said}: it points elsewhere, and that is not followed.", answer.status)
    raise Permanent(f"{said}.", answer.status)


def headers_of(doc: Doc, body: bytes, secret: str, now: datetime) -> dict[str, str]:
    """Content type and the headers of Standard Webhooks 1.0: id, timestamp, signature."""
    id, moment = str(doc.get("key") or doc["id"]), str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "worktui",
        "webhook-id": id,
        "webhook-timestamp": moment,
    }
    if secret:
        signed = f"{id}.{moment}.".encode() + body
        digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
        headers["webhook-signature"] = f"v1,{base64.b64encode(digest).decode('ascii')}"
    return headers


def _key(secret: str) -> bytes:
    """A secret's bytes: base64 after `whsec_`, else the text itself."""
    if not secret.startswith("whsec_"):
        return secret.encode("utf-8")
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError as error:
        raise Permanent("The secret of this receiver is not base64 after whsec_.") from error


def shaped(doc: Doc, shape: str) -> dict[str, Any]:
    """The body for one kind of receiver; in a chat it calls nobody's attention by name."""
    subject = clean_or(doc.get("subject") or "", "")
    text = clean_block(str(doc.get("body") or ""))[: LONGEST[shape]].strip()
    if not text:
        raise Permanent("The message has no text.")
    head = subject if subject and not text.startswith(subject) else ""
    if shape == "slack":
        safe = [part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                for part in (head, text)]  # fmt: skip
        return {"text": f"*{safe[0]}*\n{safe[1]}" if head else safe[1]}
    if shape == "mattermost":
        calm = [_CALLS_ALL.sub("@\u200b", part) for part in (head, text)]
        return {"text": f"**{calm[0]}**\n{calm[1]}" if head else calm[1]}
    if shape == "discord":
        content = f"**{head}**\n{text}" if head else text
        return {"content": content[:2000], "allowed_mentions": {"parse": []}}
    return {
        "type": "worktui.message",
        "timestamp": doc.get("created_at"),
        "data": {"id": doc["id"], "to": doc.get("to"), "subject": subject, "text": text},
    }


def outside(address: str) -> bool:
    """Whether a numeric address is one of the open internet, also where it stands for another
    one (IPv4 inside of IPv6: RFC 4291, 6052, 3056, 4380)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64 or found in _COMPATIBLE:
            inner.append(IPv4Address(int(found) & 0xFFFFFFFF))
        if any(one is not None and not _open(one) for one in inner):
            return False
        if found.ipv4_mapped is not None or found in _NAT64:
            return True
        if found.is_site_local:
            return False
    return _open(found)


def _open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or (address.version == 4 and address in _PROTOCOL)
    )
