"""Links are made at delivery, from the generation of that moment, and else left out."""

from __future__ import annotations

import re

from worktui.domain import token
from worktui.domain.snapshot import MappingSnapshot
from worktui.effects.links import filled, links_of, no_links

SECRET = b"s" * 32
BODY = (
    "Hello Zoe,\n\nit is booked for Tuesday.\n\nTo move or cancel it: {manage_link}\n\n"
    "Good times! All of them: {booking_link}. See you.\n\nMara\n"
)


ADDRESS = "https://book.studio.example"


def snapshot(address: str = ADDRESS, **booking: object) -> MappingSnapshot:
    doc = {"id": "BK-1", "status": "confirmed", **booking}
    held = {"id": "workspace", "public_address": address or None}
    return MappingSnapshot({"bookings": {"BK-1": doc}, "settings": {"workspace": held}})


def test_without_an_address_the_sentences_with_links_are_left_out() -> None:
    assert filled(BODY, {}, no_links) == (
        "Hello Zoe,\n\nit is booked for Tuesday.\n\nGood times! See you.\n\nMara\n"
    )


def test_a_link_holds_a_token_of_the_generation_the_booking_has_now() -> None:
    work = [snapshot(generation=3)]
    links = links_of(lambda: SECRET, lambda: work[0])
    doc = {"id": "O-1", "entity": "BK-1"}
    [made] = re.findall(r"https://book\.studio\.example/b/(\S+)", filled(BODY, doc, links))
    assert token.check(SECRET, made, token.MANAGE) == ("BK-1", 3)
    work[0] = snapshot(generation=4)
    later = filled(BODY, doc, links)
    assert made not in later
    work[0] = snapshot(status="cancelled")
    assert "move or cancel" not in filled(BODY, doc, links)


def test_a_link_to_free_times_names_the_booking_type_and_nothing_else() -> None:
    links = links_of(lambda: SECRET, snapshot)
    text = filled("All: {booking_link}", {"id": "O-1", "event_type": "intro/../x"}, links)
    assert text == "All: https://book.studio.example/book/intro%2F..%2Fx"


def test_a_link_to_offered_times_opens_where_they_are() -> None:
    links = links_of(lambda: SECRET, snapshot)
    offer = {"id": "O-1", "event_type": "intro",
             "starts": ["2026-03-12T10:00:00+01:00", "2026-03-10T09:00:00+01:00"]}  # fmt: skip
    text = filled("All: {booking_link}", offer, links)
    assert text == "All: https://book.studio.example/book/intro?from=2026-03-10"
    odd = filled("All: {booking_link}", {**offer, "starts": ["x&y=1"]}, links)
    assert odd == "All: https://book.studio.example/book/intro"


def test_only_the_web_is_linked_to() -> None:
    for address in ("", "javascript:alert(1)", "book.studio.example"):
        links = links_of(lambda: SECRET, lambda told=address: snapshot(told))
        assert links("manage_link", {"entity": "BK-1"}) is None
        assert links("booking_link", {"event_type": "intro"}) is None


def test_the_address_is_that_of_the_moment_a_message_leaves() -> None:
    work = [snapshot("")]
    links = links_of(lambda: SECRET, lambda: work[0])
    doc = {"id": "O-1", "event_type": "intro"}
    assert filled("All: {booking_link}", doc, links) == ""
    work[0] = snapshot("https://new.example/sub/")
    assert filled("All: {booking_link}", doc, links) == "All: https://new.example/sub/book/intro"


def test_braces_in_words_stay_as_they_are() -> None:
    body = "Use {name} and {0} and {manage_link!r} or %s."
    assert filled(body, {}, no_links) == body


def test_a_mail_about_nothing_that_is_booked_gets_no_link() -> None:
    links = links_of(lambda: SECRET, snapshot)
    assert filled("A. Here: {manage_link}", {"id": "O-1", "entity": "mail:x"}, links) == "A."
