"""`intake demo load` and `intake prepare --demo`, as typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from intake.commands import cli
from intake.config import CannotStart
from intake.demo.staff import ACCOUNTS, STAFF


def typed(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, words, env={"INTAKE_INSTANCE": str(folder)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


def test_it_makes_an_office_from_nothing(folder: Path) -> None:
    result = typed(folder, "demo", "load", "--cases", "12", "--seed", "4", "--open", "8")
    assert result.exit_code == 0, result.exception
    assert all(person.password in result.stdout for person in STAFF)
    assert "Code of case" in result.stdout
    assert (folder / ACCOUNTS).exists()

    again = typed(folder, "demo", "load", "--cases", "12")
    assert isinstance(again.exception, CannotStart)
    started = typed(folder, "prepare", "--demo")
    assert started.exit_code == 0, started.exception
    assert "Code of case" not in started.stdout


def test_it_needs_at_least_one_case(folder: Path) -> None:
    result = typed(folder, "demo", "load", "--cases", "0")
    assert result.exit_code == 2
    assert not folder.exists()
