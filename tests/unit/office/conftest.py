"""The shipped example, and variants of it made by replacing text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import intake.office
from intake.office import Office, check_office, read_office

EXAMPLE = Path(intake.office.__file__).parents[1] / "office.toml"


@pytest.fixture(scope="session")
def example() -> str:
    """The text of the settings file that ships with the package."""
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def office() -> Office:
    """The office that the shipped settings describe."""
    return read_office(EXAMPLE)


@pytest.fixture
def faults(example: str, tmp_path: Path) -> Callable[[str, str], list[str]]:
    """The problems of the example after its first `old`, which has to be there, became `new`."""

    def of(old: str, new: str) -> list[str]:
        assert old in example
        path = tmp_path / "office.toml"
        path.write_text(example.replace(old, new, 1), encoding="utf-8")
        return check_office(path)

    return of
