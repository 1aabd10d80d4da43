"""The database and its column types; the only module that knows which database it is."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from operator import attrgetter
from typing import Annotated, Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Index,
    LargeBinary,
    MetaData,
    String,
    event,
    text,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator, UserDefinedType

BUSY_SECONDS = 20


class UtcTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive values their zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """SQLite keeps times as text: they are read with their zone in one step."""
        if dialect.name == "sqlite":
            return lambda text: text and datetime.fromisoformat(text + "+00:00")
        return super().result_processor(dialect, coltype)


class UuidBytes(UserDefinedType[bytes]):
    """A uuid read as its 16 bytes, where thousands are read: an object for each costs more."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], bytes]:
        """From PostgreSQL's own type, or from the 32 digits that SQLite keeps."""
        return attrgetter("bytes") if dialect.name == "postgresql" else bytes.fromhex


def uuid_bytes(column: InstrumentedAttribute[UUID]) -> ColumnElement[bytes]:
    """A column of uuids (never empty), to be read as bytes."""
    return type_coerce(column, UuidBytes())


Code = Annotated[str, mapped_column(String(40))]
Moment = Annotated[datetime, mapped_column(UtcTime())]
Blob = Annotated[bytes, mapped_column(LargeBinary())]


class Base(DeclarativeBase):
    """What all tables share: named constraints, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(
    model_class=Base,
    engine_options={"hide_parameters": True, "connect_args": {"timeout": BUSY_SECONDS}},
    session_options={"expire_on_commit": False},
)


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index over the rows for which the literal SQL condition `where` holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def insert_or_ignore(model: type[Base], **values: Any) -> bool:
    """Insert a row unless a unique key forbids it; True if it is new."""
    dialect = db.session.get_bind().dialect.name
    insert = postgresql_insert if dialect == "postgresql" else sqlite_insert
    statement = insert(model).values(**values).on_conflict_do_nothing()
    return bool(db.session.connection().execute(statement).rowcount)


def begin_writing() -> None:
    """Begin the transaction as the one writer, before anything is read in it.

    A transaction that begins as a reader and then writes fails when another has written in
    between; one that begins as a writer waits for its turn. What was read before is read again:
    another may have changed it while this one waited.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("Unsaved changes would be lost by beginning a new transaction.")
    db.session.rollback()
    db.session.expire_all()
    db.session.connection(execution_options={"writes": True})


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
