"""The carrier that speaks SMTP to a mail server (RFC 5321), over TLS unless told otherwise."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage

from worktui.domain.text import clean_or
from worktui.effects.carrier import CarrierError, Permanent, Temporary

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

    def send(self, message: EmailMessage) -> str:
        """Hand one message to the server; raises Temporary or Permanent."""
        server = self._open()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _refused(code, said) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Permanent(f"{self.host} cannot take this address: {error}.") from error
        except (smtplib.SMTPException, OSError) as error:
            raise self._unreached(error) from error
        finally:
            _leave(server)
        return ""

    def _open(self) -> smtplib.SMTP:
        """A connection that is ready to take mail. Whatever fails here is not the message's
        fault: it may work once the server is back or the settings are right."""
        server: smtplib.SMTP | None = None
        try:
            server = self._connected()
            if self.user:
                server.login(self.user, self.password())
            return server
        except smtplib.SMTPAuthenticationError as error:
            _leave(server)
            raise Temporary(
                f"{self.host} did not accept the password of {self.user}.", error.smtp_code
            ) from error
        except smtplib.SMTPResponseException as error:
            _leave(server)
            raise Temporary(
                f"{self.host} answered {error.smtp_code} {_said(error.smtp_error)}",
                error.smtp_code,
            ) from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            _leave(server)
            raise self._unreached(error) from error

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

    def _unreached(self, error: Exception) -> Temporary:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return Temporary(f"{self.host}:{self.port} could not be reached: {_said(why)}.")


def _refused(code: int, said: bytes | str) -> CarrierError:
    """A server's answer to a message: 4xx may change, 5xx will not (RFC 5321, section 4.2.1)."""
    sentence = f"The mail server answered {code} {_said(said)}"
    return Temporary(sentence, code) if code < 500 else Permanent(sentence, code)


def _said(text: bytes | str) -> str:
    """What a server said, as one clean short line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return clean_or(words, "", 160).rstrip(".")


def _leave(server: smtplib.SMTP | None) -> None:
    if server is None:
        return
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
