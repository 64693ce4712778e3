"""The walls of the house: import contracts, and the words that name no room."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "worktui"
MODULES = sorted(PACKAGE.rglob("*.py"))
NO_ROOMS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "shared"}
LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def planted(folder: Path, name: str, line: str) -> Path:
    """A house of empty rooms under our contracts, with one import `line` in module `name`."""
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    for room in {path.relative_to(PACKAGE).parent for path in MODULES}:
        if len(room.parts) < 3:
            (folder / "worktui" / room).mkdir(parents=True, exist_ok=True)
            (folder / "worktui" / room / "__init__.py").touch()
    for module in contracts["contracts"][0]["layers"]:
        if module.strip("()") in {"__main__", "main", "wiring"}:
            (folder / "worktui" / f"{module.strip('()')}.py").touch()
    (folder / "worktui" / name).write_text(f"{line}\n")
    return folder


def test_arrows_point_down() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


def test_an_import_that_points_down_is_free(tmp_path: Path) -> None:
    result = lint_imports(planted(tmp_path, "app/board.py", "from worktui.engine import plan"))
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("name", "line", "contract"),
    [
        ("domain/work.py", "from worktui.engine import plan", "Arrows point down"),
        ("domain/work.py", "import orjson", "The domain is plain Python"),
        ("engine/plan.py", "import socket", "Thinking does no input or output"),
        ("app/board.py", "import textual", "Only the terminal app knows Textual"),
        ("app/board.py", "def late():\n    from worktui.store import file", "Arrows point down"),
        ("store/board.py", "from worktui.senses import mail", "Arrows point down"),
        ("faces/cli/board.py", "from worktui.faces import tui", "Faces do not know each other"),
        ("parlour.py", "", "Arrows point down"),
    ],
)
def test_a_wall_holds(tmp_path: Path, name: str, line: str, contract: str) -> None:
    result = lint_imports(planted(tmp_path, name, line))
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_a_name_and_says_what_it_is(path: Path) -> None:
    assert not NO_ROOMS & set(path.relative_to(PACKAGE).with_suffix("").parts)
    tree = ast.parse(path.read_text("utf-8"))
    assert not tree.body or ast.get_docstring(tree), f"{path} does not say what it is"
