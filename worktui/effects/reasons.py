"""Why a connection failed, in fixed words: what is kept in the workspace is read by the whole team
and names no host, address, user or path of one person's settings. An error's own text may."""

from __future__ import annotations

import http.client
import os
import re
import smtplib
import socket
import ssl
from collections.abc import Mapping

from worktui.domain.text import clean_or

_CERTIFICATE: Mapping[int, str] = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself",
    19: "its certificate is signed by itself",
    20: "its certificate is signed by nobody known here",
    62: "its certificate is for another name",
    64: "its certificate is for another address",
}
"""By OpenSSL's number for what is wrong with a certificate (X509_V_ERR_*)."""
_PLACES = re.compile(
    r"\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?"
    r"|(?<![\w/])~?(?:/[\w.+-]+){2,}/?"
    r"|(?<![\w:])(?:(?:[0-9a-f]{0,4}:){3,}[0-9a-f]{0,4}|[0-9a-f]{1,4}::[0-9a-f]{1,4})(?![\w:])",
    re.IGNORECASE,
)
"""Addresses of machines (IPv4, IPv6) and paths, as servers and programs name them."""
_HIDDEN = "…"


def why_not(error: BaseException | None) -> str:
    """`connection refused`: the kind of an error of the network, without its own text."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(getattr(error, "verify_code", 0), "its certificate is not valid")
    if isinstance(error, ssl.SSLError):
        return "no encryption could be agreed on"
    if isinstance(error, socket.gaierror):
        return "its name has no address now"
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected | http.client.RemoteDisconnected):
        return "it hung up"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "it cannot do what the settings ask for"
    if isinstance(error, OSError) and error.errno and error.errno > 0:
        return os.strerror(error.errno).lower()
    return f"it answered in a way nobody foresaw ({type(error).__name__})"


def said(text: bytes | str, hide: tuple[str, ...] = (), limit: int = 160) -> str:
    """What a server said, as one clean short line without the machines it names: `hide` are
    names of the settings, numeric addresses and paths go in any case."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    words = clean_or(words, "", limit)
    for name in sorted((name for name in hide if len(name) > 2), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _HIDDEN, words, flags=re.IGNORECASE)
    return _PLACES.sub(_HIDDEN, words).rstrip(".")
