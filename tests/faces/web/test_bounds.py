"""The small parts that keep the pages safe: limits, callers, proofs, bodies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faces.web.visitor import NOW
from worktui.domain.errors import BadInput
from worktui.faces.web.asked import DEEPEST, fields_in, json_in, too_deep
from worktui.faces.web.callers import Callers, bucket, loggable
from worktui.faces.web.limits import MOST, Limits
from worktui.faces.web.proof import Proofs, from_here
from worktui.faces.web.refusals import Refusal

SECRET = b"s" * 32


def test_so_many_at_once_and_then_as_many_as_time_gives_back() -> None:
    limits = Limits({"post": (3, 60)})
    assert [limits.take("post", "a", NOW) for _ in range(4)] == [True, True, True, False]
    assert limits.take("post", "b", NOW)
    later = NOW + timedelta(seconds=20)
    assert [limits.take("post", "a", later) for _ in range(2)] == [True, False]
    assert limits.spent("post", "a", later)
    assert not limits.spent("post", "a", later + timedelta(seconds=60))
    assert limits.wait("post") == 20


def test_very_many_callers_do_not_fill_the_memory() -> None:
    limits = Limits({"post": (1, 60)})
    for n in range(MOST + 10):
        limits.take("post", str(n), NOW)
    assert len(limits._full) == MOST


@pytest.mark.parametrize(
    ("peer", "told", "caller"),
    [
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1, 10.0.0.2", "127.0.0.1"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_a_forwarded_address_counts_only_as_far_as_our_own_proxies_tell_it(
    peer: str, told: str, caller: str
) -> None:
    callers = Callers(["127.0.0.1", "10.0.0.0/8"])
    assert callers.of(peer, [(b"x-forwarded-for", told.encode())]) == caller
    assert Callers().of(peer, [(b"x-forwarded-for", told.encode())]) == peer


def test_neighbours_in_one_ipv6_network_are_one() -> None:
    assert bucket("2001:db8::1") == bucket("2001:db8::ffff")
    assert bucket("2001:db8::1") != bucket("2001:db8:0:1::1")
    assert bucket("203.0.113.9") == "203.0.113.9"


@given(st.text(max_size=300))
def test_a_path_in_the_journal_is_one_short_harmless_word(path: str) -> None:
    told = loggable("/" + path)
    assert told.isascii()
    assert told.isprintable()
    assert " " not in told
    assert len(told) <= 10_000


def test_no_token_stands_in_the_journal() -> None:
    for path in ("/b/secret.token", "/status/secret.token", "/calendar/secret.token.ics"):
        assert "secret" not in loggable(path)
        assert loggable(path) == loggable(path)


def test_form_and_cookie_belong_together() -> None:
    proofs, others = Proofs(SECRET, https=False), Proofs(b"t" * 32, https=False)
    one, two = proofs.fresh(), proofs.fresh()
    assert proofs.holds(one, proofs.twin(one))
    assert not proofs.holds(two, proofs.twin(one))
    assert not proofs.holds(one, others.twin(one))
    assert not proofs.holds("", proofs.twin(""))
    assert not proofs.holds(one, "é")
    assert proofs.cookie_of(f"a=b; worktui={one}") == one
    for odd in ("", "worktui=", "worktui=short", f"worktui={one}x", "worktui=\x01", "=;;worktui"):
        assert proofs.cookie_of(odd) == ""


def test_a_cookie_is_bound_to_its_host_where_the_pages_are_encrypted() -> None:
    assert Proofs(SECRET, https=True).set_cookie("v").startswith("__Host-worktui=v; Path=/; Http")
    assert "; Secure" in Proofs(SECRET, https=True).set_cookie("v")
    for https in (False, True):
        assert "; SameSite=Strict" in Proofs(SECRET, https=https).set_cookie("v")


def test_a_stamp_tells_its_age_and_cannot_be_made_up() -> None:
    proofs = Proofs(SECRET, https=False)
    stamp = proofs.stamp("hello", NOW)
    assert proofs.age(stamp, "hello", NOW + timedelta(seconds=7)) == 7
    for odd in ("", "1.x", stamp[:-1], "9" + stamp, stamp + "x"):
        assert proofs.age(odd, "hello", NOW) is None
    assert proofs.age(stamp, "other", NOW) is None


@pytest.mark.parametrize(
    ("origin", "site", "ours"),
    [
        ("", "", True),
        ("null", "same-origin", True),
        ("https://book.studio.example", "same-origin", True),
        ("http://localhost:8765", "", True),
        ("https://evil.example", "", False),
        ("https://book.studio.example", "cross-site", False),
        ("null", "cross-site", False),
        ("", "same-site", False),
        ("https://book.studio.example.evil.example", "", False),
    ],
)
def test_what_comes_from_elsewhere_is_told_apart(origin: str, site: str, ours: bool) -> None:
    public = "https://book.studio.example"
    assert from_here(origin, site, "localhost:8765", public) is ours


def test_a_body_is_read_strictly() -> None:
    assert fields_in(b"a=1&a=2&b=%C3%A9+x&c=") == {"a": "1", "b": "é x", "c": ""}
    for odd in (b"a=%FF", "a=é".encode(), b"&".join(b"a=1" for _ in range(500))):
        with pytest.raises(Refusal) as refused:
            fields_in(odd)
        assert refused.value.status == 400
    assert json_in(b'{"a": ["[[[", {"b": "\\"]"}]}') == {"a": ["[[[", {"b": '"]'}]}
    for odd in (b'{"a": NaN}', b'{"a": 1, "a": 2}', b"\xff", b"", b"{", b"1" * 6000):
        with pytest.raises(Refusal):
            json_in(odd)


def test_what_is_nested_too_deeply_is_not_read() -> None:
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    assert not too_deep(deep)
    assert too_deep(b"[" + deep + b"]")
    assert not too_deep(b'"' + b"[" * 100 + b'"')


def test_a_proxy_that_is_no_address_is_told() -> None:
    with pytest.raises(BadInput, match="is no address"):
        Callers(["proxy.internal"])
