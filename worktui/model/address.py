"""Where a model is: a checked address, plain HTTP only to this machine."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from worktui.domain.errors import ModelProblem

_HINT = "Write model.address as http://127.0.0.1:11434/v1 or https://HOST/v1."


@dataclass(frozen=True, slots=True)
class Address:
    """A host and the path before `/chat/completions`; `secure` means HTTPS."""

    host: str
    port: int
    path: str
    secure: bool


def address_of(text: str) -> Address:
    """The address in the settings. Raises ModelProblem with a sentence and the way out."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise ModelProblem(f"model.address cannot be read: {error}.", hint=_HINT) from error
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ModelProblem(f"model.address is no web address: {text[:80]}", hint=_HINT)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ModelProblem(
            "model.address holds more than host and path.",
            hint="A key comes from model.key_command, never from the address.",
        )
    secure = parts.scheme == "https"
    if not secure and not is_loopback(host):
        raise ModelProblem(
            f"Words would travel to {host} unsealed, so it is not asked.",
            hint="Plain http is for this machine only: use https there.",
        )
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return Address(host, port or (443 if secure else 80), path, secure)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
