"""Residents in front of an open office, each request in a context of its own as in real life."""

from contextvars import Context

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.office_key import Installation
from tests.http.forms.residents import Desk, Resident
from tests.make import Clock, Maker


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application. Without this all requests would share the `g` of the test's own context."""
    serve = app.wsgi_app
    app.wsgi_app = lambda environ, start: Context().run(serve, environ, start)  # type: ignore[method-assign]
    return app


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
