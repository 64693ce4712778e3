"""The settings file of one person on one machine: TOML, every key known by name.

me = "ana"
file = "~/acme.json"
tz = "Europe/Berlin"
theme = "dusk"
own_commits = true

[mail]                     [hooks]            [watch]                      [keys]
carrier = "smtp"           crm = "whsec_…"    folder = "~/in"              "task.done" = "x"
host = "mail.example"                         repositories = ["~/src/web"]

[imap]                     [caldav]           [serve]         [post]
host = "mail.example"      url = "https://…"  port = 8765     team = "https://…"
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from worktui.domain.errors import BadInput

CARRIERS = ("maildir", "smtp", "sendmail")
SECURITY = ("starttls", "tls", "none")
THEMES = ("dusk", "paper", "contrast", "ansi")


def _secret() -> Any:
    """A field that `app/secret_file.py` fills; the settings file may not hold it."""
    return field(default="", repr=False, metadata={"secret": True})


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves."""

    carrier: str = "maildir"
    sender: str = ""
    host: str = ""
    port: int = 587
    user: str = ""
    password_command: str = ""
    password: str = _secret()
    security: str = "starttls"
    folder: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Senses on this machine that run by themselves.

    `folder`: files dropped there; `maildir`, `mbox`: mail that something else delivers;
    `calendars`: a folder of .ics files, or one such file; `repositories`: local git
    repositories. After `keep_days` what a closed arrival looked like raw is forgotten.
    """

    folder: str = ""
    maildir: str = ""
    mbox: str = ""
    calendars: str = ""
    repositories: tuple[str, ...] = ()
    keep_days: int = 90


@dataclass(frozen=True, slots=True)
class Imap:
    """A mailbox on a mail server."""

    host: str = ""
    port: int = 993
    user: str = ""
    password_command: str = ""
    password: str = _secret()
    security: str = "tls"
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class CalDav:
    """A calendar on a server (RFC 4791): read for what happens, written where bookings go."""

    url: str = ""
    user: str = ""
    password_command: str = ""
    password: str = _secret()
    write: bool = True


@dataclass(frozen=True, slots=True)
class Serve:
    """Where the pages are served. `proxies`: addresses whose X-Forwarded-For is believed."""

    host: str = "127.0.0.1"
    port: int = 8765
    proxies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model at an OpenAI-compatible address; without one nobody is asked.

    `mail`: whether it may be shown a mailbox. The key is never in this file: a command prints
    it. `timeout` is in seconds, for all that is asked about one arrival.
    """

    address: str = ""
    name: str = ""
    key_command: str = ""
    key: str = _secret()
    mail: bool = False
    timeout: int = 20


@dataclass(frozen=True, slots=True)
class Config:
    """What the settings file says; absent keys have these values."""

    me: str = ""
    file: str = ""
    tz: str = ""
    theme: str = ""
    ascii: bool = False
    mouse: bool = True
    own_commits: bool = False
    """Whether my own commits that close a task on the default branch move it by themselves."""
    mail: Mail = field(default_factory=Mail)
    watch: Watch = field(default_factory=Watch)
    imap: Imap = field(default_factory=Imap)
    caldav: CalDav = field(default_factory=CalDav)
    serve: Serve = field(default_factory=Serve)
    model: LanguageModel = field(default_factory=LanguageModel)
    post: Mapping[str, str] = field(default_factory=dict)
    hooks: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)


def config_path(env: Mapping[str, str]) -> Path:
    """Where the settings file is: `WORKTUI_CONFIG`, else the platform's folder for settings."""
    named = env.get("WORKTUI_CONFIG")
    if named:
        return Path(named).expanduser()
    base = env.get("XDG_CONFIG_HOME")
    home = Path(base) if base else Path(env.get("HOME") or Path.home()) / ".config"
    return home / "worktui" / "config.toml"


def read_config(path: Path) -> Config:
    """The settings in a file; defaults when there is none. Raises BadInput naming the key."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Config()
    except UnicodeDecodeError as error:
        raise BadInput(f"The settings in {path} are not UTF-8 text.", hint="Save it so.") from error
    except OSError as error:
        raise BadInput(f"The settings in {path} cannot be read: {error.strerror}.") from error
    import tomllib  # thirteen milliseconds that a machine without settings does not pay

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The settings in {path} are not TOML: {error}.") from error
    return parse_config(given, str(path))


def parse_config(given: Mapping[str, Any], name: str = "config") -> Config:
    """Settings from parsed TOML; raises BadInput naming the key and the nearest known one."""
    config: Config = _section(Config, given, name, "")
    _one_of(config.theme, ("", *THEMES), name, "theme")
    _one_of(config.mail.carrier, CARRIERS, name, "mail.carrier")
    _one_of(config.mail.security, SECURITY, name, "mail.security")
    _one_of(config.imap.security, SECURITY, name, "imap.security")
    return config


def _section(kind: type[Any], given: Mapping[str, Any], name: str, where: str) -> Any:
    known = {item.name: item for item in fields(kind) if not item.metadata.get("secret")}
    secret = {item.name for item in fields(kind)} - set(known)
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key in secret:
            hint = f"Put it into secrets.toml beside it, or let {where}{key}_command print it."
            raise BadInput(
                f"{name}: {where}{key} is a secret; this file is for settings.", hint=hint
            )
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean {where}{near[0]}?" if near else f"It has {', '.join(known)}."
            raise BadInput(f"{name}: there is no setting {where}{key[:40]}.", hint=hint)
        values[key] = _value(known[key], value, name, f"{where}{key}")
    return kind(**values)


_SECTIONS = {"mail": Mail, "watch": Watch, "imap": Imap, "caldav": CalDav, "serve": Serve,
             "model": LanguageModel}  # fmt: skip


def _value(item: Any, value: Any, name: str, where: str) -> Any:
    if item.name in _SECTIONS and item.type not in ("str", "int", "bool"):
        return _section(_SECTIONS[item.name], _table(value, name, where), name, f"{where}.")
    wanted = {"str": str, "int": int, "bool": bool}.get(item.type)
    if item.type.startswith("tuple"):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadInput(f"{name}: {where} must be a list of texts.", hint='As in ["a", "b"].')
        return tuple(value)
    if wanted is None:
        table = dict(_table(value, name, where))
        for key, text in table.items():
            if where == "hooks" and isinstance(text, list) and all(map(_is_text, text)):
                table[key] = "\n".join(text)  # two at once, while one is changed for the other
            elif not isinstance(text, str):
                raise BadInput(f"{name}: {where}.{key} must be text.")
        return table
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        words = {str: "text", int: "a whole number", bool: "true or false"}[wanted]
        raise BadInput(f"{name}: {where} must be {words}, not {value!r}.")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _table(value: Any, name: str, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(f"{name}: {where} must be a section, as in [{where}].")
    return value


def _one_of(value: str, choices: tuple[str, ...], name: str, where: str) -> None:
    if value not in choices:
        near = get_close_matches(value, choices, n=1)
        listed = ", ".join(choice for choice in choices if choice)
        hint = f"Did you mean {near[0]}?" if near and near[0] else f"It is one of {listed}."
        raise BadInput(f"{name}: {where} cannot be “{value[:40]}”.", hint=hint)


def write_setting(
    path: Path, section: str, values: Mapping[str, str | int | bool | Sequence[str] | None]
) -> None:
    """Set keys of one section ("" is the top), None takes one away; the rest of the file stays as
    it is written. Raises BadInput for a file that is not TOML."""
    import tomlkit  # only those who change settings pay for it
    from tomlkit.exceptions import ParseError

    path = Path(os.path.realpath(path))  # a link to settings kept elsewhere stays a link
    try:
        doc = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
    except (ParseError, UnicodeDecodeError) as error:
        raise BadInput(f"The settings in {path} are not TOML.", hint="Mend them first.") from error
    table: Any = doc
    if section:
        if not isinstance(doc.get(section), Mapping):
            doc[section] = tomlkit.table()
        table = doc[section]
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value if isinstance(value, str | int) else list(value)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(doc))
    fresh.replace(path)
