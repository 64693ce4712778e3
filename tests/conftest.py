"""What every test stands on: no home folder of anyone, no clock of the machine's, no motion."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from hypothesis import settings

# Its assertions tell as much as those of a test module.
pytest.register_assert_rewrite("tests.store.contract")

settings.register_profile("check", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_configure(config: pytest.Config) -> None:
    long = config.getoption("--long")
    if long:
        os.environ["WORKTUI_LONG"] = "1"
    settings.load_profile("long" if long else "check")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A missing program or package skips the test, unless WORKTUI_REQUIRE names it."""
    required = os.environ.get("WORKTUI_REQUIRE", "").split(",")
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if shutil.which(program) is None and find_spec(program) is None:
                if program in required:
                    pytest.fail(f"{program} is required here and is not installed", pytrace=False)
                pytest.skip(f"{program} is not installed")


@pytest.fixture(autouse=True, scope="session")
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("WORKTUI_")]:
            if name not in {"WORKTUI_REQUIRE", "WORKTUI_LONG"}:
                patch.delenv(name)
        for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        patch.setenv("HOME", str(home))
        patch.setenv("TZ", "UTC")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        yield
