"""What is meant: tasks, projects, bookings and events by id, words, contact and date.

A task is known by its id, else by the words of its title.  Rare words weigh more than
words that many titles share; the contact's project goes first.  A small table of words at
work leads from German, French, Spanish and Portuguese to the English of most titles.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from worktui.domain.change import Doc
from worktui.engine.reason.glossary import also
from worktui.engine.reason.lexicon import de, en, es, fr, pt
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold, stem, tokens

_ID = re.compile(r"(?<![\w-])([a-z][a-z0-9]{0,9}-\d{1,6})(?![\w-]*\d)", re.IGNORECASE)
_HASH = re.compile(r"(?<![\w&/])#(\d{1,6})\b")
IGNORED = frozenset(
    stem(w)
    for w in (
        "the a an of for to in on at by and or with from our your my we you i is are be it this "
        "that new old via per into out up "
        "please send can could would need needs get give make do have has will us me them then "
        "about also so as if not no any some "
        "der die das den dem des ein eine einen einer und oder fur mit von zu zum zur im am an "
        "auf bitte uns mir wir sie "
        "le la les un une des du de et ou pour avec sur au aux nous vous "
        "el los las una unos del y o para con por nos al se que "
        "os as um uma do da dos das e em no na ao nos "
        "i'm i'll i've i'd we'll we're we've we'd you're you'll it's that's don't can't won't "
        "going again "
        "je te tu il elle on lui leur ich du er es ihr ihnen dir dich ihre unser unsere yo ella "
        "usted ustedes les lo mi tu su "
        "eu voce voces lhe ele ela meu minha seu sua nossa nosso mon ma mes ton ta votre vos "
        "notre nos c'est j'ai "
        "today tomorrow yesterday week day monday tuesday wednesday thursday friday saturday "
        "sunday morning afternoon evening "
        "january february march april may june july august september october november december"
    ).split()
)


_NOUNS_TOO = frozenset(
    """invoice bill list plan report test design draft copy order schedule form log map note mail
    email book file label budget sketch model cut print record process post quote estimate request
    source stage store patch group account lead track train work answer permit stock release hero
    facture factura fatura""".split()
)
_VERBS = frozenset(v for m in (de, en, es, fr, pt) for v in m.VERBS) - _NOUNS_TOO


_HUNG_ON = re.compile(r"(?<=[aei]r)(?:me|nos|te|se|le|les|lo|la|los|las|melo|noslo)$")
"""Spanish and Portuguese pronouns at the end of a verb: "enviarme"."""
_VERBS_ONLY = _VERBS - {"cancel", "track", "log", "clean", "return", "support"}
_PLAIN_BEFORE = frozenset(
    stem(w)
    for w in "final last first next latest revised updated current old whole full entire finished "
    "rest missing other same second open complete their his her its has have had is are was were "
    "fertige fertigen neue neuen ganze ganzen finale letzte nouveau nouvelle derniere dernier "
    "nuevo "
    "nueva ultimo ultima novo nova until till before after without because which what whose and "
    "or but when where how why hi hello hey dear".split()
)


def verbs_in(text: str) -> set[str]:
    """Stems of the words of a text that give orders ("send"), not of nouns like them."""
    return {stem(w) for w in tokens(text) if w in _VERBS or _HUNG_ON.sub("", w) in _VERBS}


@dataclass(frozen=True, slots=True)
class Match:
    """A task that a text seems to mean. `score` 0…1, `title` share of the title's weight said,
    `text` share of the text's words that are the title's; `by` id or words.
    """

    task: Doc
    score: float
    title: float
    text: float
    by: str


def ids_in(scene: Scene, text: str) -> list[Doc]:
    """Tasks named by id in a text, in order, each once."""
    found: dict[str, Doc] = {}
    for name in _ID.findall(text):
        task = scene.work.get("tasks", name.upper()) or scene.work.get("tasks", name)
        if task is not None:
            found.setdefault(task["id"], task)
    return list(found.values())


def foreign_ids(scene: Scene, text: str) -> list[str]:
    """Ids in the form of a task's that name no task here, under a known project key."""
    keys = set(scene.work.ids("projects")) | {"T"}
    return [
        n.upper()
        for n in _ID.findall(text)
        if n.upper().rsplit("-", 1)[0] in keys and scene.work.get("tasks", n.upper()) is None
    ]


def content(text: str) -> set[str]:
    """The stems of a text that say something."""
    return set(_content(text))


@lru_cache(maxsize=65536)
def _content(text: str) -> frozenset[str]:
    out: set[str] = set()
    for word in tokens(text):
        base = stem(word)
        if base in IGNORED or len(word) < 2 or word.isdigit():
            continue
        out.add(base)
    return frozenset(out)


def widened(stems: Iterable[str]) -> set[str]:
    """Stems together with their English where the table knows it."""
    out = set(stems)
    for one in list(out):
        out |= also(one)
    return out


_VERSION = re.compile(r"v?\d+(?:[.-]\d+)*|q[1-4]")
"""Numbers in a title count little: people leave them out."""


class Titles:
    """The titles of all tasks, weighed by how rare their words are."""

    def __init__(self, tasks: Sequence[Doc]) -> None:
        self.tasks = list(tasks)
        self._stems = {t["id"]: _content(t.get("title", "")) for t in self.tasks}
        self._saying: dict[str, list[Doc]] = {}
        for task in self.tasks:
            for one in self._stems[task["id"]]:
                self._saying.setdefault(one, []).append(task)
        self._heads: dict[str, list[Doc]] = {}
        for task in self.tasks:
            if head := head_of(task.get("title", "")):
                self._heads.setdefault(head, []).append(task)
        count: dict[str, int] = {}
        for stems in self._stems.values():
            for one in stems:
                count[one] = count.get(one, 0) + 1
        total = max(2, len(self.tasks))
        self._weight = {
            w: (1 + math.log(total / n) / math.log(total)) * (0.3 if _VERSION.fullmatch(w) else 1)
            for w, n in count.items()
        }
        self._whole = {id: sum(self._weight[s] for s in stems) for id, stems in self._stems.items()}

    def matches(self, text: str, prefer: str | None = None, least: float = 0.5) -> list[Match]:
        """Tasks whose title the text says, best first."""
        plain = content(text)
        said = widened(plain)
        spoken = [(w, stem(w)) for w in _SPOKEN.findall(fold(text))]
        solid = [widened({s}) for s in plain - verbs_in(text)]
        heard = {w for w in self._saying if w in said or _near(w, said)}
        candidates = {t["id"]: t for w in heard for t in self._saying[w]}
        heads = self._single_heads(heard, prefer)
        found: list[Match] = []
        for id, task in candidates.items():
            stems = self._stems[id]
            hit = stems & heard
            if len(hit) == 1 < len(stems) and _another(spoken, next(iter(hit)), stems):
                continue
            share = sum(self._weight[s] for s in hit) / self._whole[id]
            own = len(hit) / max(1, len(plain))
            liked = bool(prefer) and task.get("project") == prefer
            score = min(
                1.0,
                share * 0.8 + min(1.0, own) * 0.2 + (0.12 if liked else -0.12 if prefer else 0.0),
            )
            if share >= least or (len(hit) >= 2 and share >= 0.4):
                found.append(Match(task, score, share, own, "words"))
            elif liked and share >= 0.3 and solid and all(words & stems for words in solid):
                found.append(Match(task, max(score, 0.5), share, own, "words"))
            elif share >= 0.2 and id in heads:
                found.append(Match(task, max(score, 0.46), share, own, "head"))
        return sorted(found, key=lambda m: -m.score)

    def _single_heads(self, heard: set[str], prefer: str | None) -> set[str]:
        """Ids of tasks about a noun that was said, when no other task is about it."""
        out: set[str] = set()
        for word in heard:
            rivals = self._heads.get(word, [])
            if prefer:
                rivals = [t for t in rivals if t.get("project") == prefer]
            if len(rivals) == 1:
                out.add(rivals[0]["id"])
        return out


_SPOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[.,;:!?()]")


def _another(spoken: Sequence[tuple[str, str]], word: str, stems: frozenset[str]) -> bool:
    """ "Cancel link" is no word for "Footer links": the noun has another word before it."""
    places = [i for i, (_, base) in enumerate(spoken) if base == word]
    if not places or places[0] == 0:
        return False
    for before, base in (spoken[i - 1] for i in places):
        if (
            not before[0].isalpha()
            or base in IGNORED
            or base in stems
            or base in _PLAIN_BEFORE
            or before in _VERBS_ONLY
            or before.endswith(("ed", "ing", "ly"))
            or widened({base}) & stems
        ):
            return False
    return True


_PREPOSITION = re.compile(
    r"\s+(?:for|of|to|in|on|with|from|at|v\d|fur|zum|zur|in|auf|de|da|do|du|des|pour|para|del|a|"
    r"mit|von)\s+"
)
_NO_HEAD = frozenset(
    stem(w)
    for w in "copy version page file call meeting mode update work site part team day text".split()
)


@lru_cache(maxsize=65536)
def head_of(title: str) -> str:
    """The stem of the noun a title is about: the last word before "for", "of", …"""
    front = _PREPOSITION.split(fold(title), maxsplit=1)[0]
    words = [w for w in re.findall(r"[^\W\d_]{3,}", front) if stem(w) not in IGNORED]
    head = stem(words[-1]) if words else ""
    return "" if head in _NO_HEAD else head


def _near(title_stem: str, said: set[str]) -> bool:
    """A compound or a longer form: "storyboards", "brochurelayout"."""
    if len(title_stem) < 5:
        return False
    return any(
        (len(s) >= 5 and (s.startswith(title_stem) or title_stem.startswith(s)))
        or (len(s) == 4 and len(title_stem) >= 7 and title_stem.startswith(s))
        for s in said
    )


def titles_of(scene: Scene) -> Titles:
    """The titles of all tasks of a scene, made ready once."""
    if "titles" not in scene.memo:
        scene.memo["titles"] = Titles(scene.tasks)
    made = scene.memo["titles"]
    assert isinstance(made, Titles)
    return made


def best_task(scene: Scene, text: str, *, least: float = 0.5) -> Match | None:
    """The task a text means: by id, else by words when one stands out."""
    named = ids_in(scene, text)
    if named:
        return Match(named[0], 1.0, 1.0, 1.0, "id")
    found = titles_of(scene).matches(text, scene.project, least)
    if found and (keys := _clients_named(scene, text)):
        found = [m for m in found if m.task.get("project") in keys]
    if not found or found[0].score < 0.42:
        return None
    if len(found) > 1 and found[1].score > found[0].score - 0.08:
        first, second = found[0], found[1]
        if scene.is_done(first.task) and not scene.is_done(second.task):
            return second
        if scene.is_done(second.task) and not scene.is_done(first.task):
            return first
        if abs(first.score - second.score) < 0.03 and first.task.get("project") == second.task.get(
            "project"
        ):
            return None
    return found[0]


def _clients_named(scene: Scene, text: str) -> set[str]:
    """Projects of the contacts a text names: "the quote to Beatriz" is no other client's quote."""
    named = scene.people.named(fold(text), scene.people.contacts)
    return {who.project for who, _ in named if who.project and who.email != scene.address}


def tasks_said(scene: Scene, text: str, least: float = 0.6) -> list[tuple[Doc, int]]:
    """Every task a text names by id or by its words, with the place of its first word."""
    folded = fold(text)
    found: list[tuple[Doc, int]] = []
    for task in ids_in(scene, text):
        found.append((task, folded.find(fold(task["id"]))))
    ids = {t["id"] for t, _ in found}
    for match in titles_of(scene).matches(text, None, least):
        if match.task["id"] in ids or match.title < least:
            continue
        place = place_of(folded, match.task)
        if any(abs(place - p) < 3 for _, p in found):
            continue
        found.append((match.task, place))
    return sorted(found, key=lambda f: f[1])


def place_of(folded: str, task: Doc) -> int:
    stems = content(task.get("title", ""))
    places = [m.start() for m in re.finditer(r"[^\W_]+", folded) if stem(m.group()) in stems]
    return min(places, default=len(folded))


def _first_stem(project: Doc) -> str:
    """The stem a project's name begins with: mostly the client."""
    words = tokens(project.get("name", ""))
    return stem(words[0]) if words else ""


def project_said(scene: Scene, text: str) -> str | None:
    """The project a text names by key, by the words of its name, or by its contacts' company."""
    folded = fold(text)
    scores: dict[str, float] = {}
    firsts: dict[str, int] = {}
    for project in scene.work.all("projects"):
        for one in content(project.get("name", "")):
            firsts[one] = firsts.get(one, 0) + 1
    for project in scene.work.all("projects"):
        key = project["id"]
        if re.search(rf"(?<![\w-]){re.escape(fold(key))}(?![\w])(?!-?\d)", folded) and (
            len(key) > 2 or key in text
        ):
            scores[key] = 2.0
        stems = content(project.get("name", ""))
        said = widened(content(text))
        hit = stems & said
        if stems and hit:
            own = (
                0.3 if firsts.get(_first_stem(project)) == 1 and _first_stem(project) in hit else 0
            )
            scores[key] = max(
                scores.get(key, 0), len(hit) / len(stems) + (0.5 if len(hit) > 1 else own)
            )
    for who in scene.people.contacts:
        domain = who.email.rpartition("@")[2].split(".")[0]
        if who.project and (
            (len(domain) > 4 and domain in folded.replace(" ", "")) or fold(who.name) in folded
        ):
            scores[who.project] = scores.get(who.project, 0) + 0.6
    best = sorted(scores.items(), key=lambda s: -s[1])
    if not best or best[0][1] < 0.3 or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


def bookings_of(scene: Scene, address: str | None) -> list[Doc]:
    """Standing bookings to come of one invitee (all when None), soonest first."""
    found = [
        b
        for b in scene.work.all("bookings")
        if b.get("status") in ("confirmed", "pending", "hold", None)
        and (address is None or (b.get("invitee") or "").lower() == address.lower())
        and datetime.fromisoformat(b["end"]) > scene.now
    ]
    return sorted(found, key=lambda b: datetime.fromisoformat(b["start"]))


def on_day(scene: Scene, docs: Iterable[Doc], days: Sequence[date]) -> list[Doc]:
    """Those that begin on one of the days, in the workspace's or the sender's zone."""
    out = []
    for doc in docs:
        start = datetime.fromisoformat(doc["start"])
        local = {start.astimezone(z).date() for z in (scene.settings.zone, scene.sender_tz)}
        if local & set(days):
            out.append(doc)
    return out
