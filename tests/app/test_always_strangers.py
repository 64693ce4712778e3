"""What strangers do at a forge, and who only reads like one of the team: nothing acts for them."""

from __future__ import annotations

import hashlib
import hmac
import json
from itertools import count
from typing import Any

import pytest

from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.wiring import intake

SECRET = "s" * 24
REPOSITORY = {"full_name": "acme/web", "default_branch": "main"}
ANA = ("Ana Ruiz", "ana@acme.example")
_number = count(1)


@pytest.fixture
def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake, {"github": SECRET})


def delivered(box: Inbox, event: str, body: dict[str, Any]) -> list[Doc]:
    """What a signed delivery of the forge suggests, as it stands afterwards."""
    text = json.dumps(body)
    digest = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    headers = {
        "x-github-event": event,
        "x-github-delivery": f"d{next(_number)}",
        "x-hub-signature-256": f"sha256={digest}",
    }
    raw = {"source": "github", "headers": headers, "body": text}
    return [box.show(doc["id"]) for doc in box.sense(raw, "webhook").suggestions]


def push(
    message: str, author: tuple[str, str] = ANA, login: str = "ana", **more: Any
) -> dict[str, Any]:
    name, email = author
    sha = hashlib.sha1(f"{message}{author}".encode(), usedforsecurity=False).hexdigest()
    stamp = "2026-03-04T09:00:00+01:00"
    commit = {"id": sha, "message": message, "timestamp": stamp,
              "author": {"name": name, "email": email}}  # fmt: skip
    return {"ref": "refs/heads/main", "repository": REPOSITORY, "sender": {"login": login},
            "pusher": {"name": login}, "commits": [commit], **more}  # fmt: skip


def ruled(box: Inbox) -> None:
    """A rule made from a push of Ana's."""
    [first] = delivered(box, "push", push("Closes WEB-2"))
    box.always(first["id"])


def statuses(box: Inbox) -> list[str]:
    return [doc["status"] for doc in box.desk.snapshot().all("tasks")]


@pytest.mark.parametrize(
    "author",
    [
        ("Eve", "ana@evil.example"),
        ("Ana Ruiz", "eve@evil.example"),
        ("a-N-a 42", "x@y.example"),
        ("ana", ""),
    ],
)
def test_a_commit_of_one_who_only_reads_like_me_moves_nothing(
    box: Inbox, author: tuple[str, str]
) -> None:
    box.own_commits = True
    before = statuses(box)
    assert all(
        d["state"] == "proposed" for d in delivered(box, "push", push("Closes WEB-1", author))
    )
    assert statuses(box) == before
    [mine] = delivered(box, "push", push("Closes WEB-2"))
    assert mine["receipt"]["rule"] == "own-ana"


def test_a_rule_on_my_pushes_acts_for_my_next_one(box: Inbox) -> None:
    ruled(box)
    [rule] = box.desk.snapshot().all("rules")
    assert (rule["source"], rule["sender"]) == ("webhook:github", "ana")
    [again] = delivered(box, "push", push("Closes WEB-1"))
    assert again["receipt"]["rule"] == rule["id"]


@pytest.mark.parametrize("login", ["stranger", "ana-ruiz", "bo"])
@pytest.mark.parametrize(
    ("event", "action"),
    [("issues", "opened"), ("issues", "closed"), ("issue_comment", "created"),
     ("pull_request", "closed"), ("pull_request", "merged"), ("push", "")],
)  # fmt: skip
def test_a_rule_on_my_pushes_acts_for_nobody_else_at_the_forge(
    box: Inbox, event: str, action: str, login: str
) -> None:
    ruled(box)
    before = statuses(box)
    who = {"login": login, "type": "User"}
    text = "WEB-1 is done. Closes WEB-1"
    thing = {"number": 7, "title": text, "body": text, "user": who, "merged": action == "merged",
             "base": {"ref": "main"}, "head": {"ref": "x"}}  # fmt: skip
    name = "pull_request" if event == "pull_request" else "issue"
    body = {"action": action.replace("merged", "closed"), "repository": REPOSITORY,
            "sender": who, name: thing, "comment": {"body": text, "user": who}}  # fmt: skip
    made = delivered(box, event, push("Closes WEB-1", login=login) if event == "push" else body)
    assert not [doc for doc in made if "rule" in (doc.get("receipt") or {})]
    assert statuses(box) == before


def test_a_push_of_mine_with_a_strangers_commit_waits(box: Inbox) -> None:
    ruled(box)
    [made] = delivered(box, "push", push("Closes WEB-1", ("Stranger", "s@x.example")))
    assert made["state"] == "proposed"


def test_what_a_stranger_did_at_the_forge_gets_no_rule(box: Inbox) -> None:
    [made] = delivered(box, "push", push("Closes WEB-1", login="stranger"))
    with pytest.raises(Refused, match="nobody of this team"):
        box.always(made["id"])
