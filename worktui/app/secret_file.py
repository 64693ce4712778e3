"""Passwords, keys and signing secrets: in the environment, in a file of one's own, or printed
by a command. Never in the settings file, the workspace, an export, a log or `doctor`.

`secrets.toml` lies beside the settings, readable by its owner only, with the same sections:

[mail]                     [hooks]
password = "…"             crm = "whsec_…"
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from worktui.app.config import Config, config_path, write_setting
from worktui.domain.errors import BadInput, Refused

Secrets = Mapping[str, Mapping[str, str]]
"""Section → key → secret."""
NAMES = {
    "mail": "password", "imap": "password", "caldav": "password", "model": "key",
}  # fmt: skip
"""The one secret of each section; `hooks` has one for each source."""
HOOK = "WORKTUI_HOOK_"
MANY = ("hooks", "post")
"""Sections with any number of secrets: keys of sources, addresses and keys of receivers."""
PATIENCE = 30
"""Seconds that a command may take to print a password: somebody may have to unlock a store."""


def secrets_path(env: Mapping[str, str]) -> Path:
    """`WORKTUI_SECRETS`, else `secrets.toml` beside the settings file."""
    named = env.get("WORKTUI_SECRETS")
    return Path(named).expanduser() if named else config_path(env).with_name("secrets.toml")


def read_secrets(path: Path, env: Mapping[str, str]) -> Secrets:
    """What the file and the environment hold; the environment counts more.

    The environment's names are `WORKTUI_MAIL_PASSWORD`, `WORKTUI_MODEL_KEY`, …, and
    `WORKTUI_HOOK_CRM` for the source `crm`. Raises BadInput for a file that others can read,
    that somebody else owns, that is a link, or that holds what is no secret.
    """
    found = {section: dict(values) for section, values in _in_file(path).items()}
    for section, key in NAMES.items():
        told = env.get(f"WORKTUI_{section}_{key}".upper())
        if told:
            found.setdefault(section, {})[key] = told
    for name, told in env.items():
        if name.startswith(HOOK) and told:
            found.setdefault("hooks", {})[name.removeprefix(HOOK).lower()] = told
    return found


def with_secrets(config: Config, secrets: Secrets) -> Config:
    """The settings with their secrets in place."""
    more: dict[str, Any] = {
        section: replace(getattr(config, section), **secrets[section])
        for section in NAMES
        if section in secrets
    }
    for section in MANY:
        if section in secrets:
            more[section] = {**getattr(config, section), **secrets[section]}
    return replace(config, **more)


def secret_of(given: str, command: str) -> str:
    """A secret that is known, else what the command prints (without its last line end); ""
    where there is neither. Raises Refused with a sentence; never says what was printed."""
    if given or not command.strip():
        return given
    import shlex
    import subprocess

    try:
        done = subprocess.run(  # what would ask here would ask over the screen
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            text=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Refused(
            "The command that prints the password failed.", hint="Try it in a shell."
        ) from error
    return done.stdout.rstrip("\r\n")


def keep_secret(path: Path, section: str, secret: str) -> None:
    """Put the one secret of a section into the file, which is made for its owner only."""
    _in_file(path)  # refuses a file that is not fit to hold secrets
    write_setting(path, section, {NAMES[section]: secret})


def keep_named(path: Path, section: str, name: str, secret: str | None) -> None:
    """Put one of a section with many (`hooks`, `post`) into the file, or (None) take it out."""
    known = _in_file(path)
    if secret is not None or name in known.get(section, {}):
        write_setting(path, section, {name: secret})


def _in_file(path: Path) -> Secrets:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if stat.S_IMODE(facts.st_mode) & 0o077:
            raise BadInput(
                f"{path} can be read by others, so its secrets are not used.",
                hint=f"chmod 600 {path}",
            )
        if facts.st_uid != os.geteuid():
            raise BadInput(f"{path} belongs to somebody else.", hint="Make one of your own.")
        data = file.read()
    return _parsed(data, path)


def _parsed(data: bytes, path: Path) -> Secrets:
    import tomllib

    try:
        given = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text.", hint="Save it so.") from error
    except tomllib.TOMLDecodeError as error:  # its message may quote a secret
        raise BadInput(f"{path} is not TOML.", hint='As in: [mail], then password = "…"') from error
    for section, values in given.items():
        known = [NAMES[section]] if section in NAMES else None
        if (known is None and section not in MANY) or not isinstance(values, dict):
            listed = ", ".join(f"[{name}]" for name in (*NAMES, *MANY))
            raise BadInput(f"{path}: there is no section {section[:40]}.", hint=f"It has {listed}.")
        for key, value in values.items():
            if (known and key not in known) or not isinstance(value, str):
                wanted = known[0] if known else "a source" if section == "hooks" else "a name"
                raise BadInput(
                    f"{path}: {section}.{key[:40]} is no secret.", hint=f"It has {wanted}, as text."
                )
    return given
