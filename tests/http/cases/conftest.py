"""The browsers of the cast, each signed in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.conflict import Conflict
from tests.conftest import Cast
from tests.http.desk import signed_in
from tests.make import MadeCase, Maker


@pytest.fixture
def lead(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    """The browser of the adviser who leads `taken`."""
    return signed_in(app.test_client(), make, cast.lead)


@pytest.fixture
def coordinator(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.coordinator)


@pytest.fixture
def outsider(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    """An adviser of the team; with a conflict of interest once `conflicted` was called."""
    return signed_in(app.test_client(), make, cast.outsider)


@pytest.fixture
def auditor(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.auditor)


@pytest.fixture
def taken(make: Maker, cast: Cast) -> MadeCase:
    """A case in progress, led by the lead; the outsider has a conflict of interest."""
    made = make.taken_case(cast.lead)
    begin_writing()
    Conflict.note(made.keys.case_uuid, cast.outsider.member.uuid, make.clock())
    db.session.commit()
    return made
