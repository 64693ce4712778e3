"""The filter language: `due:<=fri @me -status:done #api text`.

    words "two words"      found in id, title, tags, people, project, notes
    @ana  @me  @nobody     who          #api    tag
    !high                  priority     +WEB    project or milestone
    due:<=fri  due:none    days (also start: started: deadline: done:); due<fri is due:<fri
    est:>4h  left:<1d      lengths
    status:doing           column by id, name or kind
    is:late blocked open done todo doing mine today waiting archived
    done:<1nov             finished on; like is:archived it also shows what was put away
    -term                  not           a or b  either

Terms stand together; `or` parts groups. Pure; a wrong term raises QueryError with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.query_terms import FIELDS, QueryError, Scope, Test, field_test, sign_test
from worktui.engine.spoken import Spoken

_TOKEN = re.compile(r'\s*(-?)((?:[^\s":]+:)?"[^"]*"?|\S+)')
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)(.*)", re.DOTALL)
_BARE = re.compile(r"([A-Za-z_]+)([<>=].*)", re.DOTALL)
"""`due<fri`: the colon is easily left out; only where the name is a field's."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term: text it looks for (lower case) or a test on the task; `wanted` False negates."""

    span: tuple[int, int]
    text: str = ""
    test: Test | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of terms: all terms of some group must hold. Empty: everything fits."""

    groups: tuple[tuple[Term, ...], ...]
    names_state: bool = False
    """Whether it says which states it wants, so that nothing is left out beside it."""
    names_archived: bool = False
    """Whether it asks for what was put away too."""

    def __bool__(self) -> bool:
        return any(self.groups)

    def also(self, other: Query) -> Query:
        """What fits both."""
        groups = self.groups
        if other and self:
            groups = tuple((*mine, *theirs) for mine in self.groups for theirs in other.groups)
        return Query(
            groups if self else other.groups,
            self.names_state or other.names_state,
            self.names_archived or other.names_archived,
        )

    def fits(self, task: Doc, hay: str | None = None) -> bool:
        """Whether a task fits. `hay` is its haystack, where there is one already."""
        if not self:
            return True
        text = haystack(task) if hay is None else hay
        return any(all(_holds(term, task, text) for term in group) for group in self.groups)

    def pick(self, tasks: Sequence[Doc], hays: Sequence[str] | None = None) -> list[Doc]:
        """The tasks that fit, in their order. With `hays` (one a task) text costs no work."""
        if not self:
            return list(tasks)
        texts = hays if hays is not None else [haystack(task) for task in tasks]
        found: set[int] = set()
        for group in self.groups:
            found.update(_group(group, tasks, texts))
        return [tasks[n] for n in sorted(found)]


def _group(group: Iterable[Term], tasks: Sequence[Doc], texts: Sequence[str]) -> Iterable[int]:
    """Places of the tasks that meet every term: text first, it is the quickest."""
    left: Iterable[int] = range(len(tasks))
    for term in sorted(group, key=lambda term: term.test is not None):
        if term.test is None and term.wanted:
            word = term.text
            left = [n for n in left if word in texts[n]]
        elif term.test is None:
            word = term.text
            left = [n for n in left if word not in texts[n]]
        else:
            test, wanted = term.test, term.wanted
            left = [n for n in left if test(tasks[n]) is wanted]
    return left


def _holds(term: Term, task: Doc, hay: str) -> bool:
    holds = term.text in hay if term.test is None else term.test(task)
    return holds is term.wanted


def haystack(task: Doc) -> str:
    """All that text is looked for in, lower case; keep one a task where search is frequent."""
    parts = [task["id"], task.get("title", ""), task.get("assignee", ""), task.get("project", "")]
    parts += task.get("tags") or ()
    for name in ("notes", "contact", "contact_email", "waiting_for", "blocked"):
        if name in task:
            parts.append(str(task[name]))
    return "\n".join(parts).lower()


def parse(text: str, work: Snapshot, now: datetime, me: str, tz: str = "") -> Query:
    """Understand a filter; raises QueryError naming the term and its place in the text."""
    settings = Settings.of(work)
    scope = Scope(work, settings, Spoken.of(settings, now, tz), me)
    return read(text, partial(_test, scope))


def read(text: str, make: Callable[[str], tuple[Test | None, str]]) -> Query:
    """A filter from its words: terms stand together, `or` parts groups, a minus negates. `make`
    gives a word's test (None: text to look for) and what it speaks of: state, archived or ""."""
    groups: list[list[Term]] = [[]]
    named: set[str] = set()
    for start, end, negated, word in _words(text):
        if word.lower() == "or" and not negated:
            groups.append([])
            continue
        try:
            test, names = make(word)
        except QueryError as error:
            error.span = (start + negated, end)
            raise
        named.update(() if negated and names == "archived" else (names,))
        plain = "" if test else word.strip('"').lower()
        if test or plain:
            groups[-1].append(Term((start, end), plain, test, not negated))
    kept = tuple(tuple(group) for group in groups if group)
    return Query(kept, bool(named & {"state", "archived"}), "archived" in named)


def _words(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """(start, end, negated, word) of every term."""
    for found in _TOKEN.finditer(text):
        negated = bool(found[1])
        if negated and not found[2]:
            continue
        yield found.start(1), found.end(2), negated, found[2]


def _test(scope: Scope, word: str) -> tuple[Test | None, str]:
    """The test a term stands for, None for text; and what it speaks of."""
    field = None if word.startswith('"') else _FIELD.fullmatch(word) or _bare(word)
    if not field:
        return sign_test(scope, word), ""
    name, value = field[1].lower(), field[2].strip('"')
    names = ""
    if name in ("done", "finished") or (name == "is" and value.lower() == "archived"):
        names = "archived"
    elif name in ("is", "status", "column"):
        names = "state"
    return field_test(scope, name, value), names


def _bare(word: str) -> re.Match[str] | None:
    found = _BARE.fullmatch(word)
    return found if found and found[1].lower() in FIELDS else None


__all__ = ["Query", "QueryError", "Term", "Test", "haystack", "parse", "read"]
