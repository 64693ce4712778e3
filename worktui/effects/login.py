"""Who one is to a web server: Basic (RFC 7617), and Digest (RFC 7616) where only that is taken."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)


class Login:
    """A user with a password, which is asked for at each request and never kept here."""

    def __init__(self, user: str, password: Callable[[], str]) -> None:
        self.user, self.password = user, password
        self._challenge: dict[str, str] = {}

    def headers(self, method: str, url: str) -> dict[str, str]:
        """What a request carries; nothing without a user."""
        if not self.user:
            return {}
        if self._challenge and (answer := self._digest(method, url)):
            return {"Authorization": f"Digest {answer}"}
        pair = f"{self.user}:{self.password()}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}

    def learn(self, headers: Mapping[str, str]) -> bool:
        """Whether a refusal (401) asks for Digest in a way that is worth another try."""
        scheme, _, rest = headers.get("www-authenticate", "").partition(" ")
        if not self.user or scheme.lower() != "digest":
            return False
        told = parse_keqv_list([part for part in parse_http_list(rest) if "=" in part])
        fresh = not self._challenge or told.get("stale", "").lower() == "true"
        self._challenge = told
        return fresh and "nonce" in told

    def _digest(self, method: str, url: str) -> str:
        known = HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, url, self.user, self.password())
        handler = AbstractDigestAuthHandler(known)
        with suppress(ValueError, KeyError):  # an algorithm that nobody knows
            return handler.get_authorization(Request(url, method=method), self._challenge) or ""  # noqa: S310
        return ""
