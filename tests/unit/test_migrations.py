"""The migrations lead to the tables of the models, both ways, and lose nothing that can stay."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, Integer, MetaData, Table, inspect, text

from intake.config import PROJECT
from intake.database import Base, db
from tests.conftest import Cast
from tests.make import Maker

FOLDER = str(PROJECT / "migrations")
REVISIONS = [s.revision for s in ScriptDirectory(FOLDER).walk_revisions()][::-1]


@pytest.fixture(autouse=True)
def _nothing_is_open(app: Flask) -> Iterator[None]:
    """A migration needs the database for itself."""
    db.session.remove()
    yield
    db.session.remove()


def differences(metadata: MetaData) -> list[Any]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def tables() -> set[str]:
    with db.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def indexes() -> dict[str, str]:
    """Each index of ours with its SQL, conditions included, which alembic does not compare."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    with db.engine.connect() as connection:
        return {name: " ".join(sql.split()) for name, sql in connection.execute(text(query))}


def stored() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with db.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_the_last_migration_is_what_the_models_say() -> None:
    assert differences(Base.metadata) == []


def test_the_indexes_are_what_the_models_say(tmp_path: Path) -> None:
    migrated = indexes()
    Base.metadata.drop_all(db.engine)
    Base.metadata.create_all(db.engine)
    assert migrated == indexes()
    assert any("closed_at IS NULL" in sql for sql in migrated.values())


def test_a_missing_column_would_be_seen() -> None:
    other = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(other)
    other.tables["note"].append_column(Column("length", Integer))
    Table("forgotten", other, Column("id", Integer, primary_key=True))
    assert {change[0] for change in differences(other)} == {"add_column", "add_table"}


def test_up_down_up() -> None:
    downgrade(directory=FOLDER, revision="base")
    assert tables() == {"alembic_version"}
    upgrade(directory=FOLDER)
    assert differences(Base.metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_step_can_be_gone_alone(revision: str) -> None:
    downgrade(directory=FOLDER, revision="base")
    upgrade(directory=FOLDER, revision=revision)
    downgrade(directory=FOLDER, revision="-1")
    upgrade(directory=FOLDER)
    assert differences(Base.metadata) == []


def test_data_survive_the_way_from_the_first_tables_to_the_last(make: Maker, cast: Cast) -> None:
    made = make.taken_case(cast.lead)
    db.session.remove()
    before = stored()
    downgrade(directory=FOLDER, revision=REVISIONS[0])
    upgrade(directory=FOLDER)
    assert stored() == before
    assert made.keys.case_uuid in {row[0] for row in before["cases"]}


def test_starting_again_changes_nothing(make: Maker, cast: Cast) -> None:
    make.taken_case(cast.lead)
    db.session.remove()
    before = stored()
    upgrade(directory=FOLDER)
    assert stored() == before
