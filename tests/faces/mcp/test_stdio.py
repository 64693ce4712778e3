"""`worktui mcp` for real: the official client over standard input and output, and the wall."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
WORKTUI = ["-P", "-m", "worktui"]


def run(file: Path, *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, *WORKTUI, "--file", str(file), "--as", "ana", *words, "--json"],
        capture_output=True, text=True, check=False, timeout=30, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "work.json"
    run(file, "add", "Send the price list tomorrow")
    return file


@pytest.mark.needs("mcp")
async def test_the_official_client_lists_reads_proposes_and_cannot_do_more(file: Path) -> None:
    from mcp import Client, StdioServerParameters

    words = [*WORKTUI, "--file", str(file), "--as", "ana", "mcp", "--name", "tester"]
    server = StdioServerParameters(
        command=sys.executable, args=words, env=dict(os.environ), cwd=ROOT
    )
    async with Client(server, read_timeout_seconds=20) as agent:
        names = {tool.name for tool in (await agent.list_tools()).tools}
        assert all(name.startswith(("get_", "list_", "find_", "propose_")) for name in names)
        tasks = (await agent.call_tool("list_tasks", {})).structured_content
        (task,) = tasks["items"]
        moved = {"task": task["id"], "to": "done", "why": "It went out."}
        answer = (await agent.call_tool("propose_move", moved)).structured_content
        assert answer["status"] == "proposed"
        assert (await agent.call_tool("apply", {"id": answer["id"]})).is_error
        again = (await agent.call_tool("propose_move", moved)).structured_content
        assert again == {"id": answer["id"], "status": "duplicate_of", "why": again["why"]}
    assert run(file, "show", task["id"])["status"] == task["status"]
    (waiting,) = run(file, "inbox", "list")["suggestions"]
    assert (waiting["id"], waiting["origin"]) == (answer["id"], "agent:tester")
    run(file, "inbox", "apply", answer["id"])
    assert run(file, "show", task["id"])["column_kind"] == "done"


LOADED = """
import json, sys
from io import BytesIO, TextIOWrapper
sys.argv[0] = "worktui"
from worktui.main import main
code = main()
import importlib
from worktui.faces.mcp.wall import BEHIND
refused = []
for name in BEHIND:
    try:
        importlib.import_module(name)
    except ImportError:
        refused.append(name)
print(json.dumps([code, sorted(sys.modules), refused, list(BEHIND)]), file=sys.stderr)
"""


@pytest.mark.needs("mcp")
def test_what_applies_undoes_or_sends_is_neither_loaded_nor_loadable(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOADED, "--file", str(file), "mcp"],
        input="", capture_output=True, text=True, check=False, timeout=30, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    code, modules, refused, behind = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert "mcp" in modules
    assert refused == behind
    inside = [m for m in modules if any(m == b or m.startswith(f"{b}.") for b in behind)]
    assert inside == []
    for name in ("undo", "applying", "inbox", "always", "tick"):
        assert f"worktui.app.{name}" in behind


def test_whatever_in_the_app_writes_lies_behind_the_wall() -> None:
    from worktui.faces.mcp.wall import is_behind

    needed = {"desk", "fence", "proposing"}
    """Loaded to propose; what they are given there is the fence."""
    bare = {"outbox"}
    """Read by plans of messages; it delivers only by carriers, which are behind the wall."""
    writers = {
        path.stem
        for path in (ROOT / "worktui" / "app").glob("*.py")
        if ".commit(" in path.read_text("utf-8")
    }
    inside = {name for name in writers if not is_behind(f"worktui.app.{name}")}
    assert inside - needed - bare == set(), "writes work: put it into worktui/faces/mcp/wall.py"


def test_without_the_extra_it_says_how_to_get_it(file: Path, tmp_path: Path) -> None:
    hide = "import sys, importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'mcp' else f(n, *a)"
    code = f"{hide}\nfrom worktui.main import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "--file", str(file), "mcp"],
        input="", capture_output=True, text=True, check=False, timeout=30, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "pip install 'worktui[mcp]'" in done.stderr


def test_without_a_workspace_nothing_is_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    done = subprocess.run(
        [sys.executable, *WORKTUI, "--file", str(missing), "mcp"],
        input="", capture_output=True, text=True, check=False, timeout=30, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no workspace" in done.stderr
    assert list(tmp_path.iterdir()) == []
