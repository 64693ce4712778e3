"""Guided set-up: how mail leaves, what is looked at, which calendar is written. Asks, writes the
settings file (and secrets beside it, for the owner's eyes only), sends a test only when asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import click

from worktui.app.config import CARRIERS, SECURITY, Config, parse_config, write_setting
from worktui.app.secret_file import keep_secret
from worktui.domain.actions.meetings import SendMessage
from worktui.domain.errors import WrongUsage
from worktui.faces.cli.room import Room

Value = str | int | bool | list[str]
Values = dict[str, Value]
PARTS = {
    "mail": "how mail leaves",
    "imap": "a mailbox that is read",
    "caldav": "a calendar that is read and written",
    "watch": "folders and repositories that are looked at",
    "serve": "where the pages are served",
    "model": "a language model that may be asked",
}
"""The sections of the settings that can be set up, and what each is."""
_CARRIERS = {
    "maildir": "written into a folder here, not sent",
    "smtp": "sent by a mail server",
    "sendmail": "handed to sendmail on this machine",
}


@click.command("setup")
@click.argument("part", required=False, type=click.Choice(list(PARTS)))
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Without questions.")
@click.option("--test", "to", default="", metavar="EMAIL", help="Put a test message in the outbox.")
@click.pass_obj
def setup_command(room: Room, part: str | None, *, pairs: tuple[str, ...], to: str) -> None:
    """Set up mail, a mailbox, a calendar, folders, pages or a language model.

    PART is mail, imap, caldav, watch, serve or model; without one mail and what is read are
    asked for. NAME is a setting as host (of PART, or of mail) or imap.host.
    """
    given: dict[str, Values] = {}
    secrets: dict[str, str] = {}
    if pairs:
        for pair in pairs:
            section, name, value = _pair(pair, part or "mail")
            given.setdefault(section, {})[name] = value
    elif not (to and room.house.config_file.exists()):
        if room.json or not sys.stdin.isatty():
            raise WrongUsage("Nobody is here to answer questions.", hint="Use --set NAME=VALUE.")
        _ask_all(room.house.config, part, given, secrets)
    for section, values in given.items():
        parse_config({section: values}, str(room.house.config_file))
    for section, values in given.items():
        write_setting(room.house.config_file, section, values)
    for section, secret in secrets.items():
        keep_secret(room.house.secrets_file, section, secret)
    _answer(room, given, to)


def _answer(room: Room, given: dict[str, Values], to: str) -> None:
    data: dict[str, Any] = {"settings": str(room.house.config_file), **given}
    lines = [f"{PARTS[name].capitalize()}: set up." for name in given]
    if given:
        lines.append(
            f"The settings are in {room.house.config_file}; `worktui doctor` looks at them."
        )
    if to:
        receipt = room.desk().do([_test(to)])
        data["effects"] = list(receipt.effects)
        lines.append(f"A test to {to} waits in the outbox; `worktui deliver` sends it.")
    elif given.get("mail", {}).get("carrier", "maildir") != "maildir":
        lines.append("`worktui setup --test YOU@EXAMPLE` puts a test message in the outbox.")
    room.answer(data, "\n".join(lines))


def _pair(text: str, part: str) -> tuple[str, str, Value]:
    """Section, name and value of one NAME=VALUE, of the kind that the setting has."""
    left, equals, value = text.partition("=")
    section, dot, name = left.partition(".")
    if not dot:
        section, name = part, left
    if not equals or section not in PARTS:
        raise WrongUsage(f"“{text[:60]}” sets nothing.", hint=f"It has {', '.join(PARTS)}.")
    kinds = {item.name: str(item.type) for item in fields(type(getattr(Config(), section)))}
    kind = kinds.get(name, "str")
    if kind == "int" and value.isascii() and value.isdigit():
        return section, name, int(value)
    if kind == "bool" and value.lower() in ("yes", "true", "no", "false"):
        return section, name, value.lower() in ("yes", "true")
    if kind.startswith("tuple"):
        return section, name, [one.strip() for one in value.split(",") if one.strip()]
    return section, name, value  # what is still wrong is said when it is parsed


def _ask_all(
    config: Any, part: str | None, given: dict[str, Values], secrets: dict[str, str]
) -> None:
    """The questions, one at a time; what is there already is the answer to ⏎."""
    for name in (part,) if part else ("mail", "imap", "caldav", "watch"):
        if not part and name != "mail" and not click.confirm(f"Set up {PARTS[name]}?"):
            continue
        values, secret = _QUESTIONS[name](getattr(config, name))
        given[name] = values
        if secret:
            secrets[name] = secret


def _mail(mail: Any) -> tuple[Values, str]:
    click.echo("How shall mail leave?")
    for name, words in _CARRIERS.items():
        click.echo(f"  {name:<9} {words}")
    carrier = click.prompt("carrier", default=mail.carrier, type=click.Choice(CARRIERS))
    values: Values = {"carrier": carrier}
    if carrier == "maildir":
        return values, ""
    values["sender"] = click.prompt("address it comes from", default=mail.sender or None)
    if carrier == "sendmail":
        return values, ""
    secret = _server(values, mail, {"tls": 465}, str(values["sender"]))
    return values, secret


def _imap(imap: Any) -> tuple[Values, str]:
    values: Values = {}
    secret = _server(values, imap, {"starttls": 143, "none": 143}, "")
    values["folder"] = click.prompt("folder", default=imap.folder)
    return values, secret


def _server(values: Values, known: Any, ports: dict[str, int], user: str) -> str:
    """Host, security, port, user and password of a mail server; returns the password to keep."""
    values["host"] = click.prompt("server", default=known.host or None)
    values["security"] = click.prompt(
        "security", default=known.security, type=click.Choice(SECURITY)
    )
    port = ports.get(str(values["security"]), known.port)
    values["port"] = click.prompt("port", default=port, type=int)
    values["user"] = click.prompt("user", default=known.user or user or None)
    return _password(values, known.password_command)


def _password(values: Values, command: str) -> str:
    """Typed, to be kept in secrets.toml, or left to a command; returns what was typed."""
    typed: str = click.prompt(
        "password (kept in secrets.toml, for you only; empty: a command prints it)",
        default="", hide_input=True, show_default=False,
    )  # fmt: skip
    if not typed:
        values["password_command"] = click.prompt(
            "command that prints the password", default=command or "pass show mail"
        )
    return typed


def _caldav(caldav: Any) -> tuple[Values, str]:
    values: Values = {"url": click.prompt("address of the calendar", default=caldav.url or None)}
    values["user"] = click.prompt("user", default=caldav.user or None)
    secret = _password(values, caldav.password_command)
    values["write"] = click.confirm("write bookings into it?", default=caldav.write)
    return values, secret


def _watch(watch: Any) -> tuple[Values, str]:
    click.echo("Leave empty what is not to be looked at.")
    values: Values = {}
    for name, words in (
        ("folder", "a folder into which files are put"),
        ("maildir", "a Maildir"),
        ("mbox", "an mbox file"),
        ("calendars", "a folder of .ics files"),
    ):
        values[name] = click.prompt(words, default=getattr(watch, name), show_default=True)
    listed = click.prompt("git repositories, by commas", default=", ".join(watch.repositories))
    values["repositories"] = [one.strip() for one in listed.split(",") if one.strip()]
    return {name: value for name, value in values.items() if value or getattr(watch, name)}, ""


def _serve(serve: Any) -> tuple[Values, str]:
    values: Values = {"host": click.prompt("address to listen on", default=serve.host)}
    values["port"] = click.prompt("port", default=serve.port, type=int)
    return values, ""


def _model(model: Any) -> tuple[Values, str]:
    click.echo("It is shown what arrives, and only suggests; nothing is asked until you set this.")
    values: Values = {
        "address": click.prompt("address, as http://127.0.0.1:11434/v1", default=model.address),
        "name": click.prompt("name of the model", default=model.name or None),
    }
    values["mail"] = click.confirm("may it be shown your mail?", default=model.mail)
    typed: str = click.prompt(
        "key (kept in secrets.toml; empty: none)", default="", hide_input=True, show_default=False
    )
    return values, typed


_QUESTIONS: dict[str, Callable[[Any], tuple[Values, str]]] = {
    "mail": _mail,
    "imap": _imap,
    "caldav": _caldav,
    "watch": _watch,
    "serve": _serve,
    "model": _model,
}


def _test(to: str) -> SendMessage:
    action = SendMessage.of(
        {
            "to": to,
            "channel": "mail",
            "subject": "worktui: a test",
            "body": "This is a test message of worktui. Mail is set up.\n",
            "kind": "test",
        }
    )
    assert isinstance(action, SendMessage)
    return action


@click.command("demo")
@click.option("--write", metavar="PATH", help="Leave the sample work in a file.")
def demo_command(**_words: Any) -> None:
    """Try it on sample work, in a copy that is thrown away; --write PATH leaves it there."""
