"""Who acts: what is told comes before what is found."""

from __future__ import annotations

import pytest

from worktui.app.desk import Desk
from worktui.app.whoami import who_am_i
from worktui.domain.errors import NotFound


def me(desk: Desk, told: str = "", env: str = "", config: str = "", login: str = "") -> str:
    found = {"WORKTUI_USER": env} if env else {}
    return who_am_i(desk.snapshot(), told=told, env=found, config=config, os_user=lambda: login)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"told": "@Bo", "env": "ana", "config": "ana", "login": "ana"}, "bo"),
        ({"env": "bo", "config": "ana", "login": "ana"}, "bo"),
        ({"config": "bo", "login": "ana"}, "bo"),
        ({"login": "bo"}, "bo"),
        ({"login": "root"}, "ana"),
        ({}, "ana"),
    ],
)
def test_what_is_told_comes_before_what_is_found(
    desk: Desk, said: dict[str, str], expected: str
) -> None:
    assert me(desk, **said) == expected


@pytest.mark.parametrize(
    ("said", "source"),
    [({"told": "zed"}, "--as"), ({"env": "zed"}, "WORKTUI_USER"), ({"config": "zed"}, "settings")],
)
def test_a_name_that_is_not_here_is_refused_with_where_it_came_from(
    desk: Desk, said: dict[str, str], source: str
) -> None:
    with pytest.raises(NotFound, match=source):
        me(desk, **said)
