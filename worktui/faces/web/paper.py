"""Makes pages from templates: everything escaped, nothing undefined, headers put on."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.web import words
from worktui.faces.web.proof import FIELD
from worktui.faces.web.site import Site

HERE = Path(__file__).parent
MARK = f"proof-{secrets.token_hex(12)}"
"""Stands in rendered pages where each visitor's own proof goes."""
ASSETS = {"pages.css": "text/css", "zone.js": "text/javascript", "sign.svg": "image/svg+xml"}


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates, every value escaped."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        clock=words.clock,
        day=words.full_day,
        short_day=words.short_day,
        minutes=words.minutes,
        named=words.named,
        offset=words.offset,
        place=words.place,
        spoken=words.spoken,
        stamp=words.stamp,
    )
    found.globals.update(proof_field=FIELD, proof_mark=MARK, zones=words.ZONES, edition=edition())
    return found


@lru_cache(maxsize=1)
def edition() -> str:
    """Changes when an asset does, so that no browser keeps an old one."""
    import hashlib

    digest = hashlib.sha256()
    for name in ASSETS:
        digest.update((HERE / "static" / name).read_bytes())
    return digest.hexdigest()[:10]


def rendered(site: Site, work: Snapshot, name: str, **values: Any) -> str:
    """A page as text. `title` is needed."""
    team = team_of(work)
    return (
        templates().get_template(name).render(root=site.root, team=team, mails=site.mails, **values)
    )


def team_of(work: Snapshot) -> str:
    """The name of the workspace for people outside, "" when it has none."""
    settings = Settings.of(work)
    if settings.name:
        return settings.name
    return str((work.get("people", settings.me) or {}).get("name") or "")


def answer(site: Site, request: Request, page: str | bytes, status: int = 200) -> Response:
    """A page with the visitor's own proof in it, and their cookie set if they had none."""
    body = page.encode() if isinstance(page, str) else page
    mark = MARK.encode()
    if mark not in body:
        return HTMLResponse(body, status)
    proofs = site.proofs(request.headers.get("host", ""))
    had = proofs.cookie_of(request.headers.get("cookie", ""))
    cookie = had or proofs.fresh()
    response = HTMLResponse(body.replace(mark, proofs.twin(cookie).encode()), status)
    if not had:
        response.headers["set-cookie"] = proofs.set_cookie(cookie)
    return response


def see_other(site: Site, path: str) -> Response:
    """On to another page of ours (303), so that reloading repeats nothing."""
    return RedirectResponse(f"{site.root}{path}", 303)
