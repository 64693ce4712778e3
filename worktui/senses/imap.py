"""A mailbox on a mail server (RFC 9051), with IDLE (RFC 2177) so that mail comes within seconds.

The folder is opened for reading only and no mail is flagged. Where to go on from is the last
UID under its UIDVALIDITY; where that is another one, the server has renumbered its mails, and
those since the beginning are looked through again and known by their Message-ID.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem, WorktuiError
from worktui.domain.text import clean_or
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT

if TYPE_CHECKING:
    from io import BufferedReader

    from imap_tools.mailbox import BaseMailBox

TIMEOUT: Final = 30.0
"""Seconds for each step of the talk with the server."""
CUT: Final = 1024 * 1024
"""Of a mail over the limit so many bytes are fetched: its words stand at the beginning."""
ASKED_AGAIN: Final = 60.0
"""Seconds between two looks where the server has no IDLE."""
AT_ONCE: Final = 200
"""Mails whose sizes are asked for together."""
_UID: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE: Final = re.compile(rb'\bINTERNALDATE "([^"]{1,40})"')
_NEWS: Final = (b"EXISTS", b"RECENT")


@dataclass(frozen=True, slots=True)
class _Mail:
    uid: int
    size: int
    came: datetime


class Imap:
    """One folder of one account. `password` is asked for at each connection and never kept."""

    def __init__(
        self,
        host: str,
        port: int = 993,
        *,
        user: str,
        password: Callable[[], str],
        security: str = "tls",
        folder: str = "INBOX",
    ) -> None:
        self.host, self.port, self.security = host, port, security
        self.user, self.folder, self._password = user, folder or "INBOX", password
        self.name = named("imap", f"{user}@{host}:{port}/{self.folder}")
        self.place = f"{user} at {host}, {self.folder}"
        self._box: BaseMailBox | None = None
        self._over = threading.Event()
        self._refused = 0  # UID of a mail that the server refused the last time

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Mails that came since, by UID."""
        with self._talking():
            client = self._client()
            validity, following, there = self._numbers(client)
            if not cursor:
                since = self._newest(client)
                yield self._mark(validity, following - 1, since, before=there)
                return
            since = datetime.fromisoformat(str(cursor["since"]))
            same = cursor.get("uidvalidity") == validity
            last = int(cursor["uid"]) if same else 0
            for mail in self._found(client, last, None if same else since):
                place = {"uidvalidity": validity, "uid": mail.uid, "since": since.isoformat()}
                raw = self._handed(client, mail)
                if isinstance(raw, str):
                    mark = f"{validity}|{mail.uid}"
                    yield Found(mark, "eml", f"mail {mail.uid}", place, why=raw)
                elif raw is not None:
                    yield Found(raw, "eml", f"mail {mail.uid}", place)
            if not same:
                yield self._mark(validity, max(following - 1, 0), since)

    def kept(self, found: Found) -> None:
        """Nothing is flagged: it is the person's mail."""

    def wait(self, seconds: float) -> None:
        """Until the server tells of a mail, where it can (IDLE); else for a minute."""
        with self._talking():
            client = self._client()
            if "IDLE" not in client.capabilities:
                self._over.wait(min(seconds, ASKED_AGAIN))
                return
            idle = cast("BaseMailBox", self._box).idle
            idle.start()  # type: ignore[no-untyped-call]
            try:
                for _ in range(max(1, int(seconds))):
                    heard = _buffered(client) or any(
                        line.rpartition(b" ")[2] in _NEWS for line in idle.poll(1.0)
                    )
                    if heard or self._over.is_set():
                        break
            finally:
                idle.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Let go at once, also out of another thread, in the middle of a talk."""
        self._over.set()
        self._drop()

    def _drop(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                box.client.shutdown()

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Whatever fails on the way is a sentence, and the connection is made anew."""
        try:
            from imap_tools.errors import ImapToolsError, MailboxFolderSelectError
        except ImportError as error:
            raise SenseProblem(
                "Reading a mailbox needs a part that is not installed.",
                hint="`pip install worktui[imap]` installs it.",
                lasting=True,
            ) from error
        try:
            yield
        except MailboxFolderSelectError as error:
            self._drop()
            raise SenseProblem(
                f"The mailbox has no folder “{clean_or(self.folder, '?', 60)}”.",
                hint="Set [imap] folder to one that it has, such as INBOX.",
                lasting=True,
            ) from error
        except (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError, EOFError) as error:
            self._drop()
            raise _unreached(error) from error
        except WorktuiError:
            self._drop()
            raise

    def _client(self) -> imaplib.IMAP4:
        if self._over.is_set():
            raise OSError("it was let go")
        if self._box is None:
            self._box = self._connected()
        return self._box.client

    def _connected(self) -> BaseMailBox:
        """A connection that is logged in, with the folder open for reading only."""
        from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
        from imap_tools.errors import MailboxLoginError

        context = ssl.create_default_context()
        box: BaseMailBox
        if self.security == "tls":
            box = MailBox(self.host, self.port, timeout=TIMEOUT, ssl_context=context)
        elif self.security == "starttls":
            box = MailBoxStartTls(self.host, self.port, timeout=TIMEOUT, ssl_context=context)
        else:
            box = MailBoxUnencrypted(self.host, self.port, timeout=TIMEOUT)
        ready = False
        try:
            self._login(box)
            box.folder.set(self.folder, readonly=True)
            known, told = box.client.capability()
            if known == "OK":
                box.client.capabilities = tuple(told[0].decode("ascii", "replace").upper().split())
            ready = True
            return box
        except (MailboxLoginError, imaplib.IMAP4.error) as error:
            if box.client.state != "NONAUTH" or isinstance(error, imaplib.IMAP4.abort):
                raise
            raise SenseProblem(
                "The mail server does not accept the user name with this password.",
                hint="`worktui setup imap` sets them.",
                lasting=True,
            ) from error
        finally:
            if not ready:
                with suppress(OSError, imaplib.IMAP4.error):
                    box.client.shutdown()

    def _login(self, box: BaseMailBox) -> None:
        password = self._password()
        if self.user.isascii() and password.isascii():
            box.login(self.user, password, initial_folder=None)
        else:
            box.login_utf8(self.user, password, initial_folder=None)
            box.client.state = "AUTH"

    def _numbers(self, client: imaplib.IMAP4) -> tuple[int, int, int]:
        """(UIDVALIDITY, UIDNEXT, mails that are there) as they are now."""
        assert self._box is not None
        told = self._box.folder.status(self.folder, ("UIDVALIDITY", "UIDNEXT", "MESSAGES"))
        client.noop()  # so that the folder that is open knows of what came
        return int(told["UIDVALIDITY"]), int(told["UIDNEXT"]), int(told.get("MESSAGES") or 0)

    def _mark(self, validity: int, uid: int, since: datetime, *, before: int = 0) -> Found:
        place = {"uidvalidity": validity, "uid": uid, "since": since.isoformat()}
        return Found(None, None, "", place, before=before)

    def _newest(self, client: imaplib.IMAP4) -> datetime:
        """When the last mail came that was there before; long ago in an empty folder."""
        told = _asked(client.uid("FETCH", "*", "(UID RFC822.SIZE INTERNALDATE)"))
        mails = [mail for line in told if (mail := _mail(line)) is not None]
        return max((mail.came for mail in mails), default=datetime.fromtimestamp(0, UTC))

    def _found(self, client: imaplib.IMAP4, last: int, since: datetime | None) -> Iterator[_Mail]:
        """Mails after a UID, or, renumbered, those that came after a moment."""
        if since is None:
            words = ["UID", f"{last + 1}:*"]
        else:
            words = ["SINCE", f"{since.astimezone(UTC) - timedelta(days=1):%d-%b-%Y}"]
        told = _asked(client.uid("SEARCH", *words))
        uids = sorted({int(n) for line in told for n in _bytes(line).split() if n.isdigit()})
        uids = [uid for uid in uids if uid > last]  # "n:*" is at least the last one there is
        for start in range(0, len(uids), AT_ONCE):
            part = ",".join(map(str, uids[start : start + AT_ONCE]))
            lines = _asked(client.uid("FETCH", part, "(UID RFC822.SIZE INTERNALDATE)"))
            mails = {mail.uid: mail for line in lines if (mail := _mail(line)) is not None}
            for uid in sorted(mails):
                if since is None or mails[uid].came > since:
                    yield mails[uid]

    def _handed(self, client: imaplib.IMAP4, mail: _Mail) -> bytes | str | None:
        """The bytes of a mail; a sentence where the server refuses it a second time, for one
        that it cannot hand out must not hold up all that came after it."""
        try:
            return self._fetch(client, mail)
        except imaplib.IMAP4.abort:  # the connection, not the mail
            raise
        except imaplib.IMAP4.error:
            if self._refused != mail.uid:
                self._refused = mail.uid
                raise
            return "The mail server does not hand it out."

    def _fetch(self, client: imaplib.IMAP4, mail: _Mail) -> bytes | None:
        """The bytes of a mail without marking it read; None where it is gone meanwhile."""
        part = f"<0.{CUT}>" if mail.size > SIZE_LIMIT else ""
        for line in _asked(client.uid("FETCH", str(mail.uid), f"(UID BODY.PEEK[]{part})")):
            if isinstance(line, tuple) and len(line) == 2:
                return bytes(line[1])
        return None


def _asked(answer: tuple[str, list[Any]]) -> list[Any]:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(clean_or(str(answer[1]), "it refused", 120))
    return [line for line in answer[1] if line is not None]


def _bytes(line: Any) -> bytes:
    return line[0] if isinstance(line, tuple) else line if isinstance(line, bytes) else b""


def _mail(line: Any) -> _Mail | None:
    text = _bytes(line)
    uid, size, date = _UID.search(text), _SIZE.search(text), _DATE.search(text)
    if uid is None:
        return None
    came = datetime.fromtimestamp(0, UTC)
    if date is not None:
        with suppress(ValueError):
            told = date[1].decode("ascii", "replace").strip()
            came = datetime.strptime(told, "%d-%b-%Y %H:%M:%S %z")
    return _Mail(int(uid[1]), int(size[1]) if size else 0, came)


def _buffered(client: imaplib.IMAP4) -> bool:
    """Whether the server has spoken already, before anybody listened to the socket."""
    before = client.sock.gettimeout()
    client.sock.settimeout(0)
    try:
        return bool(cast("BufferedReader", client.file).peek(1))
    except (OSError, ValueError):  # nothing there yet
        return False
    finally:
        client.sock.settimeout(before)


_UNTRUSTED: Final = {
    10: "its certificate has expired",
    18: "it vouches for itself",
    19: "nobody known vouches for it",
    20: "nobody known vouches for it",
    62: "its certificate is for another name",
    64: "its certificate is for another name",
}
"""What OpenSSL finds, by number (X509_V_ERR_…). Its own words name the host."""


def _unreached(error: Exception) -> SenseProblem:
    """Why there is no talk with the server, without its name: `doctor` knows it, and the
    workspace, in which this is kept, is read by others too."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _UNTRUSTED.get(error.verify_code, "its certificate is not good")
        return SenseProblem(
            f"The mail server cannot be trusted: {why}.",
            hint="Name the host as its certificate does.",
            lasting=True,
        )
    return SenseProblem(
        f"The mail server could not be reached: {_why(error)}.", hint="It is tried again."
    )


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "it does not speak TLS as it should"
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    if isinstance(error, imaplib.IMAP4.abort | EOFError):
        return "it ended the talk"
    if isinstance(error, OSError):
        return clean_or((error.strerror or "it does not answer").lower(), "it does not answer", 120)
    return "it refuses what it is asked"
