"""Each face in a fresh interpreter: what a command does not need, it does not load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = {"textual", "rich", "markdown_it", "pygments"}
FOREIGN = {"icalendar", "pendulum", "dateutil", "recurring_ical_events"}
SERVERS = {"starlette", "uvicorn", "jinja2", "httpx", "requests", "mcp", "psycopg", "ortools"}
TESTS = {"pytest", "hypothesis", "_pytest"}

COMMAND = """
import json, sys
sys.argv[0] = "worktui"
from worktui.main import main
code = 0
try:
    code = main()
except SystemExit as leave:
    code = leave.code
print(json.dumps([code or 0, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*words: str | Path) -> set[str]:
    """Names of all modules loaded once `worktui WORDS` has done its work."""
    result = subprocess.run(
        [sys.executable, "-P", "-c", COMMAND, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert result.returncode == 0, result.stderr
    code, modules = json.loads(result.stderr.splitlines()[-1])
    assert code == 0, result.stderr
    return set(modules)


def test_the_package_itself_loads_nothing() -> None:
    code = "import sys; old = set(sys.modules); import worktui; print(*set(sys.modules) - old)"
    words = [sys.executable, "-P", "-c", code]
    result = subprocess.run(words, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["worktui"]


def test_asking_the_version_loads_no_work(tmp_path: Path) -> None:
    modules = loaded("--version")
    assert not modules & (SCREENS | FOREIGN | SERVERS | TESTS | {"tinydb"})
    assert not {name for name in modules if name.startswith(("worktui.store", "worktui.faces.tui"))}


@pytest.mark.parametrize(
    "words",
    [["add", "Call Ana on Friday"], ["list"], ["log"]],
    ids=lambda words: str(words[0]),
)
def test_a_command_about_tasks_loads_no_screen_and_no_calendar(
    words: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "work.json"
    loaded("--file", file, "add", "First")
    modules = loaded("--file", file, *words)
    assert not modules & (SCREENS | FOREIGN | SERVERS | TESTS)
    assert not {name for name in modules if name.startswith("worktui.faces.tui")}


def test_taking_in_plain_text_loads_no_screen(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Can you send the quote by Friday?\n")
    modules = loaded("--file", tmp_path / "work.json", "sense", note)
    assert not modules & (SCREENS | SERVERS | TESTS)


@pytest.mark.parametrize("layer", ["domain", "engine", "app"])
def test_the_inner_layers_need_only_the_standard_library(layer: str) -> None:
    code = f"""
import importlib, pkgutil, sys, worktui.{layer} as layer
for module in pkgutil.walk_packages(layer.__path__, layer.__name__ + "."):
    importlib.import_module(module.name)
print(*{{name.split(".")[0] for name in sys.modules}})
"""
    words = [sys.executable, "-P", "-c", code]
    result = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
    assert result.returncode == 0, result.stderr
    allowed = {"dateutil"} if layer != "domain" else set()
    foreign = SCREENS | (FOREIGN - allowed) | SERVERS | {"click", "tinydb"}
    assert not set(result.stdout.split()) & foreign
