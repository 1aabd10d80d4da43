"""Bringing an instance to where it can serve: folder, settings, keys, database, set-up link."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.exc import DatabaseError

from intake.config import CannotStart, Config
from intake.database import begin_writing, db
from intake.models.founding import forget_founding
from intake.models.member import Member
from intake.models.office_key import Installation
from intake.office import OfficeErrors, read_office
from intake.vault import KeyFolder, KeyFolderError, SessionToken

EXAMPLE = Path(__file__).parent / "office.toml"


def prepare_folder(config: Config) -> None:
    """Make what is missing of the instance; nothing is changed if something is wrong with it.

    Raises `CannotStart` with one sentence (for the settings: with all their problems).
    """
    try:
        read_office(config.office_file if config.office_file.exists() else EXAMPLE)
        revision = stored_revision(config)
        check_revision(config, revision)
        folder = KeyFolder(config.keys)
        if folder.file.exists() or revision is not None:
            folder.load()
        _make_folder(config)
        if not folder.file.exists():
            folder.create()
        if not folder.mail_file.exists():
            folder.create_mail_key()
    except (OfficeErrors, KeyFolderError) as problem:
        raise CannotStart(str(problem)) from None


def _make_folder(config: Config) -> None:
    try:
        config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        config.instance.chmod(0o700)
        probe = config.instance / ".writable"
        probe.touch()
        probe.unlink()
        if not config.office_file.exists():
            shutil.copyfile(EXAMPLE, config.office_file)
    except OSError as error:
        raise CannotStart(
            f"The instance folder {config.instance} cannot be written to ({error.strerror}):"
            " give the program's user the right to write there, or name another in INTAKE_INSTANCE."
        ) from None


def stored_revision(config: Config) -> str | None:
    """The migration that the database stands at; None if there is no database yet."""
    path = Path(config.database_url.removeprefix("sqlite:///"))
    if config.database_url.startswith("sqlite") and not path.exists():
        return None
    engine = create_engine(config.database_url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            if not inspect(connection).get_table_names():
                return None
            return MigrationContext.configure(connection).get_current_revision() or "unknown"
    except DatabaseError:
        raise CannotStart(
            f"The database of {config.instance} cannot be opened: it is locked, damaged, or not"
            " a database of intake."
        ) from None
    finally:
        engine.dispose()


def check_revision(config: Config, revision: str | None) -> None:
    """Refuse a database that this version of the program does not know."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(config.migrations))
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if revision is not None and revision not in known:
        raise CannotStart(
            f"The database of {config.instance} was made by a newer version of intake: install"
            " that version, or restore an older backup."
        )


def migrate_database(app: Flask, config: Config) -> None:
    """Bring the database to the version of the program."""
    with app.app_context():
        upgrade(directory=str(config.migrations))


def new_setup_link(app: Flask, base: str, *, start_over: bool = False) -> str | None:
    """A fresh set-up link, good for a day; None once the office has a member.

    With `start_over` a set-up that was never finished is forgotten first.
    """
    token = SessionToken.new()
    with app.app_context():
        begin_writing()
        if start_over and not forget_founding():
            return None
        if db.session.scalar(select(Member.uuid).limit(1)):
            return None
        Installation.the().new_setup_link(token.lookup, datetime.now(UTC))
        db.session.commit()
    return f"{base}/staff/set-up/{token.cookie}"
