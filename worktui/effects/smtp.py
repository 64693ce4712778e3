"""The carrier that speaks SMTP to a mail server (RFC 5321), over TLS unless told otherwise."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from email.message import EmailMessage

from worktui.effects.carrier import CarrierError, Permanent, Temporary
from worktui.effects.reasons import said, why_not

TIMEOUT = 20.0
"""Seconds for each step of the talk with the server."""


class SmtpCarrier:
    """Sends through one server. `security` is starttls, tls or none.

    `password` is asked for only when a `user` is set, and never kept.
    """

    name = "smtp"
    leaves = True

    def __init__(
        self,
        host: str,
        port: int = 587,
        *,
        security: str = "starttls",
        user: str = "",
        password: Callable[[], str] = str,
        timeout: float = TIMEOUT,
    ) -> None:
        self.host, self.port, self.security = host, port, security
        self.user, self.password, self.timeout = user, password, timeout

    @property
    def place(self) -> str:
        """Where it is, for whoever has these settings."""
        return f"{self.host}:{self.port}" + (f" as {self.user}" if self.user else "")

    def send(self, message: EmailMessage) -> str:
        """Hand one message to the server; raises Temporary or Permanent."""
        server = self._open()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            raise self._refused(code, answer) from error
        except smtplib.SMTPResponseException as error:
            raise self._refused(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Permanent("The mail server cannot take this address.") from error
        except (smtplib.SMTPException, OSError) as error:
            raise _unreached(error) from error
        finally:
            _leave(server)
        return ""

    def _open(self) -> smtplib.SMTP:
        """A connection that is ready to take mail. Whatever fails here is not the message's
        fault: it may work once the server is back or the settings are right."""
        server: smtplib.SMTP | None = None
        password = self._password() if self.user else ""
        try:
            server = self._connected()
            if self.user:
                server.login(self.user, password)
            return server
        except smtplib.SMTPAuthenticationError as error:
            _leave(server)
            raise Temporary(
                "The mail server did not accept the user and password that are set.",
                error.smtp_code,
            ) from error
        except smtplib.SMTPResponseException as error:
            _leave(server)
            raise Temporary(str(self._refused(error.smtp_code, error.smtp_error)),
                            error.smtp_code) from error  # fmt: skip
        except (smtplib.SMTPException, OSError, ValueError, OverflowError) as error:
            _leave(server)
            raise _unreached(error) from error

    def _password(self) -> str:
        """The password, if it can be told at all: the standard library logs in with ASCII only,
        and its error quotes what is not. Raises Permanent."""
        password = self.password()
        if not (self.user.isascii() and password.isascii()):
            raise Permanent(
                "User and password of the mail server can have letters of ASCII only "
                "(a to z, digits, signs)."
            )
        return password

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        if self.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                _leave(server)
                raise
        return server

    def _refused(self, code: int, answer: bytes | str) -> CarrierError:
        """A server's answer to a message: 4xx may change, 5xx will not (RFC 5321, 4.2.1)."""
        words = said(answer, (self.host, self.user, socket.gethostname()))
        sentence = f"The mail server answered {code} {words}".rstrip()
        return Temporary(sentence, code) if code < 500 else Permanent(sentence, code)


def _unreached(error: Exception) -> Temporary:
    return Temporary(f"The mail server could not be reached: {why_not(error)}.")


def _leave(server: smtplib.SMTP | None) -> None:
    if server is None:
        return
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
