"""Which senses the settings ask for. Making one costs nothing and opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from worktui.app.secret_file import secret_of

if TYPE_CHECKING:
    from worktui.app.config import CalDav, Config
    from worktui.app.ports import CalendarServer, Sense

    Reached = Callable[[CalDav], CalendarServer]
    """The calendar server of the settings, as one reads it."""


def senses_of(config: Config, calendars: Reached, *, drop: str = "") -> tuple[Sense, ...]:
    """The senses of this machine's settings, and one over the folder `drop` where it is told.
    `calendars` is how a calendar server is reached."""
    found: list[Sense] = []
    watch = config.watch
    if folder := drop or watch.folder:
        from worktui.senses.dropfolder import DropFolder

        found.append(DropFolder(folder))
    if watch.maildir:
        from worktui.senses.maildir import Maildir

        found.append(Maildir(watch.maildir))
    if watch.mbox:
        from worktui.senses.mailbox_file import MailboxFile

        found.append(MailboxFile(watch.mbox))
    if watch.calendars:
        from worktui.senses.icsfolder import IcsFolder

        found.append(IcsFolder(watch.calendars))
    if watch.repositories:
        from worktui.senses.repository import Repository

        found += [Repository(folder) for folder in watch.repositories]
    return (*found, *_servers(config, calendars))


def _servers(config: Config, calendars: Reached) -> Iterator[Sense]:
    """A mailbox and a calendar elsewhere."""
    imap, caldav = config.imap, config.caldav
    if imap.host:
        from worktui.senses.imap import Imap

        yield Imap(
            imap.host,
            imap.port,
            user=imap.user,
            password=partial(secret_of, imap.password, imap.password_command),
            security=imap.security,
            folder=imap.folder,
        )
    if caldav.url:
        from worktui.senses.caldav import CalDavCalendar

        yield CalDavCalendar(calendars(caldav), caldav.url, user=caldav.user)
