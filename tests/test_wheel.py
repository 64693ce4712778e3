"""The wheel, built without a network, installed elsewhere and started there."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from worktui import __version__

ROOT = Path(__file__).resolve().parents[1]


def call(*words: str | Path, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_", "WORKTUI"))}
    result = subprocess.run(
        words,
        cwd=cwd,
        env={**clean, "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert result.returncode == 0, result.stderr + result.stdout
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel; its packages are ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    call(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / "bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    call(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def test_everything_that_ships_is_in_the_wheel(wheel: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "worktui").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert ours <= packed
    assert {name.split("/")[0] for name in packed} == {
        "worktui",
        f"worktui-{__version__}.dist-info",
    }


def test_the_wheel_names_its_licence_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        facts = f"worktui-{__version__}.dist-info"
        metadata = archive.read(f"{facts}/METADATA").decode()
        assert "License-Expression: MIT\n" in metadata
        assert "Requires-Python: >=3.11\n" in metadata
        assert "Requires-Dist: pytest" not in metadata
        assert "MIT License" in archive.read(f"{facts}/licenses/LICENSE").decode()
        assert "worktui = worktui.main:main" in archive.read(f"{facts}/entry_points.txt").decode()


def test_the_installed_command_is_the_one_from_the_wheel(installed: Path) -> None:
    words = (installed / "python", "-c", "import worktui; print(worktui.__file__)")
    assert call(*words, cwd=installed).startswith(str(installed.parent))


def test_the_installed_command_says_its_version(installed: Path) -> None:
    assert __version__ in call(installed / "worktui", "--version", cwd=installed)


def test_the_installed_command_brings_the_sample_work(installed: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.json"
    call(installed / "worktui", "demo", "--write", sample, cwd=installed)
    assert sample.exists()
    listed = call(installed / "worktui", "--file", sample, "list", "--json", cwd=installed)
    assert "WEB-" in listed
