"""The settings in words: what each is for, which values it takes, and a first file that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from worktui.app.config import CARRIERS, SECURITY, THEMES, Config, parse_config, write_setting
from worktui.domain.errors import BadInput

SECTIONS: Mapping[str, str] = {
    "": "You and this screen",
    "mail": "How mail leaves",
    "watch": "What is looked at on this machine",
    "imap": "A mailbox on a mail server",
    "caldav": "A calendar on a server",
    "serve": "The pages of `worktui serve`",
    "model": "A language model that may be asked",
}
"""The sections of the settings file, in the order they are shown."""
NAMED: Mapping[str, str] = {
    "post": 'Receivers of messages by name: team = "https://…"; better in secrets.toml',
    "hooks": "Signing secrets by source; better in secrets.toml",
    "keys": 'Other keys for verbs: "task.done" = "X"',
    "filters": 'Kept filters by name: mine = "@me -status:done"',
}
"""Sections in which everybody chooses the names."""
_WORDS: Mapping[str, str] = {
    "me": "your handle in the workspace",
    "file": "the workspace that is opened",
    "tz": "the zone in which times are shown to you",
    "theme": "dusk, paper, contrast, or the terminal's own colours",
    "ascii": "plain signs, for terminals that draw some of them too wide",
    "mouse": "whether the mouse is heard",
    "own_commits": "your own closing commits move their task at once",
    "mail.carrier": "written into a folder here, by a mail server, by a program",
    "mail.sender": "the address mail comes from",
    "mail.host": "the mail server",
    "mail.port": "its port",
    "mail.user": "who you are there",
    "mail.password_command": "a command that prints the password",
    "mail.security": "how the connection is kept private",
    "mail.folder": "the Maildir into which letters are written",
    "mail.command": "the program that takes letters, with its words",
    "watch.folder": "a folder into which files are dropped",
    "watch.maildir": "a Maildir that something else fills",
    "watch.mbox": "a mailbox in one file",
    "watch.calendars": "a folder of .ics files",
    "watch.repositories": "local git repositories whose commits count",
    "watch.keep_days": "days after which raw messages are forgotten",
    "imap.host": "the mail server",
    "imap.port": "its port",
    "imap.user": "who you are there",
    "imap.password_command": "a command that prints the password",
    "imap.security": "how the connection is kept private",
    "imap.folder": "the mailbox that is read",
    "caldav.url": "the address of the server or the calendar",
    "caldav.user": "who you are there",
    "caldav.password_command": "a command that prints the password",
    "caldav.write": "whether bookings are written into it",
    "serve.host": "the address it listens on",
    "serve.port": "the port it listens on",
    "serve.proxies": "proxies whose word on the caller's address counts",
    "model.address": "as http://127.0.0.1:11434/v1; none is asked without one",
    "model.name": "the model's name there",
    "model.key_command": "a command that prints the key",
    "model.mail": "whether it may be shown your mail",
    "model.timeout": "seconds it may take for one message",
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": THEMES,
    "mail.carrier": CARRIERS,
    "mail.security": SECURITY,
    "imap.security": SECURITY,
}
AT_ONCE = frozenset({"theme"})
"""Settings that count at once; the others from the next start on."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting. `kind` is text, number, yes or list; `value` and `default` as they are typed;
    `choices` the only values it takes, () where it takes any; `own` whether the file sets it."""

    section: str
    key: str
    kind: str
    value: str
    default: str
    words: str
    choices: tuple[str, ...]
    own: bool

    @property
    def name(self) -> str:
        """As `mail.host`."""
        return f"{self.section}.{self.key}" if self.section else self.key


def settings_rows(path: Path) -> tuple[SettingRow, ...]:
    """Every setting as the file has it. Raises BadInput where the file is not in order."""
    given = _given(path)
    config = parse_config(given, str(path))
    default = Config()
    rows = []
    for section in SECTIONS:
        held = given.get(section, {}) if section else given
        mine, usual = (getattr(one, section) if section else one for one in (config, default))
        for item in fields(usual):
            name = f"{section}.{item.name}" if section else item.name
            if item.metadata.get("secret") or name not in _WORDS:
                continue
            rows.append(
                SettingRow(
                    section,
                    item.name,
                    _kind(str(item.type)),
                    typed(getattr(mine, item.name)),
                    typed(getattr(usual, item.name)),
                    _WORDS[name],
                    _CHOICES.get(name, ()),
                    item.name in held,
                )
            )
    return tuple(rows)


def find(rows: tuple[SettingRow, ...], name: str) -> SettingRow:
    """The setting of that name; raises BadInput with the nearest one."""
    from difflib import get_close_matches

    for row in rows:
        if row.name == name:
            return row
    near = get_close_matches(name, [row.name for row in rows], n=1)
    hint = f"Did you mean {near[0]}?" if near else "`worktui settings` lists them."
    raise BadInput(f"There is no setting {name[:60]}.", hint=hint)


def put(path: Path, row: SettingRow, text: str | None) -> None:
    """Set it to what was typed, or (None) back to what it is without being set. Raises BadInput
    for a value it cannot have; then the file is as it was."""
    value = None if text is None else _parsed(row, text)
    if value is not None:
        parse_config(
            {row.section: {row.key: value}} if row.section else {row.key: value}, str(path)
        )
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(template(), "utf-8")
        path.chmod(0o600)
    write_setting(path, row.section, {row.key: value})


def typed(value: Any) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def template() -> str:
    """A first settings file: every setting with what it is for, none of them set."""
    lines = [
        "# The settings of worktui. A line that begins with # says how it is without being set.",
        "# Passwords and keys go into secrets.toml beside this file, readable by you only.",
    ]
    usual = Config()
    for section, title in SECTIONS.items():
        held = getattr(usual, section) if section else usual
        lines += ["", f"# {title}"] + ([f"[{section}]"] if section else [])
        for item in fields(held):
            name = f"{section}.{item.name}" if section else item.name
            if name in _WORDS and not item.metadata.get("secret"):
                shown = _shown(getattr(held, item.name))
                lines.append(f"# {item.name} = {shown}  # {_WORDS[name]}")
    for section, title in NAMED.items():
        lines += ["", f"# {title}", f"[{section}]"]
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _kind(kind: str) -> str:
    if kind.startswith("tuple"):
        return "list"
    return {"int": "number", "bool": "yes"}.get(kind, "text")


def _parsed(row: SettingRow, text: str) -> str | int | bool | list[str]:
    text = text.strip()
    if row.kind == "yes":
        if text.lower() not in ("yes", "no", "true", "false", "on", "off"):
            raise BadInput(f"{row.name} is yes or no, not “{text[:40]}”.")
        return text.lower() in ("yes", "true", "on")
    if row.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise BadInput(f"{row.name} is a whole number, not “{text[:40]}”.")
        return int(text)
    if row.kind == "list":
        return [one.strip() for one in text.split(",") if one.strip()]
    return text


def _given(path: Path) -> Mapping[str, Any]:
    """The file as parsed TOML, {} where there is none."""
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The settings in {path} are not TOML: {error}.") from error
    except OSError as error:
        raise BadInput(f"The settings in {path} cannot be read: {error.strerror}.") from error
