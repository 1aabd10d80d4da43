"""Handing one letter to the mail server, in bounded time."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from threading import Timer
from uuid import UUID

from intake.models.outbox import Letter
from intake.office import MailServer

READY = 220
SECONDS = 10.0
"""For everything together: a server that says one word a second does not hold us."""

OF_THIS_LETTER = (
    ValueError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPResponseException,
)
"""What says nothing about the next letter; all else that smtplib raises is an OSError."""


class NotSent(Exception):
    """The server did not take this letter; the next one may fare better."""


class NoServer(NotSent):
    """There is no talking to the server at all."""


@dataclass(frozen=True)
class Sender:
    """The office's mail server, and the password it asks for."""

    server: MailServer
    password: str | None = field(repr=False)
    seconds: float = SECONDS

    def send(self, letter: Letter, uuid: UUID, now: datetime) -> None:
        """Send a letter. Raises `NotSent`, never with what was written or to whom."""
        try:
            message = self._message(letter, uuid, now)
            with self._session() as session:
                session.send_message(message)
        except NotSent:
            raise
        except OF_THIS_LETTER as problem:
            raise NotSent(type(problem).__name__) from None
        except OSError as problem:
            raise NoServer(type(problem).__name__) from None

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        session = self._new_session()
        watch = Timer(self.seconds, _hang_up, [session])
        watch.start()
        try:
            try:
                self._greet(session)
            except (OSError, ValueError) as problem:
                raise NoServer(type(problem).__name__) from None
            yield session
            with suppress(OSError):
                session.quit()
        finally:
            watch.cancel()
            session.close()

    def _new_session(self) -> smtplib.SMTP:
        ours = self.server.sender.partition("@")[2]
        if self.server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(local_hostname=ours, timeout=self.seconds, context=context)
        return smtplib.SMTP(local_hostname=ours, timeout=self.seconds)

    def _greet(self, session: smtplib.SMTP) -> None:
        # With the host in the constructor the session could not be hung up while it connects.
        session._host = self.server.host  # type: ignore[attr-defined]
        code, _ = session.connect(self.server.host, self.server.port)
        if code != READY:
            raise OSError
        if self.server.security == "starttls":
            session.starttls(context=ssl.create_default_context())
        if self.server.user:
            session.login(self.server.user, self.password or "")

    def _message(self, letter: Letter, uuid: UUID, now: datetime) -> EmailMessage:
        message = EmailMessage()
        sender = letter.sender or self.server.sender
        message["From"], message["To"] = sender, letter.to
        message["Subject"], message["Date"] = letter.subject, format_datetime(now)
        # The same letter has the same id each time, so that a second copy can be dropped.
        message["Message-ID"] = f"<{uuid.hex}@{sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


def _hang_up(session: smtplib.SMTP) -> None:
    if isinstance(session.sock, socket.socket):
        with suppress(OSError):
            session.sock.shutdown(socket.SHUT_RDWR)
