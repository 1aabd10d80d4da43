"""Served offices, one for each module that asks, and a real browser to visit them with."""

from collections.abc import Iterator

import pytest

from tests.browser.office import Office, found_office
from tests.served import Served, serve

PLENTY = 10_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A new office as `bin/run` leaves it: not set up yet."""
    folder = tmp_path_factory.mktemp("served")
    with serve(folder, submissions_per_hour=PLENTY, form_min_seconds=0) as office:
        yield office


@pytest.fixture(scope="module")
def office(served: Served) -> Office:
    """The same office, set up and open, with a coordinator and an adviser."""
    return found_office(served)
