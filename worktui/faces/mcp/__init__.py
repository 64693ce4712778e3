"""The face for agents: a Model Context Protocol server that reads and proposes, and cannot do more.

An extra; what it needs is loaded when it is served, and only then.
"""

from __future__ import annotations

from importlib.util import find_spec

from worktui.app.proposing import Proposer
from worktui.domain.errors import BadInput


def serve(proposer: Proposer, name: str = "") -> None:
    """Speak the protocol on standard input and output until the other side hangs up.

    `name` is what the agent is called here, "" for what it calls itself. Raises BadInput when
    the extra is not installed.
    """
    if find_spec("mcp") is None:
        raise BadInput(
            "Agents are served by an extra that is not installed.",
            hint="pip install 'worktui[mcp]'",
        )
    from worktui.faces.mcp.wall import build

    build()
    from worktui.faces.mcp.server import make_server

    make_server(proposer, name).run("stdio")


__all__ = ["serve"]
