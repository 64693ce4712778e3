"""Senses in words: what each kind is called, what comes from it; never the mark of its place."""

from __future__ import annotations

from collections.abc import Mapping

from worktui.app.phrases import counted

KINDS: Mapping[str, str] = {
    "drop": "drop folder",
    "maildir": "Maildir",
    "mbox": "mbox",
    "calendars": "calendar files",
    "git": "repository",
    "imap": "mailbox",
    "caldav": "calendar",
}
"""What each kind of sense is called."""
_UNITS: Mapping[str, tuple[str, str]] = {
    "maildir": ("mail", "mails"),
    "mbox": ("mail", "mails"),
    "imap": ("mail", "mails"),
    "drop": ("file", "files"),
    "calendars": ("change", "changes"),
    "caldav": ("change", "changes"),
}
"""What comes from each kind: one, many."""


def sense_named(name: str) -> str:
    """`the Maildir` for `maildir:1f0c9a2b`, `the repository web` for `git:web:77ab01cd`."""
    kind, _, rest = name.partition(":")
    label = rest.rpartition(":")[0]
    return f"the {KINDS.get(kind, kind)}{f' {label}' if label else ''}"


def taken_words(name: str, count: int) -> str:
    """`5 mails from the Maildir`."""
    if name.startswith("git:"):
        return f"new commits from {sense_named(name)}"
    one, many = _UNITS.get(name.partition(":")[0], ("arrival", "arrivals"))
    return f"{counted(count, one, many)} from {sense_named(name)}"


def before_words(name: str, count: int) -> str:
    """`5 mails were there before; `worktui watch --since DAY` takes them.`, for a negative
    count without the number."""
    one, many = _UNITS.get(name.partition(":")[0], ("arrival", "arrivals"))
    told = f"{counted(count, one, many)} {'was' if count == 1 else 'were'} there before"
    if count < 0:
        told = f"{many.capitalize()} that were there before stay untouched"
    return f"{told}; `worktui watch --since DAY` takes {'it' if count == 1 else 'them'}."
