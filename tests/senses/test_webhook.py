"""Webhooks: signatures of five makers, facts of four forges, and everybody else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from worktui.domain.arrival import Arrival
from worktui.senses.signature import check
from worktui.senses.webhook import read_webhook

DATA = Path(__file__).parent.parent / "data" / "webhooks"
CASES = json.loads((DATA / "manifest.json").read_text("utf-8"))
SIGNED = json.loads((DATA / "signatures.json").read_text("utf-8"))
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
KEY = base64.b64encode(b"thirty-two bytes of a test key..").decode()


def compact(body: Any) -> bytes:
    """The bytes that are signed."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def standard(body: Any, at: datetime = NOW, key: str = KEY) -> dict[str, str]:
    """Headers of a delivery signed as Standard Webhooks says."""
    stamp = str(int(at.timestamp()))
    signed = b".".join((b"msg_1", stamp.encode(), compact(body)))
    mac = hmac.new(base64.b64decode(key), signed, hashlib.sha256).digest()
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": stamp,
        "webhook-signature": "v1,AAAA v1," + base64.b64encode(mac).decode(),
    }


def receive(body: Any, headers: dict[str, str] | None = None, source: str = "crm",
            secrets: dict[str, str] | None = None) -> Arrival:  # fmt: skip
    """One delivery, read at `NOW`."""
    raw = {"source": source, "headers": headers or {}, "body": body}
    return read_webhook(raw, NOW, secrets or {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_the_facts_of_every_forge_are_told_in_the_same_words(case: dict[str, Any]) -> None:
    body = json.loads((DATA / case["file"]).read_text("utf-8"))
    arrival = receive(body, case["headers"], case["provider"])
    assert arrival.state == "parsed"
    told = {name: arrival.fields.get(name, "").lower() for name in case["facts"]}
    assert told == {name: str(fact).lower() for name, fact in case["facts"].items()}


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["id"])
def test_signatures_of_others_are_judged_as_they_say(case: dict[str, Any]) -> None:
    headers = {name.lower(): value for name, value in case["headers"].items()}
    now = datetime.fromtimestamp(case["now"], UTC)
    why = check(headers, case["body"].encode(), case["secret"], now)
    assert (why is None) == case["valid"]


def test_a_right_signature_makes_the_arrival_signed() -> None:
    body = {"type": "contact.created", "data": {"email": "zoe@client.example", "message": "Grüße!"}}
    for secret in (f"whsec_{KEY}", KEY, f"whsec_{KEY}\nwhsec_b2xk"):
        arrival = receive(body, standard(body), secrets={"crm": secret})
        assert (arrival.state, arrival.signed) == ("parsed", True)
    assert arrival.external_id == "msg_1"
    assert arrival.source == "webhook:crm"
    assert arrival.event == "form"
    assert arrival.sender
    assert arrival.sender.email == "zoe@client.example"


@pytest.mark.parametrize("change", ["body", "late", "early", "key", "unsigned", "no id"])
def test_a_wrong_signature_is_quarantined_unread(change: str) -> None:
    body = {"type": "x", "data": {"title": "secret plan"}}
    offset = {"late": -301, "early": 301}.get(change, 0)
    key = base64.b64encode(b"another key").decode() if change == "key" else KEY
    headers = standard(body, NOW + timedelta(seconds=offset), key)
    if change == "unsigned":
        headers = {}
    if change == "no id":
        del headers["webhook-id"]
    sent = {"type": "y"} if change == "body" else body
    arrival = receive(sent, headers, secrets={"crm": KEY})
    assert (arrival.state, arrival.signed) == ("quarantined", False)
    assert arrival.why
    assert not arrival.fields
    assert not arrival.text


@pytest.mark.parametrize(
    ("header", "prefix"),
    [("X-Hub-Signature-256", "sha256="), ("X-Gitea-Signature", ""), ("X-Hub-Signature", "sha256=")],
)
def test_hex_signatures_of_forges_are_checked(header: str, prefix: str) -> None:
    body = {
        "action": "opened",
        "issue": {"number": 3, "title": "über"},
        "repository": {"name": "r"},
    }
    right = hmac.new(b"s3cret", compact(body), hashlib.sha256).hexdigest()
    good = receive(body, {header: prefix + right}, "github", {"github": "s3cret"})
    assert (good.state, good.signed) == ("parsed", True)
    bad = receive(body, {header: prefix + right[::-1]}, "github", {"github": "s3cret"})
    assert bad.state == "quarantined"
    sha1 = {"X-Hub-Signature": "sha1=" + "0" * 40}
    assert receive(body, sha1, "github", {"github": "s3cret"}).state == "quarantined"


def test_the_token_of_gitlab_is_compared() -> None:
    body = {"object_kind": "issue", "object_attributes": {"iid": 1, "title": "t", "action": "open"}}
    assert receive(body, {"X-Gitlab-Token": "t0k"}, "gitlab", {"gitlab": "t0k"}).signed
    wrong = receive(body, {"X-Gitlab-Token": "nope"}, "gitlab", {"gitlab": "t0k"})
    assert wrong.state == "quarantined"


def test_without_a_secret_nothing_counts_as_signed() -> None:
    body = {"type": "x", "data": {"a": "b"}}
    arrival = receive(body, standard(body))
    assert (arrival.state, arrival.signed) == ("parsed", False)


def test_a_merged_pull_request_names_the_task_of_its_branch() -> None:
    body = {
        "action": "closed",
        "pull_request": {
            "number": 418, "title": "Idempotency keys", "merged": True, "body": "Closes API-7.",
            "head": {"ref": "api-31-keys"}, "base": {"ref": "main"}, "user": {"login": "meera"},
        },
        "repository": {"full_name": "k/pay", "default_branch": "main"},
        "sender": {"login": "tomasz"},
    }  # fmt: skip
    arrival = receive(body, {"X-GitHub-Event": "pull_request"}, "github")
    assert arrival.event == "pr_merged"
    assert arrival.default_branch
    assert arrival.fields["tasks"] == "API-31, API-7"
    assert arrival.fields["by"] == "tomasz"
    assert arrival.fields["author"] == "meera"


@pytest.mark.parametrize(
    ("event", "body", "wanted"),
    [
        ("issues", {"action": "opened", "issue": {"number": 1}}, "issue_opened"),
        ("issues", {"action": "closed", "issue": {"number": 1}}, "issue_closed"),
        ("issues", {"action": "assigned", "issue": {"number": 1}}, "issue_assigned"),
        ("pull_request", {"action": "closed", "pull_request": {"merged": False}}, "pr_closed"),
        ("issue_comment", {"action": "created", "comment": {"body": "x"}}, "comment"),
        ("workflow_run", {"workflow_run": {"conclusion": "failure"}}, "ci_failed"),
        ("workflow_run", {"workflow_run": {"conclusion": "success"}}, "ci_passed"),
        ("release", {"action": "published", "release": {"tag_name": "v1"}}, "release"),
        ("star", {"action": "created"}, "unknown"),
    ],
)
def test_events_have_our_names(event: str, body: dict[str, Any], wanted: str) -> None:
    assert receive(body, {"X-GitHub-Event": event}, "github").event == wanted


def test_a_push_carries_its_commits_and_knows_the_default_branch() -> None:
    body = {
        "ref": "refs/heads/main",
        "commits": [{"id": "abc", "message": "Fix it\n\nCloses WEB-15", "timestamp":
                     "2026-03-04T09:10:00+01:00", "author": {"name": "Joe", "email": "J@x.example"}}],
        "repository": {"full_name": "k/web", "default_branch": "main"},
    }  # fmt: skip
    arrival = receive(body, {"X-GitHub-Event": "push"}, "github")
    (commit,) = arrival.commits
    assert (commit.sha, commit.author.email) == ("abc", "j@x.example")
    assert commit.date == datetime(2026, 3, 4, 8, 10, tzinfo=UTC)
    assert arrival.default_branch
    assert arrival.fields["tasks"] == "WEB-15"


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", "[1]", '{"a":1,"a":2}', "[NaN]", "[" * 5000, {}]
)
def test_a_body_that_says_nothing_is_failed_with_a_sentence(body: Any) -> None:
    arrival = receive(body)
    assert arrival.state == "failed"
    assert arrival.why


def test_texts_of_a_payload_are_cleaned_and_bounded() -> None:
    body = {"type": "x", "data": {f"k{n}": "a\x1b[2Jb\u202e" + "c" * 900 for n in range(500)}}
    fields = receive(body).fields
    assert len(fields) <= 110
    assert all(value.isprintable() for value in fields.values())


def test_a_body_that_repeats_itself_is_understood_and_one_that_contradicts_itself_is_not() -> None:
    same = receive('{"type": "ping", "title": "Up", "title": "Up"}')
    assert (same.state, same.subject) == ("parsed", "Up")
    other = receive('{"type": "ping", "title": "Up", "title": "Down"}')
    assert other.state == "failed"
    assert "twice" in (other.why or "")
