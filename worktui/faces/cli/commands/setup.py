"""Guided set-up of mail: asks, writes the settings file, sends a test only when asked."""

from __future__ import annotations

import sys
from typing import Any

import click

from worktui.app.config import CARRIERS, Mail, write_setting
from worktui.domain.actions.meetings import SendMessage
from worktui.domain.errors import BadInput, WrongUsage
from worktui.faces.cli.room import Room

_FIELDS = ("carrier", "sender", "host", "port", "user", "password_command", "security", "folder",
           "command")  # fmt: skip
_WORDS = {
    "maildir": "written into a folder here, not sent",
    "smtp": "sent by a mail server",
    "sendmail": "handed to sendmail on this machine",
}


@click.command("setup")
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Without questions.")
@click.option("--test", "to", default="", metavar="EMAIL", help="Put a test message in the outbox.")
@click.pass_obj
def setup_command(room: Room, *, pairs: tuple[str, ...], to: str) -> None:
    """Set up how mail leaves. Passwords are never kept: a command prints them."""
    if pairs:
        values = dict(_pair(pair) for pair in pairs)
    elif to and room.house.config_file.exists():
        values = {}
    elif room.json or not sys.stdin.isatty():
        raise WrongUsage("Nobody is here to answer questions.", hint="Use --set NAME=VALUE.")
    else:
        values = _ask(room.house.config.mail)
    if values:
        write_setting(room.house.config_file, "mail", values)
    data: dict[str, Any] = {"settings": str(room.house.config_file), "mail": values}
    lines = [f"Mail is set up in {room.house.config_file}."] if values else []
    if to:
        receipt = room.desk().do([_test(to)])
        data["effects"] = list(receipt.effects)
        lines.append(f"A test to {to} waits in the outbox; `worktui deliver` sends it.")
    elif values.get("carrier", "maildir") != "maildir":
        lines.append("`worktui setup --test YOU@EXAMPLE` puts a test message in the outbox.")
    room.answer(data, "\n".join(lines))


def _pair(text: str) -> tuple[str, str | int]:
    name, equals, value = text.partition("=")
    if not equals or name not in _FIELDS:
        raise WrongUsage(f"“{text[:60]}” sets nothing.", hint=f"It has {', '.join(_FIELDS)}.")
    if name == "carrier" and value not in CARRIERS:
        raise BadInput(f"carrier cannot be “{value[:40]}”.", hint=f"One of {', '.join(CARRIERS)}.")
    if name == "port":
        if not value.isdigit():
            raise BadInput(f"port: “{value[:20]}” is not a number.")
        return name, int(value)
    return name, value


def _ask(mail: Mail) -> dict[str, str | int]:
    """The questions, one at a time; what is there already is the answer to ⏎."""
    click.echo("How shall mail leave?")
    for name, words in _WORDS.items():
        click.echo(f"  {name:<9} {words}")
    carrier = click.prompt("carrier", default=mail.carrier, type=click.Choice(CARRIERS))
    values: dict[str, str | int] = {"carrier": carrier}
    if carrier == "maildir":
        return values
    values["sender"] = click.prompt("address it comes from", default=mail.sender or None)
    if carrier == "sendmail":
        return values
    values["host"] = click.prompt("mail server", default=mail.host or None)
    values["security"] = click.prompt(
        "security", default=mail.security, type=click.Choice(["starttls", "tls", "none"])
    )
    port = 465 if values["security"] == "tls" else mail.port
    values["port"] = click.prompt("port", default=port, type=int)
    values["user"] = click.prompt("user", default=mail.user or str(values["sender"]))
    values["password_command"] = click.prompt(
        "command that prints the password", default=mail.password_command or "pass show mail"
    )
    return values


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
