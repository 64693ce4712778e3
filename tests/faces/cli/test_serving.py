"""Links that are given out, and the address of the pages, by command."""

from __future__ import annotations

from tests.faces.cli.conftest import Run


def test_links_are_made_listed_and_revoked(team: Run) -> None:
    assert "No link has been given out" in team("links").out
    made = team("links", "status", "web", "--json").json
    assert made["link"]["url"].startswith("http://127.0.0.1:8765/status/")
    assert team("links", "feed", "bo", "--days", "10").out.rstrip().endswith(".ics")
    rows = team("links", "--json").json
    assert [(row["id"], row["purpose"], row["about"], row["state"]) for row in rows] == [
        ("L-1", "status", "WEB", "open"),
        ("L-2", "feed", "bo", "open"),
    ]
    assert rows[1]["expires_at"].startswith("2026-03-14")
    assert team("links", "revoke", "l-1").status == 0
    row = team("links", "--json").json[0]
    assert (row["state"], row["url"]) == ("revoked", None)
    again = team("links", "revoke", "L-1")
    assert (again.status, again.err.strip()) == (1, "L-1 is revoked already.")


def test_a_link_that_was_made_can_be_undone(team: Run) -> None:
    team("links", "status", "WEB")
    assert team("undo").status == 0
    assert team("links", "--json").json == []


def test_links_begin_with_the_address_of_the_pages(team: Run) -> None:
    team("links", "status", "WEB")
    assert team("links", "address", "https://book.acme.example/").status == 0
    assert team("links", "--json").json[0]["url"].startswith("https://book.acme.example/status/")
    for odd in ("javascript:alert(1)", "book.acme.example", "https://a:b@x.example", "http://"):
        answer = team("links", "address", odd)
        assert answer.status == 1
        assert "cannot be the address" in answer.err
    assert team("links", "address", "none").status == 0


def test_what_a_link_needs_is_said(team: Run) -> None:
    assert team("links", "status").status == 2
    assert "lacks a project" in team("links", "status").err
    assert team("links", "status", "NOPE").status == 1
    assert team("links", "list", "WEB").status == 2
