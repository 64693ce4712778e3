"""A form that was sent from a page: its limits, its origin, its proof, its fields."""

from __future__ import annotations

from starlette.requests import Request

from worktui.faces.web.asked import fields_of
from worktui.faces.web.callers import bucket
from worktui.faces.web.proof import FIELD, from_here
from worktui.faces.web.refusals import Refusal
from worktui.faces.web.site import Site


def caller(request: Request) -> str:
    """The address of whoever asks."""
    return str(request.scope["caller"])


def count(site: Site, request: Request, rule: str, key: str = "") -> None:
    """Count one more of something for the caller, or for a key; refuses one too many (429)."""
    if not site.limits.take(rule, key or bucket(caller(request)), site.now()):
        raise too_many(site, request, rule)


def refuse_spent(site: Site, request: Request, rule: str, key: str = "") -> None:
    """Refuse (429) where one more would be too many; counts nothing."""
    if site.limits.spent(rule, key or bucket(caller(request)), site.now()):
        raise too_many(site, request, rule)


def too_many(site: Site, request: Request, rule: str) -> Refusal:
    """The refusal of one too many, noted."""
    site.alarm("limit", caller(request), {"rule": rule})
    return Refusal(429, headers={"retry-after": str(site.limits.wait(rule))})


async def sent_fields(site: Site, request: Request) -> tuple[dict[str, str], bool]:
    """The fields of a form that was sent, and whether the visitor's proof came with them.

    What comes from another site is refused here; a missing proof is for the page to
    decide, which can show the form again with all that was written in it.
    """
    headers = request.headers
    count(site, request, "post")
    if not from_here(
        headers.get("origin", ""),
        headers.get("sec-fetch-site", ""),
        headers.get("host", ""),
        site.public,
    ):
        site.alarm("foreign form", caller(request), {"origin": headers.get("origin", "")})
        raise Refusal(403, "This was sent from another site.", title="Not from here")
    fields = await fields_of(request, patience=site.patience)
    proofs = site.proofs(headers.get("host", ""))
    cookie = proofs.cookie_of(headers.get("cookie", ""))
    proven = proofs.holds(cookie, fields.pop(FIELD, ""))
    if not proven:
        site.alarm("no proof", caller(request))
    return fields, proven
