"""A mail server that wants to know who we are, and commands that talk to one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from intake import create_app
from intake.config import PROJECT, CannotStart, Config
from intake.database import db
from intake.mail import Post
from tests.mailbox import Mailbox, knows, mail_server, sends_mail_to
from tests.make import Clock
from tests.unit.mail.test_post import READER, outbox, write

WITH_USER = 'user = "desk"\npassword_file = "smtp.password"\n'


@contextmanager
def post_with(config: Config, port: int, password: str, mode: int = 0o600) -> Iterator[Post]:
    """The post of an office that signs in to its mail server."""
    sends_mail_to(config.office_file, port, WITH_USER)
    file = config.keys / "smtp.password"
    file.write_text(f"{password}\n", encoding="utf-8")
    file.chmod(mode)
    app = create_app(config, Clock())
    with app.app_context():
        yield app.extensions["intake.post"]
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("password", "arrives"), [("drei gelbe Velos", 1), ("falsch", 0)])
def test_it_signs_in_where_the_server_asks(config: Config, password: str, arrives: int) -> None:
    lock = knows(b"desk", b"drei gelbe Velos")
    with (
        mail_server(auth_require_tls=False, authenticator=lock) as mailbox,
        post_with(config, mailbox.port, password) as post,
    ):
        write(post)
        assert post.deliver() == arrives
        assert (len(mailbox.mails), len(outbox())) == (arrives, 1 - arrives)


def test_a_password_that_others_can_read_stops_the_start(config: Config, mailbox: Mailbox) -> None:
    with pytest.raises(CannotStart, match="chmod 600"), post_with(config, mailbox.port, "x", 0o644):
        pass


def test_a_password_file_that_is_missing_stops_the_start(config: Config, mailbox: Mailbox) -> None:
    sends_mail_to(config.office_file, mailbox.port, WITH_USER)
    with pytest.raises(CannotStart, match="write the password into it"):
        create_app(config, Clock())


def test_a_missing_key_of_mail_stops_the_start_only_where_mail_is_sent(config: Config) -> None:
    (config.keys / "mail.key").unlink()
    with pytest.raises(CannotStart, match="intake prepare"):
        create_app(config, Clock())


def run(config: Config, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from intake.commands import main; main()", *words],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "INTAKE_INSTANCE": str(config.instance)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "said"), [(["mail", "deliver"], "Delivered: 1. Waiting: 0.\n"), (["tick"], "")]
)
def test_the_commands_send_what_waits(
    config: Config, post: Post, mailbox: Mailbox, words: list[str], said: str
) -> None:
    write(post)
    answer = run(config, *words)
    assert (answer.returncode, answer.stdout) == (0, said), answer.stderr
    assert mailbox.readers == [READER]


def test_a_server_that_is_down_is_told_by_the_command(
    config: Config, post: Post, mailbox: Mailbox
) -> None:
    mailbox.answer = "451 later"
    write(post)
    answer = run(config, "mail", "deliver")
    assert answer.stdout == "Delivered: 0. Waiting: 1.\n"
    assert READER not in answer.stderr and "SMTPDataError" in answer.stderr


def test_without_a_server_the_command_says_where_to_name_one(config: Config) -> None:
    text = config.office_file.read_text(encoding="utf-8").replace("on = true", "on = false")
    config.office_file.write_text(text, encoding="utf-8")
    answer = run(config, "mail", "deliver")
    assert answer.returncode == 2
    assert answer.stderr == "This office sends no mail: see [mail] in its settings file.\n"
