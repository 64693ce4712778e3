"""The stylesheet, the sign and the few lines of script: ours, and no others."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from worktui.faces.web.paper import ASSETS, HERE
from worktui.faces.web.refusals import Refusal
from worktui.faces.web.site import Site


async def asset(_site: Site, request: Request) -> Response:
    """One of the files by its name; nothing else can be reached."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise Refusal(404)
    return Response(
        _read(name), media_type=ASSETS[name], headers={"cache-control": "public, max-age=86400"}
    )


@lru_cache(maxsize=8)
def _read(name: str) -> bytes:
    return (HERE / "static" / name).read_bytes()
