"""Webhooks: taken in as they came, answered when they are stored.

The signature is checked over the very bytes that came; who has no secret in the settings is
not believed at all. A sender is told no reason.
"""

from __future__ import annotations

import re
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from worktui.app.inbox import Sensed
from worktui.faces.web.asked import JSON, body_of, kind_of, too_deep
from worktui.faces.web.refusals import Refusal
from worktui.faces.web.sent import caller, count, refuse_spent
from worktui.faces.web.site import Site

TOLD = re.compile(
    "webhook-|svix-|x-(github|gitlab|gitea|forgejo|gogs)-|x-(hub-signature|event-key|hook-uuid|"
    "request-uuid|request-id|attempt-number)"
)
"""Headers that say something about a delivery; all others are left out."""


async def hook(site: Site, request: Request) -> Response:
    """One delivery. 200 once it is stored, also for one that was stored before."""
    refuse_spent(site, request, "forged")
    if kind_of(request) not in (JSON, "application/cloudevents+json"):
        raise Refusal(415, headers={"accept": JSON})
    body = await body_of(request, patience=site.patience)
    source = request.path_params["source"]
    if source not in site.inbox.secrets:
        site.alarm("delivery from nobody known", caller(request), {"source": source})
        count(site, request, "forged")
        raise Refusal(401)
    if too_deep(body):
        raise Refusal(400)
    sensed = await site.beside(partial(_take_in, site, source, request, body))
    if any(doc.get("state") == "quarantined" for doc in sensed.arrivals):
        site.alarm("bad signature", caller(request), {"source": source})
        count(site, request, "forged")
        raise Refusal(401)
    return JSONResponse({"stored": True})


def _take_in(site: Site, source: str, request: Request, body: bytes) -> Sensed:
    headers = {name: value for name, value in request.headers.items() if TOLD.match(name)}
    text = body.decode("utf-8", "surrogateescape")
    return site.inbox.sense({"source": source, "headers": headers, "body": text}, "webhook")
