"""An outbox document to start from, and what reads a calendar file without a library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 3, 4, 9, 0, 7, tzinfo=UTC)
HOST = {"name": "Mara Lindt", "email": "mara@studio.example"}
GUEST = {"name": "Zoe Ray", "email": "zoe@client.example"}


def letter(id: str = "O-1", **more: Any) -> dict[str, Any]:
    """An outbox document of a booking's invitation."""
    doc = {
        "id": id,
        "kind": "mail",
        "to": "zoe@client.example",
        "subject": "Intro call on Tuesday",
        "body": "Hello Zoe,\n\nit is booked.\n\nTo move or cancel it: {manage_link}\n\nMara\n",
        "entity": "BK-1",
        "key": f"key-{id.lower()}",
        "message_id": f"<key-{id.lower()}@worktui>",
        "state": "pending",
        "attempts": 0,
        "created_at": NOW.isoformat(),
        "ics": facts(),
    }
    return {name: value for name, value in {**doc, **more}.items() if value is not None}


def facts(**more: Any) -> dict[str, Any]:
    """The calendar part of a document."""
    return {
        "method": "REQUEST",
        "uid": "bk-1@worktui",
        "sequence": 0,
        "start": "2026-03-10T15:00:00+01:00",
        "end": "2026-03-10T15:30:00+01:00",
        "summary": "Intro call, Mara Lindt",
        "organizer": HOST,
        "attendees": [GUEST],
        **more,
    }


def lines(text: str) -> list[str]:
    """Content lines of a calendar file, unfolded; asserts line ends and lengths (RFC 5545, 3.1)."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    raw = text.encode("utf-8").split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in raw)
    return b"\n".join(raw).replace(b"\n ", b"").decode("utf-8").split("\n")


def event(text: str) -> dict[str, str]:
    """Properties of the one event in a calendar file: name with parameters -> raw value."""
    found = lines(text)
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    assert [line for line in found if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
    ]
    result: dict[str, str] = {}
    for line in found:
        name, value = _cut(line)
        assert name not in result or name in ("BEGIN", "END"), f"{name} twice"
        result[name] = value
    return result


def _cut(line: str) -> tuple[str, str]:
    """A content line at its first colon outside of quotes."""
    quoted = False
    for place, char in enumerate(line):
        quoted ^= char == '"'
        if char == ":" and not quoted:
            return line[:place], line[place + 1 :]
    raise AssertionError(line)
