"""The one door of the senses: kinds told or guessed, nothing ever raised."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.arrival import Party
from worktui.senses.intake import KINDS, read

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
MAIL = "From: tom@x.example\nTo: mara@x.example\nSubject: Hi\n\nHello\n"
EVENT = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260311T140000Z\nEND:VEVENT\nEND:VCALENDAR\n"
)
FORM = {"form": "contact", "id": "s1", "submitted_at": "2026-03-04T08:58:00Z",
        "fields": {"name": "Lena Voss", "email": "Lena@Bakery.example", "message": "Hi\x1b[2J!"}}  # fmt: skip
GIT = {"provider": "local", "ref": "refs/heads/main", "default_branch": True,
       "commits": [{"sha": "9f1c", "author": "joe@x.example", "date": "2026-03-04T08:10:00Z",
                    "message": "fix\n\nCloses WEB-15\n"}]}  # fmt: skip
LOG = (
    "commit 9f1c2ab47be0d3a5c6e1f2098d7b6a5c4e3f2d10 (HEAD -> main, origin/main)\n"
    "Author: Joe <joe@x.example>\nDate:   Wed Mar 4 09:10:00 2026 +0100\n\n    Fix it\n\n    Closes WEB-15\n\n"
    "commit 1f1c2ab47be0d3a5c6e1f2098d7b6a5c4e3f2d10\nAuthor: Ana <ana@x.example>\n"
    "Date:   Tue Mar 3 09:10:00 2026 +0100\n\n    Earlier\n"
)
HOOK = {"source": "crm", "headers": {}, "body": {"type": "x", "data": {"title": "t"}}}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (MAIL, "eml"), (f"From x Wed Mar  4 08:42:00 2026\n{MAIL}", "eml"), (EVENT, "ics"),
        (json.dumps(FORM), "form"), (json.dumps(GIT), "git"), (LOG, "git"), (json.dumps(HOOK), "webhook"),
        ("call Ana tomorrow", "text"), ("Note: call Ana\nSubject: none", "text"),
        ("[ ] call Ana", "text"), ("{not json", "text"), ("2026-03-04", "text"),
        (json.dumps({"name": "Lena", "email": "l@x.example", "message": "Hi"}), "form"),
        (json.dumps({"object_kind": "push", "ref": "refs/heads/x", "commits": []}), "webhook"),
        (json.dumps({"kind": "eml", "raw": MAIL}), "eml"),
    ],
)  # fmt: skip
def test_the_kind_is_guessed_from_the_content(raw: str, kind: str) -> None:
    for given_raw in (raw, raw.encode()):
        (arrival,) = read(given_raw, None, now=NOW)
        assert (arrival.kind, arrival.state) == (kind, "parsed")


def test_the_name_of_a_file_decides_before_its_content() -> None:
    assert read(b"hello", None, name="x.ics", now=NOW)[0].kind == "ics"
    assert read(EVENT.encode(), None, name="X.EML", now=NOW)[0].kind == "eml"
    assert read(b"{", None, name="x.json", now=NOW)[0].state == "failed"


def test_lines_that_end_in_cr_as_a_terminal_pastes_them_are_lines() -> None:
    mail = "From: iva@novak.example\nSubject: Call\nDate: Wed, 25 Nov 2026 09:10:00 +0100\n\nHello."
    (as_saved,) = read(mail, None, now=NOW)
    (as_pasted,) = read(mail.replace("\n", "\r"), None, now=NOW)
    (as_bytes,) = read(mail.replace("\n", "\r").encode(), None, now=NOW)
    assert as_saved.kind == "eml"
    assert as_pasted == as_saved == as_bytes


def test_a_list_is_several_arrivals_in_order() -> None:
    items: list[Any] = [
        {"kind": "text", "raw": "one"}, {"kind": "eml", "raw": MAIL}, FORM, {"kind": "ics", "raw": "x"},
        HOOK, 7, {"kind": "batch", "items": [{"kind": "text", "raw": "two"}]},
    ]  # fmt: skip
    arrivals = read(json.dumps(items).encode(), None, now=NOW)
    assert [(a.kind, a.state) for a in arrivals] == [
        ("text", "parsed"), ("eml", "parsed"), ("form", "parsed"), ("ics", "failed"),
        ("webhook", "parsed"), ("text", "failed"), ("text", "parsed"),
    ]  # fmt: skip
    assert arrivals == read(items, None, now=NOW)


def test_a_form_keeps_its_fields_and_tells_who_wrote() -> None:
    (arrival,) = read(FORM, "form", now=NOW)
    assert (arrival.source, arrival.external_id, arrival.event) == ("form:contact", "s1", "form")
    assert arrival.sender == Party("Lena Voss", "lena@bakery.example")
    assert (arrival.text, arrival.fields["message"]) == ("Hi!", "Hi!")
    assert arrival.sent_at == datetime(2026, 3, 4, 8, 58, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        {"Name": "Lena", "Email": "l@x.example", "Message": "Hi"},
        {"form_id": "f", "data": {"firstName": "Lena", "E-Mail": "l@x.example", "Nachricht": "Hi"}},
        {"data": {"fields": [{"label": "Name", "value": "Lena"}, {"label": "email", "value":
         "l@x.example"}, {"label": "message", "value": "Hi"}]}},
        {"form_response": {"answers": [{"type": "text", "text": "Lena", "field": {"ref": "name"},
         "key": "name"}, {"type": "email", "email": "l@x.example", "key": "email"},
         {"type": "text", "text": "Hi", "key": "message"}]}},
    ],
)  # fmt: skip
def test_forms_of_other_services_are_understood(raw: dict[str, Any]) -> None:
    (arrival,) = read(raw, "form", now=NOW)
    assert arrival.sender == Party("Lena", "l@x.example")
    assert arrival.text == "Hi"


def test_commits_come_oldest_first_from_json_and_from_the_log() -> None:
    (told,) = read(GIT, "git", now=NOW)
    assert (told.source, told.external_id, told.default_branch) == ("git:local", "9f1c", True)
    assert told.commits[0].message == "fix\n\nCloses WEB-15"
    (log,) = read(LOG, "git", now=NOW)
    assert [c.author.name for c in log.commits] == ["Ana", "Joe"]
    assert log.commits[1].message == "Fix it\n\nCloses WEB-15"
    assert log.commits[1].date == datetime(2026, 3, 4, 8, 10, tzinfo=UTC)
    assert log.default_branch


def test_secrets_reach_the_webhook() -> None:
    (arrival,) = read(HOOK, "webhook", now=NOW, secrets={"crm": "whsec_eHh4"})
    assert arrival.state == "quarantined"


@pytest.mark.parametrize("kind", [*KINDS, None, "nonsense"])
@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe\x00\xd8", b"{}", b"[]", b"[[[[[]]]]]", b"null", b"7", b'{"kind":"eml"}', {}, [],
     b'{"kind":"form","raw":7}', b"[" * 9000, b'{"commits":[1,null,{}]}', {"headers": 1, "body": None},
     b'{"fields":[1]}', "\ud800", b"x" * (10 * 1024 * 1024 + 1)],
    ids=range(17),
)  # fmt: skip
def test_bad_input_of_any_kind_is_an_arrival_that_says_why(raw: Any, kind: str | None) -> None:
    for arrival in read(raw, kind, now=NOW):
        assert arrival.state in ("parsed", "failed", "quarantined")
        assert (arrival.why is None) == (arrival.state == "parsed")
        assert len(arrival.digest) == 64


@given(st.binary(max_size=200), st.sampled_from([*KINDS, None]))
def test_no_bytes_at_all_raise(raw: bytes, kind: str | None) -> None:
    assert read(raw, kind, now=NOW)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kind", "raw", "body", "headers", "source", "fields", "commits", "data",
                             "issue", "repository", "object_kind", "author", "push", "changes"]),
            inner, max_size=5,
        ),
        max_leaves=12,
    ).filter(lambda v: isinstance(v, dict | list)),
    st.sampled_from(["form", "git", "webhook", None]),
)  # fmt: skip
def test_no_json_at_all_raises(raw: Any, kind: str | None) -> None:
    assert read(raw, kind, now=NOW)
