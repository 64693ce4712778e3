"""The stage of the scenarios: a team's work as a snapshot, arrivals taken in, and a judge."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.engine.reason.teams import TEAMS
from worktui.app.weights import request_model
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason import Reading, read
from worktui.senses.intake import read as sense

Tables = dict[str, dict[str, dict[str, Any]]]
_KEYS = {"contacts": "email", "projects": "key", "event_types": "slug", "calendar": "uid"}
_TITLES = ("title", "summary", "about", "question", "text", "what", "subject")


@dataclass
class Case:
    """What arrives in a team's work, what must follow, what must not, and at most how much.

    `want` and `ban` are (type or "a|b", fields); a field ending in ~ is a pattern.  A want
    that is a list of such pairs asks for one of them.
    """

    id: str
    family: str
    team: str
    arrivals: list[tuple[str, Any]]
    want: list[Any] = field(default_factory=list)
    ban: list[Any] = field(default_factory=list)
    most: int | None = None
    over: dict[str, Any] = field(default_factory=dict)


def tables(team: Mapping[str, Any], over: Mapping[str, Any] | None = None) -> Tables:
    """A team's documents as they are stored; `over` adds to its lists."""
    made: Tables = {"settings": {"workspace": {"id": "workspace", **team["settings"]}}}
    for name in (
        "people",
        "contacts",
        "columns",
        "projects",
        "milestones",
        "tasks",
        "event_types",
        "bookings",
        "calendar",
        "outbox",
    ):
        made[name] = {}
        docs = [*copy.deepcopy(team.get(name, [])), *((over or {}).get(name, []))]
        for rank, doc in enumerate(docs):
            id = doc.get(_KEYS.get(name, "id"), doc.get("id"))
            made[name][id] = {**doc, "id": id, **({"rank": rank} if name == "columns" else {})}
    return {**made, "arrivals": {}, "suggestions": {}}


def play(case: Case) -> tuple[list[dict[str, Any]], list[Reading]]:
    """Suggestions as they stand after all arrivals of a case, and each reading."""
    team = TEAMS[case.team]
    work, now = tables(team, case.over), datetime.fromisoformat(case.over.get("now", team["now"]))
    readings: list[Reading] = []
    for kind, raw in case.arrivals:
        for arrival in sense(raw, kind, now=now, secrets={}):
            reading = read(
                arrival,
                MappingSnapshot(work),
                now=now,
                me=team["settings"]["me"],
                requests=request_model(),
            )
            readings.append(reading)
            _keep(work, reading, arrival)
    return list(work["suggestions"].values()), readings


def _keep(work: Tables, reading: Reading, arrival: Any) -> None:
    id = f"A-{len(work['arrivals']) + 1}"
    open_ = work["suggestions"]
    for old in reading.withdraws:
        open_[old]["state"] = "withdrawn"
    for proposal in reading.proposals:
        for old in proposal.supersedes:
            open_[old]["state"] = "superseded"
        twin = next(
            (
                s
                for s in open_.values()
                if s["dedupe_key"] == proposal.dedupe_key and s["state"] == "proposed"
            ),
            None,
        )
        if twin is not None:
            twin["arrivals"].append(id)
            continue
        for said in proposal.evidence:
            assert arrival.text[said.start : said.end].replace("\n", " ") == said.text
        number = f"S-{len(open_) + 1}"
        open_[number] = {
            "id": number, "arrivals": [id], "state": "proposed", "title": proposal.title, "reason": proposal.reason,
            "confidence": proposal.confidence, "band": proposal.band, "dedupe_key": proposal.dedupe_key, "contact": proposal.contact,
            "assumptions": list(proposal.assumptions), "actions": [{"n": n, **a.to_doc()} for n, a in enumerate(proposal.actions, 1)],
        }  # fmt: skip
    work["arrivals"][id] = {
        "id": id, "kind": arrival.kind, "external_id": arrival.external_id, "subject": arrival.subject,
        "sender": {"name": arrival.sender.name, "email": arrival.sender.email} if arrival.sender else None,
    }  # fmt: skip


def faults(case: Case, suggestions: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the suggestions of a case, in words; [] when nothing is."""
    zone = ZoneInfo(TEAMS[case.team]["settings"]["timezone"])
    made = [a for s in suggestions if s["state"] == "proposed" for a in s["actions"]]
    wrong: list[str] = []
    free = list(made)
    for want in case.want:
        choices = want if isinstance(want, list) else [want]
        hit = next((a for t, f in choices for a in free if fits(t, f, a, zone)), None)
        if hit is None:
            wrong.append(f"missing: {choices}")
        else:
            free.remove(hit)
    for ban in case.ban:
        kind, fields = ban if isinstance(ban, tuple) else (ban, {})
        wrong += [f"forbidden: {a}" for a in made if fits(kind, fields, a, zone)]
    most = case.most if case.most is not None else len(case.want)
    if len(made) > most:
        wrong.append(f"too much: {len(made)} steps, at most {most}")
    return wrong


def fits(kind: str, fields: Mapping[str, Any], action: Mapping[str, Any], zone: ZoneInfo) -> bool:
    """Whether an action is of that kind and has those fields."""
    return action["type"] in kind.split("|") and all(
        _field(n, w, action, zone) for n, w in fields.items()
    )


def _field(name: str, want: Any, action: Mapping[str, Any], zone: ZoneInfo) -> bool:
    if name.endswith("~"):
        names = _TITLES if name == "title~" else (name[:-1],)
        text = " | ".join(str(action[n]) for n in names if action.get(n))
        return re.search(want, text, re.IGNORECASE) is not None
    got = action.get(name)
    if want is None or got is None:
        return want is got
    if isinstance(want, str) and re.match(r"\d{4}-\d\d-\d\d", want):
        return _moment(want, zone) in (
            _moment(str(got), zone),
            _moment(str(got)[:10], zone),
            _moment(str(got), zone, day=True),
        )
    if isinstance(want, str) and "|" in want:
        return str(got) in want.split("|")
    return bool(got == want)


def _moment(text: str, zone: ZoneInfo, *, day: bool = False) -> date | datetime:
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone).date() if day else moment


def mail(
    sender: str, to: str, subject: str, body: str, date: str, id: str = "", **headers: str
) -> tuple[str, str]:
    """A plain message as it comes in; `date` as RFC 5322 writes it."""
    head = {"From": sender, "To": to, "Subject": subject, "Message-ID": f"<{id or abs(hash((sender, subject, body)))}@mail.example>", "Date": date,
            "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}  # fmt: skip
    head |= {k.replace("_", "-"): v for k, v in headers.items()}
    return "eml", "\r\n".join(f"{k}: {v}" for k, v in head.items()) + "\r\n\r\n" + body.replace(
        "\n", "\r\n"
    ) + "\r\n"
