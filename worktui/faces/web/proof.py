"""Proof that a form was sent from a page of ours: a cookie and its keyed twin in the form.

The cookie is a random number, SameSite=Strict; the form holds the HMAC-SHA256 of it under
the workspace's secret, so that neither can be made up. A stamp says when a page was made.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

FIELD = "proof"
"""The hidden field's name."""
_VALUE = re.compile(r"[A-Za-z0-9_-]{22}")
_STAMP = re.compile(r"\d{1,12}\.[A-Za-z0-9_-]{22}")


class Proofs:
    """Makes and checks proofs. `https`: whether the public address is one, so that the
    cookie can be `Secure` and bound to this very host (`__Host-`)."""

    def __init__(self, secret: bytes, *, https: bool) -> None:
        self._secret = secret
        self._name = "__Host-worktui" if https else "worktui"
        self._secure = "; Secure" if https else ""

    def cookie_of(self, header: str) -> str:
        """Our cookie in a Cookie header, "" when there is none that fits."""
        if self._name not in header:
            return ""
        try:
            found = SimpleCookie(header).get(self._name)
        except CookieError:
            return ""
        return found.value if found and _VALUE.fullmatch(found.value) else ""

    def fresh(self) -> str:
        """A new cookie value."""
        return secrets.token_urlsafe(16)

    def set_cookie(self, value: str) -> str:
        """The Set-Cookie header for a value."""
        return f"{self._name}={value}; Path=/; HttpOnly; SameSite=Strict{self._secure}"

    def twin(self, cookie: str) -> str:
        """What the form holds for a cookie."""
        return self._mac("page", cookie)

    def holds(self, cookie: str, twin: str) -> bool:
        """Whether form and cookie belong together."""
        return bool(cookie) and hmac.compare_digest(self.twin(cookie).encode(), twin.encode())

    def stamp(self, about: str, now: datetime) -> str:
        """A signed moment, for a page about something."""
        second = int(now.timestamp())
        return f"{second}.{self._mac(f'stamp|{about}', str(second))}"

    def age(self, stamp: str, about: str, now: datetime) -> float | None:
        """Seconds since a stamp was made, None when it is not ours."""
        if not _STAMP.fullmatch(stamp):
            return None
        second = stamp.partition(".")[0]
        made = f"{int(second)}.{self._mac(f'stamp|{about}', second)}"
        if not hmac.compare_digest(made.encode(), stamp.encode()):
            return None
        return (now - datetime.fromtimestamp(int(second), UTC)).total_seconds()

    def _mac(self, purpose: str, text: str) -> str:
        digest = hmac.new(self._secret, f"web|{purpose}|{text}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(digest)[:22].decode("ascii")


def from_here(origin: str, site: str, host: str, public: str) -> bool:
    """Whether a request's Origin and Sec-Fetch-Site headers speak of our own pages.

    Under `Referrer-Policy: no-referrer` browsers send the origin `null` even from our own
    pages; then Sec-Fetch-Site tells, and the proof in the form in any case.
    """
    if site not in ("", "same-origin", "none"):
        return False
    if origin in ("", "null"):
        return True
    ours = {host.lower(), urlsplit(public).netloc.lower()} - {""}
    return urlsplit(origin).netloc.lower() in ours
