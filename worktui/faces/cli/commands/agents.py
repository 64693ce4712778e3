"""The command for agents: a server that lets them read and propose, and nothing else."""

from __future__ import annotations

import click

from worktui.faces.cli.room import Room


@click.command("mcp")
@click.option("--name", default="", help="What the agent is called here (what it calls itself).")
@click.pass_obj
def mcp_command(room: Room, name: str) -> None:
    """Let an agent read the work and propose changes, over standard input and output.

    It speaks the Model Context Protocol. What an agent proposes waits in the inbox under its
    name; nothing in this process can apply it. `docs/agents.md` says how to set one up.
    """
    room.house.serve_agents(name)
