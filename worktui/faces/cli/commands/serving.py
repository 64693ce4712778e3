"""Commands on pages: serve them, and the links that are given out."""

from __future__ import annotations

import sys
from typing import Any

import click

from worktui.app.sharing import Link, links, revoke, set_address, share
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text


@click.command("serve")
@click.option("--host", default="", help="The address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port (8765); 0 is any free one.")
@click.option("--quiet", is_flag=True, help="No line for each request.")
@click.option("--no-chores", is_flag=True, help="Only pages: another worktui delivers.")
@click.option("--allow-root", is_flag=True, help="Serve to others even as root.")
@click.pass_obj
def serve_command(
    room: Room, *, host: str, port: int | None, quiet: bool, no_chores: bool, allow_root: bool
) -> None:
    """Serve the booking pages, forms, webhooks and shared status, until Ctrl-C."""
    settings = room.house.config.serve
    room.desk()

    def ready(address: str) -> None:
        room.answer({"address": address}, f"Pages are at {address}; Ctrl-C ends it.")
        sys.stdout.flush()  # whoever waits for it may read a pipe

    room.house.serve(
        host=host or settings.host,
        port=settings.port if port is None else port,
        ready=ready,
        quiet=quiet,
        chores=not no_chores,
        allow_root=allow_root,
    )


@click.command("links")
@click.argument(
    "what", type=click.Choice(["list", "status", "feed", "revoke", "address"]), default="list"
)
@click.argument("about", required=False)
@click.option("--days", type=click.IntRange(1, 3660), help="For so long; else until revoked.")
@click.pass_obj
def links_command(room: Room, *, what: str, about: str | None, days: int | None) -> None:
    """List the links given out; make one: links status WEB, links feed mara; links revoke L-1.

    `links address https://book.studio.example` says where the pages are reached; `none` takes
    that back.
    """
    if what == "list":
        if about:
            raise click.UsageError(f"`links list` takes no “{about[:40]}”.")
        return _list(room)
    if not about:
        raise click.UsageError(f"`links {what}` lacks {_LACKS[what]}.")
    desk = room.desk()
    if what == "revoke":
        receipt = revoke(desk, about)
    elif what == "address":
        receipt = set_address(desk, "" if about == "none" else about)
    else:
        receipt = share(desk, what, about, days=days or 0)
    work = desk.snapshot()
    every = links(work, desk.store.secret(), desk.now())
    made = next((link for link in every if link.id in receipt.ids), None)
    base = _base(work.get("settings", "workspace") or {})
    data = receipt_json(receipt, work, link=_link_json(made, base) if made else None)
    text = receipt_text(room, receipt)
    room.answer(data, f"{text}\n{base}{made.path}" if made else text)
    return None


_LACKS = {"status": "a project", "feed": "a person", "revoke": "the link's id", "address": "it"}


def _base(settings: Doc) -> str:
    """What stands before a link's path; an address to be filled in where there is none."""
    return Settings.of_doc(settings).public_address.rstrip("/") or "http://127.0.0.1:8765"


def _list(room: Room) -> None:
    desk = room.desk()
    work = desk.snapshot()
    base = _base(work.get("settings", "workspace") or {})
    found = links(work, desk.store.secret(), desk.now())
    rows = [
        [Cell(link.id), Cell(link.purpose), Cell(link.about), Cell(link.state),
         Cell(f"{base}{link.path}" if link.path else "")]
        for link in found
    ]  # fmt: skip
    text = room.paper.table(rows, grow=4) if rows else "No link has been given out."
    room.answer([_link_json(link, base) for link in found], text)


def _link_json(link: Link, base: str) -> dict[str, Any]:
    return {
        "id": link.id,
        "purpose": link.purpose,
        "about": link.about,
        "state": link.state,
        "by": link.by,
        "made_at": link.made_at,
        "expires_at": link.expires_at or None,
        "url": f"{base}{link.path}" if link.path else None,
    }
