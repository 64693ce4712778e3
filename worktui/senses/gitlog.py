"""Commits: the JSON a hook script or `worktui` itself sends, or the text of `git log`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from worktui.domain.arrival import Arrival, Commit
from worktui.domain.text import clean_block, clean_or
from worktui.senses.instants import instant
from worktui.senses.payload import commits_of, word
from worktui.senses.people import party
from worktui.senses.raw import compact, digest, encoded, failed

_HEAD: Final = re.compile(r"^commit ([0-9a-f]{7,64})(?: \(([^)\n]{0,300})\))?[ ]*$", re.MULTILINE)
_DEFAULT_NAMES: Final = ("main", "master", "trunk")


def looks_like_log(text: str) -> bool:
    """Whether `text` is what `git log` prints."""
    found = _HEAD.match(text.lstrip())
    return bool(found) and "\nAuthor:" in text[:2000]


def read_git(raw: Any) -> Arrival:
    """An arrival with the commits, oldest first.  `raw` is the object or the log's text."""
    if isinstance(raw, str):
        return _of_log(raw)
    bytes_ = compact(raw)
    if not isinstance(raw, Mapping) or not isinstance(raw.get("commits"), list):
        return failed("git", bytes_, "A git input must be an object with a list of commits.")
    commits = commits_of(raw["commits"])
    if not commits:
        return failed("git", bytes_, "There is no commit in this git input.")
    ref = word(raw, "ref")
    told = {"repo": word(raw, "repository", "repo"), **_place(ref)}
    # no second colon: it must never read as the name of a watched repository
    source = f"git:{re.sub(r'[^A-Za-z0-9.-]+', '-', word(raw, 'provider')) or 'local'}"
    return _arrival(digest(bytes_), source, commits, told, raw.get("default_branch") is True)


def _place(ref: str) -> dict[str, str]:
    return {"ref": ref, "branch": ref.removeprefix("refs/heads/")}


def _arrival(
    hashed: str, source: str, commits: tuple[Commit, ...], told: dict[str, str], default: bool
) -> Arrival:
    last = commits[-1]
    return Arrival(
        kind="git",
        external_id=last.sha,
        digest=hashed,
        source=source,
        sender=last.author if last.author.email or last.author.name else None,
        subject=clean_or(last.message.split("\n")[0]),
        sent_at=last.date,
        fields={k: v for k, v in told.items() if v} | {"commits": str(len(commits))},
        commits=commits,
        default_branch=default,
        event="push",
    )


def _of_log(text: str) -> Arrival:
    raw = encoded(text)
    heads = list(_HEAD.finditer(text))[:500]
    if not heads:
        return failed("git", raw, "There is no commit in this text; send what git log prints.")
    ends = [h.start() for h in heads[1:]] + [len(text)]
    commits = [_logged(h[1], text[h.end() : e]) for h, e in zip(heads, ends, strict=True)]
    names = re.findall(r"[\w./-]+", heads[0][2] or "")
    branch = next((n for n in names if n in _DEFAULT_NAMES), "")
    if not branch and "HEAD" in names:
        branch = next((n for n in names if n != "HEAD" and not n.startswith(("tag", "origin"))), "")
    ref = f"refs/heads/{branch}" if branch else ""
    ordered = tuple(reversed(commits))  # git log prints the newest first
    return _arrival(digest(raw), "git:log", ordered, _place(ref), branch in _DEFAULT_NAMES)


def _logged(sha: str, body: str) -> Commit:
    head, _, message = body.strip("\n").partition("\n\n")
    told = dict(re.findall(r"^(\w+): *(.*)$", head, re.MULTILINE))
    name, _, email = told.get("Author", "").partition("<")
    when = told.get("Date") or told.get("AuthorDate") or ""
    lines = [line.removeprefix("    ") for line in message.split("\n")]
    return Commit(sha, party(name, email.rstrip("> ")), _when(when), clean_block("\n".join(lines)))


def _when(text: str) -> Any:
    """Git's own form is "Wed Mar 4 09:10:00 2026 +0100"; --date=iso and rfc are read too."""
    found = re.match(r"\w{3} (\w{3}) +(\d+) (\d\d:\d\d:\d\d) (\d{4}) ([+-]\d{4})$", text.strip())
    if found:
        month, day, clock, year, offset = found.groups()
        text = f"{day} {month} {year} {clock} {offset}"
    return instant(text.strip())
