"""Who is meant: people and contacts by handle, name, first name or address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.words import fold


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody known: `kind` is person or contact; `id` the handle or the address."""

    kind: str
    id: str
    name: str
    email: str
    tz: str = ""
    project: str = ""

    @property
    def first(self) -> str:
        """First name, or the whole name when it has one word."""
        return self.name.split()[0] if self.name.strip() else self.id


class People:
    """Everybody the workspace knows."""

    def __init__(self, work: Snapshot) -> None:
        self.people = [
            Who(
                "person",
                doc["id"],
                doc.get("name") or doc["id"],
                (doc.get("email") or "").lower(),
                doc.get("tz") or "",
            )
            for doc in work.all("people")
        ]
        self.contacts = [
            Who(
                "contact",
                doc["id"],
                doc.get("name") or doc["id"],
                (doc.get("email") or doc["id"]).lower(),
                doc.get("tz") or "",
                doc.get("project") or "",
            )
            for doc in work.all("contacts")
        ]

    def everyone(self) -> list[Who]:
        return [*self.people, *self.contacts]

    def by_email(self, email: str) -> Who | None:
        """The person, else the contact, with this address."""
        email = email.lower()
        return next((w for w in self.everyone() if email and w.email == email), None)

    def by_id(self, id: str) -> Who | None:
        return next((w for w in self.people if w.id == id), None)

    def named(self, folded: str, among: Iterable[Who] | None = None) -> list[tuple[Who, int]]:
        """Everybody named in a folded text, with the place; a full name beats a first name.

        A first name that several share gives all of them at one place.
        """
        found: list[tuple[Who, int, int]] = []
        for who in self.everyone() if among is None else among:
            for form in _forms(who):
                for hit in re.finditer(
                    rf"(?<![\w@.-])@?{re.escape(form)}(?:'s)?(?![\w@]|-\w|\.\w)", folded
                ):
                    found.append((who, hit.start(), hit.end()))
        best: list[tuple[Who, int]] = []
        for who, start, end in sorted(found, key=lambda f: (f[1], -(f[2] - f[1]))):
            wider = any(s <= start and end <= e and e - s > end - start for _, s, e in found)
            if not wider and not any(w.id == who.id for w, _ in best):
                best.append((who, start))
        return best

    def unclear(self, folded: str) -> list[str]:
        """Handles of teammates whom one name in a folded text may mean; [] when none is unclear."""
        places: dict[int, list[str]] = {}
        for who, at in self.named(folded, self.people):
            places.setdefault(at, []).append(who.id)
        return next((ids for ids in places.values() if len(ids) > 1), [])

    def called(self, name: str) -> list[Who]:
        """Those whom a name alone may mean: handle, first, last or full name."""
        return [who for who in self.everyone() if fold(name).strip() in _forms(who)]


def _forms(who: Who) -> tuple[str, ...]:
    name = fold(who.name)
    words = name.split()
    forms = {name, *(w for w in words if len(w) > 2)}
    if who.kind == "person":
        forms.add(fold(who.id))
    return tuple(f for f in forms if len(f) > 1)


def from_author(people: People, name: str, email: str) -> Who | None:
    """The person behind a commit's or a forge's author, by address, name or handle."""
    known = people.by_email(email)
    if known is not None and known.kind == "person":
        return known
    plain = re.sub(r"[^a-z]", "", fold(name))
    local = re.sub(r"[^a-z]", "", fold(email.split("@", maxsplit=1)[0]))
    for who in people.people:
        keys = {re.sub(r"[^a-z]", "", fold(who.name)), fold(who.id)}
        if (plain and plain in keys) or (local and local in keys):
            return who
    return None


def meant(doc: Mapping[str, str]) -> str:
    """The name of a document as people say it."""
    return doc.get("name") or doc.get("title") or doc["id"]
