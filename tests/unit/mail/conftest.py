"""An office that sends mail, and the server it sends to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from intake.config import Config
from intake.mail import Post, the_post
from tests.mailbox import Mailbox, mail_server, sends_mail_to


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def config(instance: Path, mailbox: Mailbox) -> Config:
    sends_mail_to(instance / "office.toml", mailbox.port)
    return Config(instance, f"sqlite:///{instance / 'intake.sqlite'}")


@pytest.fixture
def post(app: Flask) -> Post:
    post = the_post()
    assert post is not None
    return post
