"""Residents in front of an open office."""

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.office_key import Installation
from tests.http.forms.residents import Desk, Resident
from tests.make import Clock, Maker


@pytest.fixture
def desk(make: Maker) -> Desk:
    """The open office, as those see it who hold its keys."""
    return Desk(make)


@pytest.fixture
def resident(desk: Desk, client: FlaskClient, clock: Clock) -> Resident:
    """Somebody with a phone that reads English."""
    return Resident(client, clock)


@pytest.fixture
def closed_office(make: Maker) -> None:
    """The office has not asked its recovery sheet back yet."""
    begin_writing()
    Installation.the().opened_at = None
    db.session.commit()
