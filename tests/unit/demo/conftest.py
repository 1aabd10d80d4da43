"""Demo offices: the whole one of 900 cases, made once, and small ones."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.make import TUESDAY_MORNING
from tests.unit.demo.offices import DemoOffice, MakeDemo, loaded


@pytest.fixture(scope="session")
def whole(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoOffice]:
    """The office of `bin/run --demo`."""
    folder = tmp_path_factory.mktemp("whole") / "instance"
    yield from loaded(prepared, folder, TUESDAY_MORNING, 900)


@pytest.fixture
def make_demo(prepared: Path, tmp_path: Path) -> Iterator[MakeDemo]:
    """Makes small demo offices."""
    made: list[Iterator[DemoOffice]] = []

    def make(cases: int, now: datetime = TUESDAY_MORNING, **options: int) -> DemoOffice:
        made.append(loaded(prepared, tmp_path / str(len(made)), now, cases, **options))
        return next(made[-1])

    yield make
    for office in reversed(made):
        next(office, None)
