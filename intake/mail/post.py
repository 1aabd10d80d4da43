"""The post of the office: letters are put in during a transaction and sent after it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock, Thread

from flask import Flask, g

from intake.i18n import use_language
from intake.mail.sending import NoServer, NotSent, Sender
from intake.models.outbox import Letter, Outgoing, claim, delivered, put_back

log = logging.getLogger("intake")


@dataclass(frozen=True)
class Words:
    """The subject of a mail and its one sentence, as lazy texts; they never hold a placeholder."""

    subject: object
    sentence: object


@dataclass(frozen=True)
class Post:
    """Writes and sends the mail of an office; there is none while its settings say «off»."""

    app: Flask = field(repr=False)
    key: bytes = field(repr=False)
    sender: Sender
    clock: Callable[[], datetime]
    _wanted: Event = field(default_factory=Event, repr=False)
    _busy: Lock = field(default_factory=Lock, repr=False)

    def put(self, to: str, language: str, words: Words, path: str) -> None:
        """Put a letter into the outbox; part of the caller's transaction.

        `path` is the page of the desk to go to.
        """
        with use_language(language):
            body = f"{words.sentence}\n\n{self.sender.server.desk_address}{path}\n"
            letter = Letter(to, str(words.subject), body)
        Outgoing.put(letter, self.key, self.clock())
        g.letters_written = True

    def put_discreetly(self, to: str, language: str, words: Words) -> None:
        """Put a letter into the outbox that names no page, from the neutral sender if there is one.

        An address of the desk would tell who writes.
        """
        sender = self.sender.server.neutral_sender or ""
        with use_language(language):
            letter = Letter(to, str(words.subject), f"{words.sentence}\n", sender)
        Outgoing.put(letter, self.key, self.clock())
        g.letters_written = True

    def deliver(self) -> int:
        """Send what is due, outside of any transaction; how many letters have arrived."""
        arrived = 0
        while claimed := claim(self.key, self.clock()):
            row, letter = claimed
            try:
                self.sender.send(letter, row.uuid, self.clock())
            except NotSent as problem:
                # Type only: a message of the server may quote the address.
                log.warning("A mail could not be sent: %s", problem)
                put_back(row, self.clock())
                if isinstance(problem, NoServer):
                    return arrived
            else:
                delivered(row)
                arrived += 1
        return arrived

    def deliver_soon(self) -> None:
        """Send what is due beside the request, which does not wait for it and cannot fail by it.

        One sender for each process; the thread is waited for when the process ends in good order.
        """
        self._wanted.set()
        if self._busy.acquire(blocking=False):
            Thread(target=self._deliver_beside, name="post").start()

    def rest(self, seconds: float) -> bool:
        """Wait until nothing is being sent; False if it takes longer."""
        free = self._busy.acquire(timeout=seconds)
        if free:
            self._busy.release()
        return free

    def _deliver_beside(self) -> None:
        try:
            with self.app.app_context():
                while self._wanted.is_set():
                    self._wanted.clear()
                    self.deliver()
        except Exception as error:  # A thread has nobody else to tell.
            log.error("%s while mail was sent", type(error).__name__)
        finally:
            self._busy.release()
