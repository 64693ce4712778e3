"""Who calls: the address that counts for limits, and what of a request may stand in the log."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_or

Headers = Iterable[tuple[bytes, bytes]]
_TOKEN_PATHS = re.compile(r"^(/(?:b|status|calendar)/)(.+)$")
_ODD = re.compile(r"[^\x21-\x7e]")
LONGEST = 200
"""Characters of a path in the log."""


class Callers:
    """Finds the caller's address; `proxies` are those whose X-Forwarded-For is believed."""

    def __init__(self, proxies: Sequence[str] = ()) -> None:
        self._nets = [_net(one.strip()) for one in proxies if one.strip()]

    def of(self, peer: str, headers: Headers) -> str:
        """The address of whoever asks: the last one in the chain that is no proxy of ours."""
        if not self._nets or not self._ours(peer):
            return peer
        told = ",".join(
            value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for"
        )
        for hop in reversed([part.strip() for part in told.split(",")]):
            if not _is_address(hop):
                return peer
            if not self._ours(hop):
                return hop
        return peer

    def _ours(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found.version == net.version and found in net for net in self._nets)


def bucket(address: str) -> str:
    """What an address is counted under: itself, or its /64 where it is IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def _net(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError as error:
        raise BadInput(
            f"serve.proxies: “{clean_or(text, '?')[:60]}” is no address.",
            hint="Name addresses or networks, as in 127.0.0.1 or 10.0.0.0/8.",
        ) from error


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def loggable(path: str) -> str:
    """A path for the log: without tokens, blanks and controls, and not endless."""
    found = _TOKEN_PATHS.match(path)
    if found:
        digest = hashlib.sha256(found[2].encode("utf-8", "replace")).hexdigest()[:8]
        path = f"{found[1]}#{digest}"
    return _ODD.sub(lambda odd: f"%{ord(odd[0]):02X}", path[:LONGEST])
