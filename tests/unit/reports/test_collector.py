"""The collector rests while a month is read, and is afterwards as it was before."""

import gc
from collections.abc import Iterator

import pytest

from intake.reports.collector import paused_collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_it_rests_and_goes_on() -> None:
    with paused_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError), paused_collector():
        raise ValueError
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    with paused_collector(), paused_collector():
        assert not gc.isenabled()
    assert not gc.isenabled()
