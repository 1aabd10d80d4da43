"""What the tests of the reports begin with."""

import pytest
from flask import Flask

from tests.conftest import Cast
from tests.http.reports.archive import Archive, busy
from tests.make import Clock, Maker


@pytest.fixture
def archive(app: Flask, make: Maker, cast: Cast, clock: Clock) -> Archive:
    """An office without any case; nobody is signed in yet."""
    return Archive(app, make, cast, clock, app.test_client())


@pytest.fixture
def frozen(archive: Archive) -> Archive:
    """A busy October, looked at after its freeze."""
    busy(archive)
    archive.now_is(2026, 11, 24, 9)
    return archive
