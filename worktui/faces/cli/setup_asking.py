"""The questions of the guided set-up, part by part; what is there is the answer to ⏎."""

from __future__ import annotations

import base64
import secrets as random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from worktui.app.config import CARRIERS, SECURITY, Config
from worktui.app.named_settings import checked_receiver
from worktui.domain.errors import BadInput

Value = str | int | bool | list[str]
Values = dict[str, Value]
_CARRIERS = {
    "maildir": "written into a folder here, not sent",
    "smtp": "sent by a mail server",
    "sendmail": "handed to sendmail on this machine",
}


@dataclass(slots=True)
class Answers:
    """What one part is to be: its settings, its one secret, or (`named`) names with theirs."""

    values: Values = field(default_factory=dict)
    secret: str = ""
    named: dict[str, str] = field(default_factory=dict)


def ask(part: str, config: Config) -> Answers:
    """Ask for a part; raises click.Abort when nobody answers any more."""
    return _QUESTIONS[part](getattr(config, part))


def _mail(mail: Any) -> Answers:
    click.echo("How shall mail leave?")
    for name, words in _CARRIERS.items():
        click.echo(f"  {name:<9} {words}")
    carrier = click.prompt("carrier", default=mail.carrier, type=click.Choice(CARRIERS))
    found = Answers({"carrier": carrier})
    if carrier == "maildir":
        return found
    found.values["sender"] = click.prompt("address it comes from", default=mail.sender or None)
    if carrier == "smtp":
        _server(found, mail, {"tls": 465})
        _login(found, mail, str(found.values["sender"]))
    return found


def _imap(imap: Any) -> Answers:
    found = Answers()
    _server(found, imap, {"starttls": 143, "none": 143})
    found.values["user"] = click.prompt("user", default=imap.user or None)
    _password(found, imap)
    found.values["folder"] = click.prompt("folder", default=imap.folder)
    return found


def _server(found: Answers, known: Any, ports: dict[str, int]) -> None:
    """Host, security and port of a mail server."""
    values = found.values
    values["host"] = click.prompt("server", default=known.host or None)
    values["security"] = click.prompt(
        "security", default=known.security, type=click.Choice(SECURITY)
    )
    port = ports.get(str(values["security"]), known.port)
    values["port"] = click.prompt("port", default=port, type=int)


def _login(found: Answers, known: Any, user: str = "") -> None:
    """User and password; a server without a login has neither."""
    usual = known.user or user
    told = click.prompt("user (- for none: a server without a login)", default=usual or "-")
    if told.strip() == "-":
        found.values["user"] = ""
        return
    found.values["user"] = told
    _password(found, known)


def _password(found: Answers, known: Any) -> None:
    """Typed, to be kept in secrets.toml, or left to a command."""
    typed: str = click.prompt(
        "password (kept in secrets.toml, for you only; empty: a command prints it)",
        default="", hide_input=True, show_default=False,
    )  # fmt: skip
    found.secret = typed
    if not typed:
        found.values["password_command"] = click.prompt(
            "command that prints the password", default=known.password_command or "pass show mail"
        )


def _caldav(caldav: Any) -> Answers:
    found = Answers({"url": click.prompt("address of the calendar", default=caldav.url or None)})
    _login(found, caldav)
    found.values["write"] = click.confirm("write bookings into it?", default=caldav.write)
    return found


def _watch(watch: Any) -> Answers:
    click.echo("Leave empty what is not to be looked at, - takes one away.")
    values: Values = {}
    for name, words in (
        ("maildir", "a Maildir that something else fills with mail"),
        ("mbox", "an mbox file"),
        ("folder", "a folder into which files are put"),
        ("calendars", "a folder of .ics files"),
    ):
        before = getattr(watch, name)
        told = click.prompt(words, default=before, show_default=bool(before)).strip()
        value = "" if told in ("", "-") else _place(name, told)
        if value or before:
            values[name] = value
    before = ", ".join(watch.repositories)
    told = click.prompt("git repositories, by commas", default=before, show_default=bool(before))
    listed = [one.strip() for one in told.split(",") if one.strip() not in ("", "-")]
    values["repositories"] = [_place("repository", one) for one in listed]
    return Answers(values)


_KINDS = {"maildir": "Maildir", "mbox": "mbox file", "folder": "folder",
          "calendars": "folder", "repository": "repository"}  # fmt: skip


def _place(kind: str, told: str) -> str:
    """A path as it is kept, whole where it was typed from a folder; looked at now, so that a slip
    is seen at once. What can be made is offered to be."""
    path = Path(told).expanduser()
    kept = told if told.startswith("~") else str(path.absolute())
    if _fits(kind, path):
        return kept
    if path.exists():
        click.echo(f"{told} is there, but no {_KINDS[kind]} yet; kept anyway.")
    elif kind in ("mbox", "repository"):
        click.echo(f"{told} is not there yet; kept anyway.")
    elif click.confirm(f"{told} is not there yet; make it?", default=True):
        try:
            for name in ("new", "cur", "tmp") if kind == "maildir" else ("",):
                (path / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            click.echo(f"It cannot be made ({(error.strerror or '').lower()}); kept anyway.")
    else:
        click.echo("Kept anyway; it is looked at once it is there.")
    return kept


def _fits(kind: str, path: Path) -> bool:
    """Whether a place is what it shall be."""
    if kind == "maildir":
        return (path / "new").is_dir() and (path / "cur").is_dir()
    if kind == "mbox":
        return path.is_file()
    if kind == "repository":
        return (path / ".git").exists() or (path / "HEAD").is_file()
    return path.is_dir() or (kind == "calendars" and path.is_file())


def _serve(serve: Any) -> Answers:
    values: Values = {"host": click.prompt("address to listen on", default=serve.host)}
    values["port"] = click.prompt("port", default=serve.port, type=int)
    return Answers(values)


def _model(model: Any) -> Answers:
    click.echo("It is shown what arrives, and only suggests; nothing is asked until you set this.")
    values: Values = {
        "address": click.prompt("address, as http://127.0.0.1:11434/v1", default=model.address),
        "name": click.prompt("name of the model", default=model.name or None),
    }
    values["mail"] = click.confirm("may it be shown your mail?", default=model.mail)
    typed: str = click.prompt(
        "key (kept in secrets.toml; empty: none)", default="", hide_input=True, show_default=False
    )
    return Answers(values, typed)


def _post(post: Any) -> Answers:
    click.echo("A receiver is a chat or another program; `worktui say NAME` writes to it.")
    if names := sorted(name for name in post if not name.endswith(("_secret", "_allow_private"))):
        click.echo(f"There are {', '.join(names)}.")
    name = click.prompt("name of the receiver", default="team").strip().lower()
    while True:
        try:
            address = checked_receiver(click.prompt("its address (kept in secrets.toml)"))
            break
        except BadInput as error:
            click.echo(str(error))
    named = {name: address}
    if address.partition("+")[2].startswith("http://") or address.startswith("http://"):
        click.echo("It has no TLS, which is fit for this network only; that is allowed for it.")
        named[f"{name}_allow_private"] = "true"
    key: str = click.prompt(
        "key that signs (empty: none)", default="", hide_input=True, show_default=False
    )
    return Answers(named=named | ({f"{name}_secret": key} if key else {}))


def _hooks(hooks: Any) -> Answers:
    click.echo("A source sends webhooks to the pages, under /hooks/NAME, signed with its secret.")
    if hooks:
        click.echo(f"There are {', '.join(sorted(hooks))}.")
    name = click.prompt("name of the source, as github").strip().lower()
    secret: str = click.prompt(
        "its secret (empty: one is made)", default="", hide_input=True, show_default=False
    )
    if not secret:
        secret = f"whsec_{base64.b64encode(random.token_bytes(32)).decode()}"
        click.echo(f"Give this to the sender; it is shown only now: {secret}")
    return Answers(named={name: secret})


_QUESTIONS: dict[str, Callable[[Any], Answers]] = {
    "mail": _mail,
    "imap": _imap,
    "caldav": _caldav,
    "watch": _watch,
    "serve": _serve,
    "model": _model,
    "post": _post,
    "hooks": _hooks,
}
