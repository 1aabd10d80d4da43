"""What the tests of accounts begin with."""

import pytest
from flask import Flask

from tests.http.accounts.people import Desk
from tests.make import Clock, Maker


@pytest.fixture
def desk(app: Flask, make: Maker, clock: Clock) -> Desk:
    return Desk(app, make, clock)


@pytest.fixture
def bare_desk(app: Flask, clock: Clock) -> Desk:
    """A browser at an office that nobody has set up yet."""
    return Desk(app, Maker(app, clock), clock)
