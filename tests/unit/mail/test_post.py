"""Letters go out once, after what caused them; what cannot be sent stays sealed and is retried."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask

from intake.database import begin_writing, db
from intake.i18n import lazy_gettext
from intake.mail.post import Post, Words
from intake.models.outbox import Letter, Outgoing, claim, give_up_old, retry_after
from tests.leaks import search
from tests.mailbox import Mailbox
from tests.make import Clock

READER = "selam.tesfay@reader.example"
WORDS = Words(lazy_gettext("A message for you"), lazy_gettext("There is a new message for you."))


def write(post: Post, *readers: str, language: str = "en") -> None:
    begin_writing()
    for reader in readers or (READER,):
        post.put(reader, language, WORDS, "/en/status")
    db.session.commit()


def outbox() -> list[Outgoing]:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Outgoing).order_by(Outgoing.written_at).all()


def within(post: Post, seconds: float) -> Post:
    """The same post with less patience."""
    return replace(post, sender=replace(post.sender, seconds=seconds))


def test_a_letter_says_one_sentence_and_an_address(post: Post, mailbox: Mailbox) -> None:
    write(post)
    assert post.deliver() == 1
    (mail,) = mailbox.mails
    assert (mail["From"], mail["To"]) == ("desk@office.example", READER)
    assert mail["Subject"] == "A message for you"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content().replace("\r\n", "\n")
    assert text == ("There is a new message for you.\n\nhttps://desk.office.example/en/status\n")
    assert outbox() == []


def test_it_is_in_the_language_of_the_reader(post: Post, mailbox: Mailbox) -> None:
    write(post, language="de")
    write(post, language="en")
    post.deliver()
    german, english = (mail["Subject"] for mail in mailbox.mails)
    assert english == "A message for you" and isinstance(german, str)


def test_a_letter_of_a_transaction_that_failed_is_not_sent(post: Post, mailbox: Mailbox) -> None:
    begin_writing()
    post.put(READER, "en", WORDS, "/")
    db.session.rollback()
    assert post.deliver() == 0 and mailbox.mails == []


def test_a_server_that_does_not_answer_is_tried_again_later(
    post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.answer = "451 later"
    write(post)
    assert post.deliver() == 0
    (row,) = outbox()
    assert (row.tries, row.next_try_at) == (1, clock() + timedelta(minutes=1))
    mailbox.answer = "250 OK"
    assert post.deliver() == 0
    clock.forward(minutes=1)
    assert post.deliver() == 1 and outbox() == []


def test_a_copy_of_a_letter_can_be_told_by_its_id(
    post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    write(post)
    uuid = outbox()[0].uuid
    post.deliver()
    assert mailbox.mails[0]["Message-ID"] == f"<{uuid.hex}@office.example>"


def test_one_refused_reader_does_not_keep_others_from_their_mail(
    post: Post, mailbox: Mailbox
) -> None:
    mailbox.refused = {"nobody@reader.example"}
    write(post, "nobody@reader.example", READER, "line@\nbreak.example")
    assert post.deliver() == 1
    assert mailbox.readers == [READER] and len(outbox()) == 2


def test_nothing_listens(post: Post, clock: Clock) -> None:
    dead = replace(post.sender.server, port=1)
    post = replace(post, sender=replace(post.sender, server=dead))
    write(post, READER, "second@reader.example")
    assert post.deliver() == 0
    # The second letter was not even tried: the server is gone for all.
    assert sorted(row.tries for row in outbox()) == [0, 1]


@contextmanager
def dripping_server() -> Iterator[int]:
    """A server that says its greeting one letter at a time, for ever."""
    stop = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                while not stop.wait(0.05):
                    try:
                        connection.sendall(b"2")
                    except OSError:
                        return

        thread = Thread(target=drip)
        thread.start()
        yield int(listener.getsockname()[1])
        stop.set()
        thread.join()


def test_a_server_that_drips_holds_nobody_for_long(post: Post) -> None:
    with dripping_server() as port:
        server = replace(post.sender.server, port=port)
        post = replace(post, sender=replace(post.sender, server=server, seconds=0.5))
        write(post)
        before = time.monotonic()
        assert post.deliver() == 0
        assert time.monotonic() - before < 5
    assert outbox()[0].tries == 1


def test_a_slow_server_is_not_waited_for(post: Post, mailbox: Mailbox) -> None:
    mailbox.wait = 1.5
    write(post)
    assert within(post, 0.5).deliver() == 0
    assert len(outbox()) == 1


def test_after_three_days_only_that_it_was_is_left(
    post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.refused = {READER}
    write(post)
    written_at = clock()
    post.deliver()
    clock.forward(hours=72)
    post.deliver()
    (row,) = outbox()
    assert row.letter_sealed is None and Outgoing.undelivered() == [written_at]
    mailbox.refused = set()
    clock.forward(days=1)
    assert post.deliver() == 0
    give_up_old(clock.forward(days=32))
    db.session.commit()
    assert outbox() == []


def test_what_was_never_tried_is_given_up_too(post: Post, clock: Clock) -> None:
    write(post)
    give_up_old(clock.forward(hours=71))
    db.session.commit()
    assert outbox()[0].letter_sealed is not None
    give_up_old(clock.forward(hours=1))
    db.session.commit()
    assert outbox()[0].letter_sealed is None and post.deliver() == 0


def test_a_letter_under_a_lost_key_is_given_up(post: Post, mailbox: Mailbox) -> None:
    write(post)
    other = replace(post, key=bytes(32))
    write(other, "second@reader.example")
    assert other.deliver() == 1
    assert mailbox.readers == ["second@reader.example"]
    assert [row.letter_sealed for row in outbox()] == [None]


def test_a_blob_moved_to_another_row_does_not_open(post: Post) -> None:
    write(post, READER, "second@reader.example")
    first, second = outbox()
    first.letter_sealed, second.letter_sealed = second.letter_sealed, first.letter_sealed
    db.session.commit()
    assert post.deliver() == 0 and Outgoing.waiting() == 0


def test_the_wait_doubles_up_to_six_hours() -> None:
    minutes = [retry_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 9, 10, 1000)]
    assert minutes == [1, 2, 4, 256, 360, 360]


def test_many_senders_send_each_letter_once(app: Flask, post: Post, mailbox: Mailbox) -> None:
    readers = [f"reader{number}@reader.example" for number in range(12)]
    write(post, *readers)

    def send(_sender: int) -> int:
        with app.app_context():
            sent = post.deliver()
            db.session.remove()
            return sent

    with ThreadPoolExecutor(4) as senders:
        sent = list(senders.map(send, range(4)))
    assert sum(sent) == 12 and mailbox.readers == sorted(readers) and outbox() == []


def test_a_sender_that_died_gives_its_letter_back(
    post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    write(post)
    assert claim(post.key, clock()) is not None
    assert claim(post.key, clock()) is None and post.deliver() == 0
    clock.forward(minutes=2)
    assert post.deliver() == 1 and len(mailbox.mails) == 1


def test_beside_a_request_it_is_sent_at_once(post: Post, mailbox: Mailbox) -> None:
    write(post)
    post.deliver_soon()
    assert post.rest(10)
    assert mailbox.readers == [READER] and outbox() == []


@pytest.mark.parametrize("answer", ["250 OK", "451 later"])
def test_no_address_stands_in_clear_anywhere(
    post: Post, mailbox: Mailbox, instance: Path, answer: str
) -> None:
    mailbox.answer = answer
    write(post)
    words = (READER, "There is a new message", "A message for you")
    for _ in range(2):
        assert search([instance], words, ignored=instance / "office.toml") == []
        post.deliver()
    assert search([instance], ["letter_sealed"], ignored=instance / "office.toml") != []


def test_a_letter_shows_nobody_whom_it_is_for() -> None:
    assert READER not in repr(Letter(READER, "x", "y"))
