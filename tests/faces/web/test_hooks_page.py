"""Webhooks: believed by their signature alone, stored before they are answered, told nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from tests.faces.web.visitor import NOW, SECRETS, make_site, visiting
from worktui.faces.web.site import Site

BODY = json.dumps(
    {
        "type": "contact.asked",
        "data": {"name": "Zoë Quinn", "email": "zoe@client.example",
                 "message": "Can you send the quote by Friday?"},
    },
    ensure_ascii=False,
    indent=1,
).encode()  # fmt: skip
"""With blanks and line ends, so that only the very bytes fit the signature."""


def standard(
    body: bytes = BODY, id: str = "msg_1", secret: str = SECRETS["crm"], age: int = 0
) -> dict[str, str]:
    second = str(int(NOW.timestamp()) - age)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id}.{second}.".encode() + body, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": second,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


def arrivals(site: Site) -> list[tuple[str, str]]:
    return [(doc["source"], doc["state"]) for doc in site.desk.snapshot().all("arrivals")]


async def post(site: Site, source: str, body: bytes, headers: dict[str, str]) -> Any:
    async with visiting(site) as visitor:
        return await visitor.client.post(f"/hooks/{source}", content=body, headers=headers)


async def test_a_signed_delivery_is_stored_and_a_replay_suggests_nothing_more() -> None:
    site = make_site()
    assert (await post(site, "crm", BODY, standard())).status_code == 200
    made = site.desk.snapshot().count("suggestions")
    assert made == 1
    again = await post(site, "crm", BODY, standard())
    assert again.status_code == 200
    assert site.desk.snapshot().count("suggestions") == made


@pytest.mark.parametrize(
    ("source", "headers", "body"),
    [
        ("crm", standard(), BODY + b" "),
        ("crm", standard(age=400), BODY),
        ("crm", {"content-type": "application/json"}, BODY),
        ("nobody", standard(), BODY),
        ("github", standard(), BODY),
    ],
)
async def test_a_delivery_that_is_not_proven_is_refused_without_a_reason(
    source: str, headers: dict[str, str], body: bytes
) -> None:
    site = make_site()
    answer = await post(site, source, body, headers)
    assert answer.status_code == 401
    assert answer.text == "This delivery was not accepted.\n"
    assert site.desk.snapshot().count("suggestions") == 0
    assert all(state == "quarantined" for _, state in arrivals(site))


async def test_while_a_secret_is_changed_both_are_good() -> None:
    new = "whsec_" + base64.b64encode(b"n" * 32).decode()
    site = make_site()
    site.inbox.secrets = {"crm": f"{new}\n{SECRETS['crm']}"}
    assert (await post(site, "crm", BODY, standard())).status_code == 200
    assert (await post(site, "crm", BODY, standard(id="msg_2", secret=new))).status_code == 200


async def test_a_forge_is_believed_by_its_own_signature() -> None:
    body = b'{ "action": "opened", "issue": {"number": 4, "title": "Broken link"} }'
    mac = hmac.new(SECRETS["github"].encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "content-type": "application/json",
        "x-github-event": "issues",
        "x-github-delivery": "d-1",
        "x-hub-signature-256": f"sha256={mac}",
    }
    site = make_site()
    assert (await post(site, "github", body, headers)).status_code == 200
    assert arrivals(site)[0][0] == "webhook:github"
    headers["x-hub-signature-256"] = "sha256=" + "0" * 64
    assert (await post(site, "github", body, headers)).status_code == 401


async def test_only_posted_json_is_a_delivery() -> None:
    site = make_site()
    plain = {**standard(), "content-type": "text/plain"}
    assert (await post(site, "crm", BODY, plain)).status_code == 415
    async with visiting(site) as visitor:
        answer = await visitor.get("/hooks/crm")
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


async def test_who_keeps_guessing_is_stopped() -> None:
    site = make_site()
    forged = {**standard(), "webhook-signature": "v1,AAAA"}
    seen = [(await post(site, "crm", BODY, forged)).status_code for _ in range(25)]
    assert set(seen[:20]) == {401}
    assert set(seen[20:]) == {429}
    assert len(arrivals(site)) <= 20


async def test_a_forged_delivery_does_not_keep_the_true_one_of_that_id_out() -> None:
    site = make_site()
    forged = {**standard(), "webhook-signature": "v1,AAAA"}
    assert (await post(site, "crm", BODY, forged)).status_code == 401
    assert (await post(site, "crm", BODY, standard())).status_code == 200
    assert site.desk.snapshot().count("suggestions") == 1
