"""Guided set-up: how mail leaves, what is looked at, who is written to. Asks, keeps each part as
soon as it is answered, secrets apart for the owner's eyes only; sends a test only when asked."""

from __future__ import annotations

import sys
from dataclasses import fields
from typing import Any

import click

from worktui.app.config import Config, parse_config, write_setting
from worktui.app.named_settings import put_named
from worktui.app.secret_file import MANY, keep_secret
from worktui.domain.actions.meetings import SendMessage
from worktui.domain.errors import BadInput, WrongUsage
from worktui.faces.cli.room import Room

PARTS = {
    "mail": "how mail leaves",
    "watch": "a Maildir, folders and repositories that are looked at",
    "imap": "a mailbox on a mail server that is read",
    "caldav": "a calendar that is read and written",
    "serve": "where the pages are served",
    "model": "a language model that may be asked",
    "post": "a chat or program that is written to",
    "hooks": "a source of webhooks that is believed",
}
"""The sections of the settings that can be set up, and what each is."""
_ASKED = ("mail", "watch", "imap", "caldav")
"""Those that are asked for where none is named."""


@click.command("setup")
@click.argument("part", required=False, type=click.Choice(list(PARTS)))
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Without questions.")
@click.option("--test", "to", default="", metavar="EMAIL", help="Put a test message in the outbox.")
@click.pass_obj
def setup_command(room: Room, part: str | None, *, pairs: tuple[str, ...], to: str) -> None:
    """Set up mail, a mailbox, a calendar, folders, pages, a model, receivers or sources.

    PART is mail, watch, imap, caldav, serve, model, post or hooks; without one mail and what is
    read are asked for. Each part is kept as soon as it is answered. NAME is a setting as host (of
    PART, or of mail) or imap.host.
    """
    given: dict[str, dict[str, Any]] = {}
    if pairs:
        given = _set(room, pairs, part or "mail")
    elif not (to and room.house.config_file.exists()):
        if room.json or not sys.stdin.isatty():
            raise WrongUsage("Nobody is here to answer questions.", hint="Use --set NAME=VALUE.")
        given = _ask_all(room, part)
    _answer(room, given, to)


def _set(room: Room, pairs: tuple[str, ...], part: str) -> dict[str, dict[str, Any]]:
    """What stands in NAME=VALUE words, checked as a whole before anything is written."""
    given: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        section, name, value = _pair(pair, part)
        given.setdefault(section, {})[name] = value
    for section, values in given.items():
        if section not in MANY:
            parse_config({section: values}, str(room.house.config_file))
    for section, values in given.items():
        _keep(room, section, values)
    return {section: _shown(section, values) for section, values in given.items()}


def _keep(room: Room, section: str, values: dict[str, Any], secret: str = "") -> None:
    """Write a part, its secrets apart. Raises BadInput for what it cannot be."""
    path, secrets = room.house.config_file, room.house.secrets_file
    if section in MANY:
        for name, value in values.items():
            put_named(path, secrets, section, name, str(value) or None)
        return
    parse_config({section: values}, str(path))
    write_setting(path, section, values)
    if secret:
        keep_secret(secrets, section, secret)


def _shown(section: str, values: dict[str, Any]) -> dict[str, Any]:
    """What was set as it may be seen: of secrets only that they are kept."""
    return dict.fromkeys(values, "kept") if section in MANY else values


def _ask_all(room: Room, part: str | None) -> dict[str, dict[str, Any]]:
    """The questions, one part at a time, each kept before the next is asked for."""
    from worktui.faces.cli.setup_asking import ask

    given: dict[str, dict[str, Any]] = {}
    asked = ""
    try:
        for name in (part,) if part else _ASKED:
            asked = name
            if not part and name != "mail" and not click.confirm(f"Set up {PARTS[name]}?"):
                continue
            answers = ask(name, room.house.config)
            values = answers.named or answers.values
            try:
                _keep(room, name, values, answers.secret)
            except BadInput as error:
                click.echo(f"{error} Nothing of it is kept; `worktui setup {name}` asks again.")
                continue
            given[name] = _shown(name, values)
    except click.Abort:
        _say_kept(given, asked)
        raise
    return given


def _say_kept(given: dict[str, dict[str, Any]], asked: str) -> None:
    """What an interrupted set-up leaves behind."""
    kept = f"Kept: {', '.join(given)}." if given else "Nothing was changed."
    click.echo(f"\n{kept} `worktui setup {asked}` goes on there.", err=True)


def _answer(room: Room, given: dict[str, dict[str, Any]], to: str) -> None:
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


def _pair(text: str, part: str) -> tuple[str, str, Any]:
    """Section, name and value of one NAME=VALUE, of the kind that the setting has."""
    left, equals, value = text.partition("=")
    section, dot, name = left.partition(".")
    if not dot:
        section, name = part, left
    if not equals or section not in PARTS:
        raise WrongUsage(f"“{text[:60]}” sets nothing.", hint=f"It has {', '.join(PARTS)}.")
    if section in MANY:
        return section, name, value
    kinds = {item.name: str(item.type) for item in fields(type(getattr(Config(), section)))}
    kind = kinds.get(name, "str")
    if kind == "int" and value.isascii() and value.isdigit():
        return section, name, int(value)
    if kind == "bool" and value.lower() in ("yes", "true", "no", "false"):
        return section, name, value.lower() in ("yes", "true")
    if kind.startswith("tuple"):
        return section, name, [one.strip() for one in value.split(",") if one.strip()]
    return section, name, value  # what is still wrong is said when it is parsed


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
