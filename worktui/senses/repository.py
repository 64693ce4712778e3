"""A local git repository: commits that reach its default branch, here or at its origin.

Where to go on from is where the branch stood. After a rewritten history (a forced push, a
rebase) only commits that say or do something else than before are new. A commit that takes
another one back brings that one along, so that it is known what is undone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses.gitcall import ask, surroundings
from worktui.senses.naming import named

AT_ONCE: Final = 100
"""Commits of one arrival."""
MOST: Final = 2000
"""Commits of one look; of more the newest."""
DEEPEST: Final = 20
"""Earlier commits that are brought along with those that take them back."""
_DEFAULT: Final = ("main", "master", "trunk")
_SHA: Final = re.compile(r"[0-9a-f]{40,64}")
_TAKES_BACK: Final = re.compile(r"this reverts commit ([0-9a-f]{7,64})", re.IGNORECASE)
_FORMAT: Final = "--format=%H%n%an%n%ae%n%aI%n%B"
_LONGEST: Final = 20_000
"""Characters of a message that are read."""

Tips = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Logged:
    """A commit as git tells it."""

    sha: str
    name: str
    email: str
    date: str
    message: str

    @property
    def same(self) -> tuple[str, str, str]:
        """What a rebase leaves as it is."""
        return self.email, self.date, self.message

    def told(self) -> dict[str, Any]:
        """As the intake reads it."""
        author = {"name": self.name, "email": self.email}
        return {"sha": self.sha, "author": author, "date": self.date, "message": self.message}


class Repository:
    """The repository in the folder at `path`, never changed."""

    def __init__(self, path: Path | str) -> None:
        self.path = os.path.realpath(Path(path).expanduser())
        label = Path(self.path).name.removesuffix(".git")
        self.label = label if re.search(r"\w", label) else "repository"
        self.name = named("git", self.path, self.label)
        self.place = str(path)
        self._home: Path | None = None
        self._refs: tuple[str, ...] = ()
        self._stamp: tuple[int, ...] = ()
        self._calm = False

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Commits that came since, oldest first."""
        stamp = self._stamps()
        if "tips" in cursor and self._calm and stamp == self._stamp:
            return  # two looks in a row saw it as it is
        branch = self._branch()
        tips, at = self._tips()
        here = {"tips": tips, "at": at}
        if not cursor:
            yield Found(None, None, "", here)
        elif tips and tips != cursor.get("tips"):
            commits = self._since(cursor, tips)
            for start in range(0, len(commits), AT_ONCE):
                part = commits[start : start + AT_ONCE]
                last = start + AT_ONCE >= len(commits)
                yield Found(self._raw(branch, part), "git", self.label, here if last else cursor)
            if not commits:
                yield Found(None, None, "", here)
        self._calm, self._stamp = stamp == self._stamp, stamp

    def kept(self, found: Found) -> None:
        """Nothing is written there."""

    def wait(self, seconds: float) -> None:
        """It can only be looked for."""

    def close(self) -> None:
        """Nothing is held."""

    def _git(self, *words: str, given: str = "") -> str | None:
        return ask(self.path, words, given=given, env=surroundings())

    def _stamps(self) -> tuple[int, ...]:
        """When the files that hold branches changed: git is only asked when one did."""
        if self._home is None:
            home = self._git("rev-parse", "--git-common-dir")
            self._home = Path(self.path, (home or ".git").strip())
        files = [self._home / name for name in ("HEAD", "packed-refs", "reftable/tables.list")]
        for folder in ("refs/heads", "refs/remotes/origin"):
            files += [self._home / folder / name for name in ("HEAD", *_DEFAULT)]
        files += [self._home / ref for ref in self._refs]
        return tuple(_changed(file) for file in files)

    def _branch(self) -> str:
        """The default branch: the origin's, else one of the usual names, else the one at hand."""
        told = self._git("symbolic-ref", "-q", "refs/remotes/origin/HEAD") or ""
        branch = told.strip().removeprefix("refs/remotes/origin/")
        if not branch:
            head = (self._git("symbolic-ref", "-q", "HEAD") or "").strip()
            head = head.removeprefix("refs/heads/")
            there = self._git("for-each-ref", "--format=%(refname:strip=2)", "refs/heads") or ""
            usual = [name for name in _DEFAULT if name in there.split("\n")]
            branch = head if head in usual or not usual else usual[0]
        self._refs = (f"refs/heads/{branch}", f"refs/remotes/origin/{branch}")
        return branch

    def _tips(self) -> tuple[Tips, str]:
        """Where the branch stands here and at the origin, and when its last commit was made."""
        told = self._answer(
            "for-each-ref", "--format=%(refname) %(objectname) %(committerdate:iso-strict)",
            *self._refs,
        )  # fmt: skip
        rows = [line.split(" ") for line in told.splitlines()]
        found = {row[0]: row for row in rows if len(row) == 3 and row[0] in self._refs}
        return {ref: row[1] for ref, row in found.items()}, max(
            (row[2] for row in found.values()), default=""
        )

    def _since(self, cursor: Mapping[str, Any], tips: Tips) -> list[_Logged]:
        """The commits that are new at the tips."""
        if "tips" not in cursor:
            return self._log(f"--since={cursor['since']}", *tips.values())
        old = [sha for sha in dict(cursor["tips"]).values() if _SHA.fullmatch(str(sha))]
        if not old:  # there was no commit yet
            return self._log(*tips.values())
        there = self._there(old)
        if not there:  # all that was known is gone: what is newer than it was then
            return self._log(f"--since={cursor.get('at') or 'now'}", *tips.values())
        commits = self._log(*tips.values(), "--not", *there)
        dropped = {one.same for one in self._log(*there, "--not", *tips.values())}
        return [one for one in commits if one.same not in dropped]

    def _there(self, shas: Iterable[str]) -> list[str]:
        told = self._answer("cat-file", "--batch-check", given="".join(f"{s}\n" for s in shas))
        return [
            line.split(" ")[0] for line in told.splitlines() if line.endswith(tuple("0123456789"))
        ]

    def _log(self, *words: str) -> list[_Logged]:
        """Commits, oldest first. Their names are asked for before what they say, so that long
        messages cannot push the newest commits out of the answer."""
        told = self._answer(
            "rev-list", "--topo-order", "--reverse", f"--max-count={MOST}", *words, "--"
        )
        return list(self._read(told.split()))

    def _read(self, shas: list[str]) -> Iterator[_Logged]:
        at, size = 0, AT_ONCE
        while at < len(shas):
            asked = "".join(f"{sha}\n" for sha in shas[at : at + size])
            told = self._answer("log", "-z", _FORMAT, "--no-walk=unsorted", "--stdin", given=asked)
            *whole, rest = told.split("\0")
            if not whole and size > 1:  # the first is longer than an answer: it is asked for alone
                size = 1
                continue
            whole = whole or [rest]  # its beginning counts
            yield from (one for text in whole if (one := _logged(text)) is not None)
            at, size = at + len(whole), AT_ONCE

    def _answer(self, *words: str, given: str = "") -> str:
        """What git answers; that it cannot (while objects are packed or copied, say) is no
        answer, and must not be taken for "no commits"."""
        told = self._git(*words, given=given)
        if told is None:
            raise SenseProblem(
                "Git could not read the repository: something in it is missing or locked.",
                hint="It is tried again; `git fsck` there tells what is wrong.",
            )
        return told

    def _one(self, sha: str) -> list[_Logged]:
        """A commit by the beginning of its name; none where it is not (any more) there."""
        told = self._git("log", "-z", _FORMAT, "--max-count=1", sha, "--") or ""
        one = _logged(told.partition("\0")[0])
        return [one] if one is not None else []

    def _raw(self, branch: str, commits: list[_Logged]) -> dict[str, Any]:
        """Commits as the intake reads them, with those that they take back before them."""
        earlier: list[_Logged] = []
        back = [sha.lower() for one in commits for sha in _TAKES_BACK.findall(one.message)]
        for sha in back:  # grows while it is walked: what was taken back may take back itself
            known = [one.sha for one in (*earlier, *commits)]
            if len(earlier) < DEEPEST and not any(full.startswith(sha) for full in known):
                found = self._one(sha)
                earlier[:0] = found
                back += [s.lower() for one in found for s in _TAKES_BACK.findall(one.message)]
        return {
            "provider": "local",
            "repository": self.label,
            "ref": f"refs/heads/{branch}",
            "default_branch": True,
            "commits": [one.told() for one in (*earlier, *commits)],
        }


def _logged(text: str) -> _Logged | None:
    parts = text.lstrip("\n").split("\n", 4)
    if len(parts) != 5 or not _SHA.fullmatch(parts[0]):
        return None
    sha, name, email, date, message = parts
    return _Logged(sha, name, email, date, message[:_LONGEST])


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
