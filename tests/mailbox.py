"""Mail servers to send to: one that takes mail, and some that do not behave."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.served import free_port

SETTINGS = """
[mail]
on = true
server = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@office.example"
desk_address = "https://desk.office.example"
"""


@dataclass
class Mailbox:
    """A mail server and what it was given. `answer` is what it says to a letter."""

    port: int
    answer: str = "250 OK"
    refused: set[str] = field(default_factory=set)
    wait: float = 0.0
    mails: list[EmailMessage] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.wait)
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(mail, EmailMessage)
            with self.lock:
                self.mails.append(mail)
        return self.answer

    @property
    def readers(self) -> list[str]:
        """Who got mail, in the order of the alphabet."""
        return sorted(str(mail["To"]) for mail in self.mails)


@contextmanager
def mail_server(**server: Any) -> Iterator[Mailbox]:
    """A mail server on a port of its own."""
    mailbox = Mailbox(free_port())
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, **server)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def knows(user: bytes, password: bytes) -> Any:
    """For aiosmtpd: let one user in."""

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: Any, data: Any) -> Any:
        return AuthResult(success=(data.login, data.password) == (user, password))

    return check


def sends_mail_to(office_file: Path, port: int, more: str = "") -> None:
    """Switch mail on in a settings file."""
    before = office_file.read_text(encoding="utf-8").partition("[mail]\n")[0]
    office_file.write_text(before + SETTINGS.format(port=port) + more, encoding="utf-8")
