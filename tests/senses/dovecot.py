"""A real mail server on loopback: Dovecot with a configuration of its own. Whoever knows the
password has an account there."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSWORD = "se-cret"

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
mailbox_idle_check_interval = 1 secs
service imap-login {{
  {plain}
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  {plain}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {plain}
}}
passdb {{
  driver = static
  args = password={{PLAIN}}{password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
"""


@dataclass(frozen=True)
class Account:
    """Where the server listens, and one account of it."""

    home: Path
    port: int
    user: str = "iva"
    tls: int = 0
    """Where it listens under TLS, 0 where it has no certificate."""

    @property
    def certificate(self) -> Path:
        """Its certificate, signed by itself."""
        return self.home / "cert.pem"

    def deliver(self, number: int, text: str = "Hello", *, old: bool = False) -> None:
        """Put a mail there over IMAP, with the date of now or an old one."""
        raw = (
            f"From: Iva <iva@novak.example>\r\nTo: ana@acme.example\r\nSubject: No {number}\r\n"
            f"Message-ID: <{number}@x>\r\n\r\n{text}\r\n"
        )
        with self.client() as client:
            client.append("INBOX", "", '"01-Mar-2026 10:00:00 +0000"' if old else "", raw.encode())

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """A connection of somebody else."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            client.login(self.user, PASSWORD)
            yield client
        finally:
            client.logout()

    def flags(self) -> list[str]:
        """The flags of every mail, but for \\Recent, which is of a session."""
        with self.client() as client:
            client.select("INBOX", readonly=True)
            lines = client.fetch("1:*", "(FLAGS)")[1]
            return [line.decode().partition("FLAGS ")[2].replace("\\Recent", "").strip("() ")
                    for line in lines if isinstance(line, bytes)]  # fmt: skip

    def renumber(self) -> None:
        """Give the folder another UIDVALIDITY and its mails other UIDs, as a move of the server
        does."""
        box = self.home / "mail" / self.user
        for name in ("dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            (box / name).unlink(missing_ok=True)
        head, *lines = (box / "dovecot-uidlist").read_text().splitlines()
        words = [f"V{int(w[1:]) + 1}" if w[0] == "V" else "N100" if w[0] == "N" else w
                 for w in head.split(" ")]  # fmt: skip
        moved = [line.replace(line.split(" ")[0], str(50 + n), 1) for n, line in enumerate(lines)]
        (box / "dovecot-uidlist").write_text("\n".join([" ".join(words), *moved, ""]))


@contextmanager
def dovecot() -> Iterator[Account]:
    """Start it, wait until it answers, stop it."""
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True)
    if not version.stdout.startswith("2.3"):
        pytest.skip("these settings are those of Dovecot 2.3")
    home = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))  # sockets need a short path
    home.chmod(0o755)
    port, tls = _free_port(), _free_port()
    secured = _certify(home)
    root = os.getuid() == 0
    me = pwd.getpwuid(os.getuid()).pw_name
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    for name in ("run", "state", "mail"):
        (home / name).mkdir()
    if root:  # no mail is kept by root
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            ssl="yes" if secured else "no", tls=tls if secured else 0,
            certificate=f"ssl_cert = <{home}/cert.pem\nssl_key = <{home}/key.pem" if secured else "",
            home=home, port=port, password=PASSWORD, uid=owner.pw_uid, gid=owner.pw_gid,
            login="dovenull" if root else me, internal="dovecot" if root else me,
            group="dovecot" if root else str(os.getgid()), plain="chroot =",
        )
    )  # fmt: skip
    with subprocess.Popen(
        ["dovecot", "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _await_answer(port, process, home)
            yield Account(home, port, tls=tls if secured else 0)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            shutil.rmtree(home, ignore_errors=True)


def _certify(home: Path) -> bool:
    """Make a certificate for the loopback address; False where openssl is missing."""
    if shutil.which("openssl") is None:
        return False
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1".split()
    more = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*words, *more], cwd=home, check=True, capture_output=True)
    return True


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _await_answer(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        with suppress(OSError, imaplib.IMAP4.error):
            imaplib.IMAP4("127.0.0.1", port, timeout=2).shutdown()
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    log = home / "log"
    raise AssertionError(log.read_text() if log.exists() else "dovecot did not start")
