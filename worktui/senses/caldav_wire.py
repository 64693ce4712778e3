"""What is asked of a calendar server, and what its answers say (RFC 4791, 4918, 6578)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_DAV: Final = "{DAV:}"
_CAL: Final = "{urn:ietf:params:xml:ns:caldav}"
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>'
_SPACES: Final = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
XML: Final = "application/xml; charset=utf-8"
LISTED: Final = "etags-"
"""How our own tokens begin, where the server has none: the marks of all there is, put together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One object of an answer: its name in the calendar, its path there, its mark, what it holds;
    `gone` where the server says that it is not there."""

    name: str
    path: str
    etag: str = ""
    data: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its objects, the token to go on from, and whether there is more."""

    rows: tuple[Row, ...]
    token: str = ""
    more: bool = False


def changes_asked(token: str) -> bytes:
    """A sync-collection report: what changed since a token; all there is for ""."""
    return (
        f"{_HEAD}<sync-collection {_SPACES}><sync-token>{escape(token)}</sync-token>"
        "<sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
    ).encode()


def objects_asked(paths: Iterable[str]) -> bytes:
    """A calendar-multiget report: these objects with what they hold."""
    hrefs = "".join(f"<href>{escape(path)}</href>" for path in paths)
    return (
        f"{_HEAD}<C:calendar-multiget {_SPACES}><prop><getetag/><C:calendar-data/></prop>"
        f"{hrefs}</C:calendar-multiget>"
    ).encode()


LISTING: Final = (
    f"{_HEAD}<propfind {_SPACES}><prop><getetag/><resourcetype/></prop></propfind>".encode()
)
"""A PROPFIND: all objects with their marks."""


def page_of(body: bytes, home: str) -> Page:
    """An answer to any of these for the calendar at `home`; raises ValueError for what is none.

    An object that lies elsewhere than right in the calendar is left out.
    """
    tree = _tree(body)
    rows, more = [], False
    for response in tree.iter(f"{_DAV}response"):
        path = _path(response.findtext(f"{_DAV}href", "").strip(), home)
        status = _number(response.findtext(f"{_DAV}status", ""))
        if path == urlsplit(home).path:
            more = more or status == 507  # only a part was told (RFC 6578, section 3.6)
        elif path and response.find(f".//{_DAV}collection") is None:
            rows.append(_row(response, path, status))
    token = tree.findtext(f"{_DAV}sync-token", "").strip()
    return Page(tuple(rows), token, more)


def mark_of(rows: Iterable[Row]) -> str:
    """Our own token for all there is: another one as soon as any object is another."""
    lines = sorted(f"{row.path} {row.etag}" for row in rows)
    return LISTED + hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _tree(body: bytes) -> ElementTree.Element:
    """The XML; one that declares entities, or could in another encoding, is not read."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"\0" in body:
        raise ValueError("not plain XML")
    try:
        tree = ElementTree.fromstring(body)  # noqa: S314 - bounded, and without entities
    except ElementTree.ParseError as error:
        raise ValueError("no XML") from error
    if tree.tag != f"{_DAV}multistatus":
        raise ValueError("no multistatus")
    return tree


def _row(response: ElementTree.Element, path: str, status: int) -> Row:
    return Row(
        unquote(path.rpartition("/")[2]),
        path,
        "".join(_found(response, f"{_DAV}getetag")),
        "".join(_found(response, f"{_CAL}calendar-data")),
        status in (404, 410),
    )


def _found(response: ElementTree.Element, name: str) -> Iterator[str]:
    """A property of an object, where it has it."""
    for part in response.iter(f"{_DAV}propstat"):
        if _number(part.findtext(f"{_DAV}status", "")) in (0, 200):
            yield from (found.text or "" for found in part.iter(name))


def _path(href: str, home: str) -> str:
    """The path of an object right in the calendar, or the calendar's own; else ""."""
    try:
        there, here = urlsplit(urljoin(home, href)), urlsplit(home)
    except ValueError:
        return ""
    if (there.scheme, there.netloc) != (here.scheme, here.netloc) or there.query:
        return ""
    if unquote(there.path).rstrip("/") == unquote(here.path).rstrip("/"):
        return here.path
    name = there.path.rpartition("/")
    return there.path if name[2] and unquote(name[0] + "/") == unquote(here.path) else ""


def _number(status: str) -> int:
    """The number in `HTTP/1.1 404 Not Found`, 0 where there is none."""
    words = status.split()
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 0
