"""An office that sends mail, and the browsers of the people it writes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.config import Config
from intake.mail import Post
from tests.conftest import Cast
from tests.http.desk import signed_in
from tests.mailbox import Mailbox, mail_server, sends_mail_to
from tests.make import MadeCase, Maker


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def config(instance: Path, mailbox: Mailbox) -> Config:
    sends_mail_to(instance / "office.toml", mailbox.port)
    return Config(instance, f"sqlite:///{instance / 'intake.sqlite'}")


@pytest.fixture
def post(app: Flask) -> Iterator[Post]:
    """The post of the office; at the end of a test nothing is being sent any more."""
    post = app.extensions["intake.post"]
    yield post
    assert post.rest(30)


@pytest.fixture
def lead(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.lead)


@pytest.fixture
def coordinator(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.coordinator)


@pytest.fixture
def taken(make: Maker, cast: Cast) -> MadeCase:
    """A case that the lead leads."""
    return make.taken_case(cast.lead)
