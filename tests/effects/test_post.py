"""Messages to other programs: each receiver's shape, one id, a signature, and no way inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.effects.letters import NOW, letter
from tests.end_to_end.servers import Hooks, hook_server
from worktui.effects.carrier import Permanent
from worktui.effects.courier import Courier
from worktui.effects.post import PostCarrier, outside, receivers_of, shape_of, shaped
from worktui.effects.scripted import ScriptedCarrier


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with hook_server() as found:
        yield found


def message(**more: Any) -> dict[str, Any]:
    text = "The page is live."
    return letter(kind="webhook", to="team", subject="Done", body=text, ics=None, **more)


def courier(post: dict[str, str]) -> Courier:
    return Courier(ScriptedCarrier(), post=PostCarrier(receivers_of(post)))


def only(given: Courier, doc: dict[str, Any], now: datetime = NOW) -> dict[str, Any]:
    (outcome,) = given.deliver([doc], now)
    return dict(outcome.fields)


def allowed(hooks: Hooks, **more: str) -> dict[str, str]:
    return {"team": hooks.url, "team_allow_private": "true", **more}


def test_a_message_is_posted_with_its_id_moment_and_signature(hooks: Hooks) -> None:
    key = base64.b64encode(b"k" * 32).decode()
    doc = message()
    assert only(courier(allowed(hooks, team_secret=f"whsec_{key}")), doc)["state"] == "sent"
    ((headers, body),) = hooks.taken
    assert headers["webhook-id"] == doc["key"]
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    signed = f"{doc['key']}.{int(NOW.timestamp())}.".encode() + body
    digest = hmac.new(b"k" * 32, signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert json.loads(body)["data"]["text"] == "The page is live."


def test_over_all_attempts_id_and_body_stay_the_same(hooks: Hooks) -> None:
    hooks.answers[:] = [(500, {}), (503, {}), (200, {})]
    given, doc = courier(allowed(hooks)), message()
    for n in range(3):
        doc |= only(given, doc, NOW + timedelta(hours=n))
    assert (doc["state"], doc["attempts"]) == ("sent", 3)
    assert len({headers["webhook-id"] for headers, _ in hooks.taken}) == 1
    assert len({body for _, body in hooks.taken}) == 1


def test_a_receiver_that_asks_for_a_pause_gets_it(hooks: Hooks) -> None:
    hooks.answers[:] = [(429, {"Retry-After": "3600"})]
    fields = only(courier(allowed(hooks)), message())
    assert fields["state"] == "pending"
    assert datetime.fromisoformat(fields["next_at"]) >= NOW + timedelta(hours=1)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 301, 302, 307])
def test_an_answer_that_will_not_change_is_the_end(hooks: Hooks, status: int) -> None:
    hooks.answers[:] = [(status, {"Location": "http://127.0.0.1:1/"})]
    fields = only(courier(allowed(hooks)), message())
    assert fields["state"] == "dead"
    assert str(status) in fields["last_error"]
    assert len(hooks.taken) == 1


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://2130706433:{}/", "http://0x7f.1:{}/",
     "http://0177.0.0.1:{}/", "http://127.1:{}/", "http://[::1]:{}/", "http://0.0.0.0:{}/",
     "http://[::ffff:127.0.0.1]:{}/", "https://127.0.0.1:{}/", "https://2130706433:{}/",
     "https://localhost:{}/", "https://169.254.169.254:{}/latest/meta-data/"],
)  # fmt: skip
def test_no_address_inside_is_posted_to_unless_it_is_allowed(hooks: Hooks, address: str) -> None:
    fields = only(courier({"team": address.format(hooks.port)}), message())
    assert fields["state"] in ("dead", "pending")
    assert hooks.taken == []
    if fields["state"] == "pending":  # a machine without that family of addresses
        assert "There is no address" in fields["last_error"]


@pytest.mark.parametrize(
    ("address", "open_one"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True),
     ("64:ff9b::808:808", True), ("127.0.0.1", False), ("10.1.2.3", False),
     ("172.31.0.1", False), ("192.168.1.1", False), ("100.64.0.1", False),
     ("169.254.169.254", False), ("0.0.0.0", False), ("224.0.0.1", False),
     ("255.255.255.255", False), ("192.0.0.8", False), ("198.18.0.1", False), ("::1", False),
     ("::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("fec0::1", False),
     ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
     ("2001:0:0:0:0:0:80ff:fffe", False), ("ff02::1", False), ("no address", False)],
)  # fmt: skip
def test_which_addresses_are_outside(address: str, *, open_one: bool) -> None:
    assert outside(address) is open_one


@pytest.mark.parametrize(
    ("address", "shape"),
    [("https://hooks.slack.com/services/T/B/x", "slack"),
     ("https://discord.com/api/webhooks/1/x", "discord"),
     ("https://discord.com/api/webhooks/1/x/slack", "slack"),
     ("https://chat.acme.example/hooks/abcdefghijklmnopqrstuvwxyz", "mattermost"),
     ("https://crm.example/in", "json"), ("slack+https://rocket.example/hook", "slack"),
     ("mattermost+https://x.example/h", "mattermost"), ("discord+https://x.example/", "discord"),
     ("json+https://hooks.slack.com/x", "json"), ("https://notslack.com/x", "json"),
     ("https://hooks.slack.com.evil.example/x", "json")],
)  # fmt: skip
def test_what_a_receiver_understands_is_seen_by_its_address(address: str, shape: str) -> None:
    assert shape_of(address)[0] == shape
    assert shape_of(address)[1].startswith("https://")


LOUD = message() | {"body": "@channel <!here> & @everyone, look <https://x.example|here>"}


def test_nobody_is_called_by_name_in_a_chat() -> None:
    slack = shaped(LOUD, "slack")["text"]
    assert "<!" not in slack
    assert "&lt;!here&gt; &amp; " in slack
    assert "@channel" not in shaped(LOUD, "mattermost")["text"]
    assert shaped(LOUD, "discord")["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("shape", ["slack", "mattermost", "discord", "json"])
def test_a_long_text_is_cut_to_what_a_receiver_takes(shape: str) -> None:
    body = json.dumps(shaped(message() | {"body": "x" * 100_000}, shape))
    assert len(body) < {"discord": 2100}.get(shape, 61_000)


def test_without_a_text_nothing_is_posted() -> None:
    with pytest.raises(Permanent, match="no text"):
        shaped(message() | {"body": " \n"}, "slack")


def test_an_address_without_tls_is_refused_before_anything_is_looked_up() -> None:
    fields = only(courier({"team": "http://chat.example/x"}), message())
    assert "TLS" in fields["last_error"]


def test_the_address_and_the_secret_are_in_no_outcome(hooks: Hooks) -> None:
    hooks.answers[:] = [(400, {})]
    (outcome,) = courier(allowed(hooks, team_secret="canary7")).deliver([message()], NOW)
    said = f"{outcome.fields}{outcome.told}"
    assert "canary7" not in said
    assert str(hooks.port) not in said


def test_a_name_that_no_settings_know_is_not_carried_here() -> None:
    assert not courier({"crm": "https://crm.example/"}).carries(message())
    assert courier({"team": "https://crm.example/"}).carries(message())
    assert not Courier(ScriptedCarrier()).carries(message())
