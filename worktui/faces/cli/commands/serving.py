"""Commands on pages: serve them."""

from __future__ import annotations

import click

from worktui.faces.cli.room import Room


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

    room.house.serve(
        host=host or settings.host,
        port=settings.port if port is None else port,
        ready=ready,
        quiet=quiet,
        chores=not no_chores,
        allow_root=allow_root,
    )
