"""Names and addresses as they stand in headers, forms and payloads, cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from typing import Final

from worktui.domain.arrival import Party
from worktui.domain.text import clean_or
from worktui.senses.raw import decoded

#: Deliberately narrow (RFC 5321 without quoted local parts): a stranger's odd address is
#: never written to.
_ADDRESS: Final = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@[^\s@<>\"(),:;\[\]\\]{1,253}")
_MOST_PARTIES: Final = 500


def address(text: str) -> str:
    """The first e-mail address in `text`, lower case, "" if there is none."""
    found = _ADDRESS.search(clean_or(text)[:1000])
    return found[0].strip(".'").lower() if found else ""


def party(name: str, email: str) -> Party:
    """A party with a cleaned name; a name that only repeats the address is dropped."""
    email = address(email.removeprefix("mailto:").removeprefix("MAILTO:"))
    name = clean_or(name, limit=120).strip("\"' ")
    return Party(name="" if name.lower() == email else name, email=email)


def parties(values: Iterable[str]) -> tuple[Party, ...]:
    """The people in address headers, in order, each once."""
    found: dict[str, Party] = {}
    for name, email in getaddresses([v[:50_000] for v in values])[:_MOST_PARTIES]:
        one = party(unencoded(name), email)
        if one.email:
            found.setdefault(one.email, one)
    return tuple(found.values())


def unencoded(header: str) -> str:
    """A header's text with its encoded words (RFC 2047) read and raw 8-bit bytes decoded."""
    if any("\udc80" <= c <= "\udcff" for c in header):
        header = decoded(header.encode("utf-8", "surrogateescape"))
    if "=?" not in header:
        return header
    try:
        words = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    return "".join(w if isinstance(w, str) else decoded(w, charset or "") for w, charset in words)
