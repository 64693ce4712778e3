"""The settings file: read by name, and written without losing what stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from worktui.app.config import Config, config_path, parse_config, read_config, write_setting
from worktui.domain.errors import BadInput


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "none.toml") == Config()


def test_sections_are_read(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(
        'me = "ana"\ntheme = "paper"\nascii = true\n[mail]\ncarrier = "smtp"\nport = 25\n'
        '[hooks]\ncrm = "s3cret"\n[keys]\n"task.done" = "x"\n'
    )
    config = read_config(path)
    assert (config.me, config.theme, config.ascii, config.mail.port) == ("ana", "paper", True, 25)
    assert config.hooks == {"crm": "s3cret"}
    assert config.keys == {"task.done": "x"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"mee": "ana"}, "no setting mee. Did you mean me?"),
        ({"mail": {"hots": "x"}}, "Did you mean mail.host?"),
        ({"mail": "smtp"}, "mail must be a section"),
        ({"mail": {"port": "25"}}, "mail.port must be a whole number"),
        ({"mail": {"port": True}}, "mail.port must be a whole number"),
        ({"mail": {"carrier": "smpt"}}, "Did you mean smtp?"),
        ({"theme": "dark"}, "theme cannot be"),
        ({"hooks": {"crm": 3}}, "hooks.crm must be text"),
        ({"ascii": "yes"}, "ascii must be true or false"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_config(given, "config.toml")
    assert words in str(caught.value)
    assert "config.toml" in str(caught.value)


@pytest.mark.parametrize("content", [b"me = ", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"c\.toml"):
        read_config(path)


def test_writing_a_setting_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "c.toml"
    write_setting(path, "mail", {"host": "a", "port": 25})
    text = path.read_text()
    path.write_text('# mine\nme = "ana"\n' + text + '\n[keys]\nx = "y"\n')
    write_setting(path, "mail", {"host": 'b"c', "user": "u"})
    write_setting(path, "", {"me": "bo"})
    config = read_config(path)
    assert (config.me, config.mail.host, config.mail.port) == ("bo", 'b"c', 25)
    assert config.mail.user == "u"
    assert config.keys == {"x": "y"}
    assert path.read_text().startswith("# mine\n")
    assert path.stat().st_mode & 0o077 == 0


def test_where_the_file_is(tmp_path: Path) -> None:
    assert config_path({"WORKTUI_CONFIG": "/x/c.toml"}) == Path("/x/c.toml")
    assert config_path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/worktui/config.toml")
    assert config_path({"HOME": "/h"}) == Path("/h/.config/worktui/config.toml")


def test_a_link_to_settings_kept_elsewhere_stays_one_and_what_was_left_is_not_written_through(
    tmp_path: Path,
) -> None:
    real, link, other = tmp_path / "real.toml", tmp_path / "c.toml", tmp_path / "other"
    real.write_text("[mail]\n")
    other.write_text("mine")
    link.symlink_to(real)
    (tmp_path / "real.toml.new").symlink_to(other)
    write_setting(link, "watch", {"repositories": ["~/a", '~/b"']})
    assert link.is_symlink()
    assert other.read_text() == "mine"
    assert read_config(link).watch.repositories == ("~/a", '~/b"')
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_hook_may_have_two_secrets_while_one_is_changed(tmp_path: Path) -> None:
    config = parse_config({"hooks": {"crm": ["new", "old"], "github": "one"}})
    assert config.hooks == {"crm": "new\nold", "github": "one"}
    with pytest.raises(BadInput, match=r"hooks\.crm must be text"):
        parse_config({"hooks": {"crm": ["new", 3]}})
