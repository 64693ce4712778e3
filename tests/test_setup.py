"""The set-up scripts and the pinned requirements, tried on machines made up for the purpose."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ("run", "check", "requirements/install.sh")
TOOLS = ("sh", "cksum", "rm", "mkdir", "tail", "grep", "readlink", "dirname", "sleep", "cat")
SHELLS = [shell for shell in ("sh", "dash", "bash", "ksh", "zsh") if shutil.which(shell)]
CLOSED_PORT = "http" + "://127.0.0.1:9/simple"


def pins(kind: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return dict(re.findall(r"(?m)^([\w.-]+)==([\w.!+-]+)", text))


def declared(entries: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ ;\[]", entry, maxsplit=1)[0].lower() for entry in entries}


class Machine:
    """A copy of the scripts, and a PATH that holds only what is put there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.programs = folder / "bin"
        self.calls = folder / "uv-calls"
        self.programs.mkdir(parents=True)
        (self.checkout / "worktui").mkdir(parents=True)
        (self.checkout / "worktui" / "__main__.py").write_text(
            "import sys\nprint('started with', sys.argv[1:])\n"
        )
        (self.checkout / "requirements").mkdir()
        kinds = ("requirements/run.txt", "requirements/all.txt")
        for name in ("run", "requirements/install.sh", *kinds):
            shutil.copy(ROOT / name, self.checkout / name)
        for tool in TOOLS:
            self.link(tool, shutil.which(tool) or tool)

    def link(self, name: str, target: str) -> None:
        (self.programs / name).symlink_to(target)

    def script(self, name: str, body: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def with_python(self) -> Machine:
        """Give it this interpreter, and a uv that installs nothing and notes that it was asked."""
        self.link("python3", os.path.realpath(sys.executable))
        self.script("uv", f'echo "$*" >>"{self.calls}"')
        return self

    def start(self, *words: str, script: Path | None = None, **env: str) -> subprocess.Popen[str]:
        clean = {
            k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "WORKTUI"))
        }
        return subprocess.Popen(
            [script or self.checkout / "run", *words],
            cwd=self.programs.parent,
            env={**clean, "PATH": str(self.programs), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, script: Path | None = None, **env: str) -> tuple[int, str, str]:
        process = self.start(*words, script=script, **env)
        out, err = process.communicate(timeout=50)
        return process.returncode, out, err

    def installs(self) -> int:
        return len(self.calls.read_text().splitlines()) if self.calls.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("name", ["run", "check", ".ci/run"])
def test_a_command_of_the_repository_can_be_executed(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_are_plain_shell(shell: str, name: str) -> None:
    subprocess.run([shell, "-n", name], cwd=ROOT, check=True)


def test_the_run_of_a_build_machine_parses() -> None:
    bash = shutil.which("bash")
    assert (
        bash is None or subprocess.run([bash, "-n", ROOT / ".ci/run"], check=False).returncode == 0
    )


@pytest.mark.parametrize("kind", ["run", "all", "dev"])
def test_requirements_are_pinned_by_hash_and_name_no_address(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(-|--(?!hash))", text.replace("    --hash", "    hash"))
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert len(blocks) > 10
    assert all("--hash=sha256:" in block for block in blocks)


def test_what_checks_install_holds_what_a_start_installs() -> None:
    assert pins("run").items() <= pins("all").items() <= pins("dev").items()


def test_every_declared_package_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert declared(project["project"]["dependencies"]) <= set(pins("run"))
    assert declared(project["dependency-groups"]["dev"]) <= set(pins("dev"))
    for extra, packages in project["project"]["optional-dependencies"].items():
        assert extra == "solver" or declared(packages) <= set(pins("all")), extra


def test_no_lock_or_setting_names_a_registry() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert "tool.uv" not in text
    assert "index-url" not in text
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"uv.lock", "pylock.toml", ".venv/"} <= set(ignored)


def test_the_shown_version_of_textual_is_the_one_pictures_were_made_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for name in ("textual", "rich"):
        assert f"{name}=={pins('run')[name]}" in project["project"]["dependencies"]


def test_without_python_one_sentence_says_what_to_install(machine: Machine) -> None:
    code, out, err = machine.run()
    assert (code, out) == (1, "")
    assert "no Python was found" in err
    assert "apt install python3 python3-venv" in err


def test_a_python_that_is_too_old_is_named(machine: Machine) -> None:
    machine.script("python3", "echo old 3.9 /usr/bin/python3.9")
    code, _, err = machine.run()
    assert code == 1
    assert "needs Python 3.11 or newer; the one found is 3.9 (/usr/bin/python3.9)" in err
    assert "WORKTUI_PYTHON=" in err


def test_a_python_without_venv_names_the_package_that_brings_it(machine: Machine) -> None:
    machine.script("python3", "echo bare 3.12 /usr/bin/python3.12")
    code, _, err = machine.run()
    assert code == 1
    assert "apt install python3.12-venv" in err


def test_a_newer_python_is_taken_before_an_old_one(machine: Machine) -> None:
    machine.with_python().script("python3.14", "echo old 3.10 /opt/odd")
    code, out, err = machine.run("list")
    assert (code, out) == (0, "started with ['list']\n"), err


def test_offline_is_said_in_one_sentence(machine: Machine) -> None:
    machine.link("python3", os.path.realpath(sys.executable))
    nowhere = {"PIP_INDEX_URL": CLOSED_PORT, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    code, out, err = machine.run(**nowhere)
    assert (code, out) == (1, "")
    assert "The first start needs the network; later ones do not." in err
    assert "Traceback" not in err
    assert "ERROR" not in err


def test_the_second_start_only_starts(machine: Machine) -> None:
    machine.with_python()
    code, out, err = machine.run("add", "two words", "")
    assert (code, out) == (0, "started with ['add', 'two words', '']\n"), err
    assert "setting up" in err
    for program in ("python3", "uv", "grep", "mkdir"):
        (machine.programs / program).unlink()
    assert machine.run("list") == (0, "started with ['list']\n", "")
    assert machine.installs() == 1


def test_changed_requirements_are_installed_at_the_next_start(machine: Machine) -> None:
    machine.with_python().run()
    with (machine.checkout / "requirements/run.txt").open("a") as file:
        file.write("# another package\n")
    code, _, err = machine.run()
    assert code == 0
    assert "have changed" in err
    assert machine.installs() == 2
    assert machine.run()[2] == ""


def test_all_that_is_optional_is_installed_when_asked_for_and_stays(machine: Machine) -> None:
    machine.with_python()
    assert machine.run("--all", "serve")[:2] == (0, "started with ['serve']\n")
    assert "all.txt" in machine.calls.read_text()
    assert machine.run("list") == (0, "started with ['list']\n", "")
    assert machine.run("--all", "list") == (0, "started with ['list']\n", "")
    assert machine.installs() == 1


@pytest.mark.parametrize("locked_by", ["flock", "mkdir"])
def test_starts_at_the_same_time_set_up_once(machine: Machine, locked_by: str) -> None:
    machine.with_python()
    if locked_by == "flock":
        flock = shutil.which("flock")
        if flock is None:
            pytest.skip("no flock here")
        machine.link("flock", flock)
    starts = [machine.start(str(n)) for n in range(3)]
    for n, process in enumerate(starts):
        out, err = process.communicate(timeout=50)
        assert (process.returncode, out) == (0, f"started with ['{n}']\n"), err
    assert machine.installs() == 1
    assert not (machine.checkout / ".venv.lock.d").exists()


def test_a_lock_of_a_set_up_that_died_is_taken_over(machine: Machine) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    (machine.checkout / ".venv.lock.d").mkdir()
    (machine.checkout / ".venv.lock.d/pid").write_text(f"{gone.pid}\n")
    assert machine.with_python().run()[0] == 0


def _cut_off(machine: Machine) -> None:
    (machine.checkout / ".venv/.busy").touch()
    (machine.checkout / ".venv/.ready-run").unlink()


def _interpreter_gone(machine: Machine) -> None:
    for python in (machine.checkout / ".venv/bin").glob("python*"):
        python.unlink()
        python.symlink_to("/nowhere/python3.11")


@pytest.mark.parametrize("damage", [_cut_off, _interpreter_gone])
def test_a_broken_environment_is_built_anew(
    machine: Machine, damage: Callable[[Machine], None]
) -> None:
    machine.with_python().run()
    left_over = machine.checkout / ".venv/left-over"
    left_over.touch()
    damage(machine)
    code, out, err = machine.run("list")
    assert (code, out) == (0, "started with ['list']\n"), err
    assert not left_over.exists()


def test_a_checkout_that_moves_and_a_link_to_it_keep_working(
    machine: Machine, tmp_path: Path
) -> None:
    machine.with_python().run()
    moved = machine.checkout.rename(tmp_path / "moved")
    (tmp_path / "link").symlink_to("moved/run")
    for script in (moved / "run", tmp_path / "link"):
        assert machine.run("list", script=script) == (0, "started with ['list']\n", "")
    assert machine.installs() == 1


def test_a_file_in_the_folder_of_the_user_is_not_taken_for_a_module(
    machine: Machine, tmp_path: Path
) -> None:
    machine.with_python().run()
    (tmp_path / "worktui.py").write_text("raise SystemExit('taken over')\n")
    assert machine.run("list")[1] == "started with ['list']\n"


REAL_PART = """
import pytest

@pytest.mark.needs("sh")
def test_here(): pass

@pytest.mark.needs("a-program-nobody-has")
def test_not_here(): pass

@pytest.mark.long
def test_long(): pass
"""


@pytest.mark.parametrize(
    ("required", "words", "outcome"),
    [
        ("", (), "1 passed, 1 skipped, 1 deselected"),
        ("tmux,a-program-nobody-has", (), "1 passed, 1 deselected, 1 error"),
        ("", ("--long",), "2 passed, 1 skipped"),
    ],
)
def test_a_real_part_that_is_required_and_missing_is_a_failure(
    tmp_path: Path, required: str, words: tuple[str, ...], outcome: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests/conftest.py")
    (tmp_path / "tests/test_part.py").write_text(REAL_PART)
    result = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=tmp_path,
        env={**os.environ, "WORKTUI_REQUIRE": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in result.stdout.splitlines()[-1]
