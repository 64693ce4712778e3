"""Secrets: from a file of one's own, the environment or a command, and seen nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from worktui.app.config import Config, parse_config
from worktui.app.secret_file import (
    keep_secret,
    read_secrets,
    secret_of,
    secrets_path,
    with_secrets,
)
from worktui.domain.errors import BadInput, Refused

TEXT = '[mail]\npassword = "open sesame"\n[hooks]\ncrm = "whsec_abc"\n'


def kept(folder: Path, text: str = TEXT, mode: int = 0o600) -> Path:
    path = folder / "secrets.toml"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_they_lie_beside_the_settings(tmp_path: Path) -> None:
    env = {"WORKTUI_CONFIG": str(tmp_path / "c.toml")}
    assert secrets_path(env) == tmp_path / "secrets.toml"
    assert secrets_path({"WORKTUI_SECRETS": "/x/y"}) == Path("/x/y")


def test_the_settings_get_them_and_do_not_show_them(tmp_path: Path) -> None:
    config = with_secrets(parse_config({"hooks": {"a": "b"}}), read_secrets(kept(tmp_path), {}))
    assert config.mail.password == "open sesame"
    assert config.hooks == {"a": "b", "crm": "whsec_abc"}
    assert "sesame" not in repr(config.mail)


def test_the_environment_counts_more(tmp_path: Path) -> None:
    env = {"WORKTUI_MAIL_PASSWORD": "new", "WORKTUI_MODEL_KEY": "k", "WORKTUI_HOOK_CRM": "two"}
    config = with_secrets(Config(), read_secrets(kept(tmp_path), env))
    assert (config.mail.password, config.model.key, config.hooks["crm"]) == ("new", "k", "two")


def test_no_file_is_no_secret(tmp_path: Path) -> None:
    assert read_secrets(tmp_path / "none", {}) == {}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620])
def test_a_file_that_others_can_read_is_refused_with_the_way_out(tmp_path: Path, mode: int) -> None:
    with pytest.raises(BadInput, match="read by others") as refusal:
        read_secrets(kept(tmp_path, mode=mode), {})
    assert refusal.value.hint.startswith("chmod 600 ")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(kept(tmp_path))
    with pytest.raises(BadInput, match="cannot be read"):
        read_secrets(link, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[mail]\npassword = "hush', "is not TOML"),
        ('[mial]\npassword = "hush"', "no section mial"),
        ('[mail]\nhost = "hush"', "mail.host is no secret"),
        ("[mail]\npassword = 5", "mail.password is no secret"),
    ],
)
def test_what_is_wrong_is_named_without_quoting_a_secret(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refusal:
        read_secrets(kept(tmp_path, text), {})
    assert "hush" not in f"{refusal.value} {refusal.value.hint}"


def test_the_settings_file_holds_none() -> None:
    with pytest.raises(BadInput, match=r"mail\.password is a secret") as refusal:
        parse_config({"mail": {"password": "hush"}})
    assert "hush" not in str(refusal.value)


def test_a_command_prints_what_is_not_kept() -> None:
    assert secret_of("known", "printf other") == "known"
    assert secret_of("", "printf 'from a store\\n'") == "from a store"
    assert secret_of("", "") == ""
    with pytest.raises(Refused, match="failed"):
        secret_of("", "false")


def test_one_is_kept_beside_the_others_for_the_owner_only(tmp_path: Path) -> None:
    path = kept(tmp_path)
    keep_secret(path, "imap", 'quo"te\\')
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secrets(path, {}) == {
        "mail": {"password": "open sesame"},
        "hooks": {"crm": "whsec_abc"},
        "imap": {"password": 'quo"te\\'},
    }


def test_none_is_put_where_others_can_read(tmp_path: Path) -> None:
    path = kept(tmp_path, mode=0o644)
    with pytest.raises(BadInput, match="read by others"):
        keep_secret(path, "imap", "hush")
    assert "hush" not in path.read_text()
