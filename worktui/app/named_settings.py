"""Settings whose names everybody chooses: receivers of messages, sources of webhooks, keys.

Addresses of receivers and signing secrets are secrets, for whoever has one can write; they are
kept in `secrets.toml`, the others in the settings file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from worktui.app.config import read_config, write_setting
from worktui.app.secret_file import MANY, keep_named, read_secrets
from worktui.app.settings_words import NAMED
from worktui.domain.errors import BadInput
from worktui.domain.text import clean_or

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SHAPE = re.compile(r"(?:slack|mattermost|discord|json)\+")
_MORE = ("_secret", "_allow_private")
"""After the name of a receiver: its signing key, and a word for an address inside this network."""


def split_name(name: str) -> tuple[str, str] | None:
    """(section, name in it) of `hooks.crm` or `keys.task.done`; None where it is no such name."""
    section, dot, rest = name.partition(".")
    return (section, rest.strip('"')) if dot and rest and section in NAMED else None


def named_settings(path: Path, secrets: Path) -> dict[str, tuple[str, ...]]:
    """The names there are in each section; never what stands behind them."""
    config, kept = read_config(path), read_secrets(secrets, {})
    return {
        section: tuple(sorted({*getattr(config, section), *kept.get(section, {})}))
        for section in NAMED
    }


def put_named(path: Path, secrets: Path, section: str, name: str, value: str | None) -> None:
    """Set one, or (None) take it away. Raises BadInput; then the files are as they were."""
    if section not in MANY:
        if not 0 < len(name) <= 80:
            raise BadInput(f"“{clean_or(name, '?', 40)}” is no name for {section}.")
        write_setting(path, section, {name: value})
        return
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"“{clean_or(name, '?', 40)}” cannot be a name in {section}.",
            hint="Small letters, digits, - and _, as in team.",
        )
    if value is not None:
        _check(section, name, value)
    keep_named(secrets, section, name, value)
    if name in getattr(read_config(path), section):
        write_setting(path, section, {name: None})  # what counts less is not left behind


def _check(section: str, name: str, value: str) -> None:
    if section == "hooks":
        if not value.strip() or not value.isprintable():
            raise BadInput(f"hooks.{name}: that is no secret.", hint="As the sender tells it.")
    elif name.endswith("_allow_private"):
        if value not in ("true", "false"):
            raise BadInput(f"post.{name} is true or false.")
    elif not name.endswith(_MORE):
        checked_receiver(value)


def checked_receiver(address: str) -> str:
    """The address of a receiver, with the shape before it where one is told; raises BadInput."""
    try:
        parts = urlsplit(_SHAPE.sub("", address.strip(), count=1))
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(
            "That cannot be the address of a receiver.", hint="As in https://chat.example/hooks/…"
        )
    return address.strip()


def listed(names: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """(section, names, words) for each section."""
    return [
        (f"{section}.NAME", ", ".join(names.get(section, ())), words)
        for section, words in NAMED.items()
    ]
