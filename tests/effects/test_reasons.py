"""What is kept of a failure: its kind, in fixed words, and never whose machine it was."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest

from worktui.effects.reasons import said, why_not

SECRET = "imap.home-of-ana.example"


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, f"not valid for {SECRET!r}")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [(certificate(62), "its certificate is for another name"),
     (certificate(10), "its certificate has expired"),
     (certificate(99), "its certificate is not valid"),
     (ssl.SSLCertVerificationError(1, SECRET), "its certificate is not valid"),
     (ssl.SSLError(1, SECRET), "no encryption could be agreed on"),
     (socket.gaierror(-2, SECRET), "its name has no address now"),
     (TimeoutError(SECRET), "it does not answer in time"),
     (OSError(errno.ECONNREFUSED, SECRET), "connection refused"),
     (UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET),
      "it answered in a way nobody foresaw (UnicodeEncodeError)")],
)  # fmt: skip
def test_an_error_is_told_by_its_kind(error: Exception, words: str) -> None:
    assert why_not(error) == words


@pytest.mark.parametrize(
    "text",
    [f"451 {SECRET} try later", "550 blocked [203.0.113.9]", "550 blocked 2001:db8::17", "550 fe80::db8 says no",
     "451 see /var/spool/mail/ana.log", "535 ana@home.example unknown".replace("ana@", "ANA@")],
)  # fmt: skip
def test_what_a_server_said_is_kept_without_the_machines_it_names(text: str) -> None:
    kept = said(text, (SECRET, "ana@home.example"))
    assert kept.startswith(text[:3])
    for own in (SECRET, "203.0.113.9", "db8", "/var", "home.example"):
        assert own not in kept


@pytest.mark.parametrize(
    "text", ["5.7.1 relaying denied", "4.2.2 mailbox full, try at 14:05:10", "and/or both", "24/7"]
)
def test_codes_times_and_words_stay(text: str) -> None:
    assert said(text) == text
