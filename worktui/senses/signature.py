"""Who really sent a webhook: the signature schemes, checked in constant time.

Standard Webhooks (id.timestamp.body, base64, `whsec_` secrets, five minutes), GitHub and
Bitbucket (HMAC-SHA256 in hex), Gitea and Forgejo (the same, another header), GitLab (the
secret itself as a token).  SHA-1 is never enough.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final

TOLERANCE_SECONDS: Final = 300


def check(headers: Mapping[str, str], body: bytes, secret: str, now: datetime) -> str | None:
    """None if `body` was signed with `secret`, else a sentence why it does not count.

    `headers` have lower-case names.  `secret` may be several, one a line, while a secret is
    being changed.
    """
    secrets = [one for one in secret.splitlines() if one.strip()] or [""]
    reasons = [_check_one(headers, body, one, now) for one in secrets]
    return None if None in reasons else reasons[0]


def _check_one(headers: Mapping[str, str], body: bytes, secret: str, now: datetime) -> str | None:
    if not secret.removeprefix("whsec_"):
        return "The secret for this source is empty, so nothing can be checked."
    standard = _first(headers, "webhook-signature", "svix-signature")
    if standard:
        return _standard(headers, standard, body, secret, now)
    signed = _first(headers, "x-hub-signature-256", "x-gitea-signature", "x-forgejo-signature")
    bitbucket = headers.get("x-hub-signature", "")
    if not signed and bitbucket.startswith("sha256="):
        signed = bitbucket
    if signed:
        wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        right = _same(signed.strip().removeprefix("sha256="), wanted)
        return None if right else "The signature does not fit the body and the secret."
    if token := headers.get("x-gitlab-token", ""):
        return None if _same(token, secret) else "The token is not the secret of this source."
    if bitbucket:
        return "It has a SHA-1 signature only, which does not count."
    return "It is not signed, though a secret is set for this source."


def _standard(
    headers: Mapping[str, str], signatures: str, body: bytes, secret: str, now: datetime
) -> str | None:
    ident = _first(headers, "webhook-id", "svix-id")
    stamp = _first(headers, "webhook-timestamp", "svix-timestamp")
    if not ident or not stamp:
        return "The id or the timestamp of this webhook is missing."
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return "The timestamp of this webhook is not a number."
    age = now.timestamp() - int(stamp)
    if abs(age) > TOLERANCE_SECONDS:
        return f"It was signed more than five minutes {'ago' if age > 0 else 'in the future'}."
    signed = b".".join((ident.encode(), stamp.encode(), body))
    wanted = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()
    for one in signatures.split():
        version, _, value = one.partition(",")
        if version == "v1" and _same(value, wanted):
            return None
    return "The signature does not fit the body and the secret."


def _key(secret: str) -> bytes:
    """The bytes of a Standard Webhooks secret: base64, with or without prefix and padding."""
    text = secret.strip().removeprefix("whsec_")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return text.encode()  # a plain secret somebody chose himself


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _first(headers: Mapping[str, str], *names: str) -> str:
    return next((headers[n] for n in names if headers.get(n)), "")
