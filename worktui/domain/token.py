"""Tokens in links: who holds one may see or change one thing in one way, and nothing else.

A token is what it is about (a booking, a shared link) and a generation in the clear, and
the HMAC-SHA256 of purpose, subject and generation under the workspace's secret. Nothing of
it is stored but the generation; raising that makes every older token worthless. Tokens are
never logged.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

MANAGE = "manage"
"""Purpose of the link in an invitation: cancel or move this booking."""
STATUS = "status"
"""Purpose of a shared link: see the status of a project."""
FEED = "feed"
"""Purpose of a shared link: subscribe to somebody's calendar."""
LONGEST = 400
"""Characters; what is longer is no token of ours."""


def make(secret: bytes, purpose: str, booking: str, generation: int) -> str:
    """A token for a URL path: letters, digits, `-`, `_` and one `.`.

    Raises ValueError for an empty secret, a purpose with `|`, or a generation below 0.
    """
    if not secret or "|" in purpose or generation < 0:
        raise ValueError("a token needs a secret, a plain purpose and a generation")
    claim = f"{generation}|{booking}".encode()
    signed = f"{purpose}|{booking}|{generation}".encode()
    mac = hmac.new(secret, signed, hashlib.sha256).digest()
    return f"{_text(claim)}.{_text(mac)}"


def check(secret: bytes, token: str, purpose: str) -> tuple[str, int] | None:
    """The booking and generation of a true token, else None.

    The caller compares the generation with the one stored. Takes the same time wherever a
    false token differs, and accepts exactly one spelling of a true one.
    """
    claim = _claim(token)
    if claim is None:
        return None
    booking, generation = claim
    expected = make(secret, purpose, booking, generation)
    return claim if hmac.compare_digest(expected.encode(), token.encode()) else None


def _claim(token: str) -> tuple[str, int] | None:
    if len(token) > LONGEST or not token.isascii():
        return None
    head = token.partition(".")[0]
    try:
        text = urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode()
    except ValueError:
        return None
    generation, bar, booking = text.partition("|")
    if not bar or not booking or not (generation.isascii() and generation.isdigit()):
        return None
    return (booking, int(generation)) if len(generation) < 10 else None


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
