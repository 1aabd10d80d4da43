"""The office every test starts with, and the fixed cast of four."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import create_app
from intake.config import Config
from intake.database import db
from intake.installing import migrate_database, prepare_folder
from intake.models.member import Role
from tests.make import Clock, MadeMember, Maker


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with settings, keys and an empty, migrated database; made once."""
    folder = tmp_path_factory.mktemp("prepared")
    config = Config(folder, f"sqlite:///{folder / 'intake.sqlite'}")
    prepare_folder(config)
    app = create_app(config)
    migrate_database(app, config)
    with app.app_context():
        db.session.execute(db.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def instance(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared instance, for one test."""
    folder = tmp_path / "instance"
    (folder / "keys").mkdir(parents=True, mode=0o700)
    for name in ("office.toml", "intake.sqlite", "keys/pepper.key", "keys/mail.key"):
        (folder / name).write_bytes((prepared / name).read_bytes())
        (folder / name).chmod(0o600)
    return folder


@pytest.fixture
def config(instance: Path) -> Config:
    return Config(instance, f"sqlite:///{instance / 'intake.sqlite'}")


@pytest.fixture
def app(config: Config, clock: Clock) -> Iterator[Flask]:
    """The application, inside its context."""
    app = create_app(config, clock)
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def make(app: Flask, clock: Clock) -> Maker:
    """Factories for an office that is set up and open."""
    maker = Maker(app, clock)
    maker.open_office()
    return maker


@dataclass
class Cast:
    """The fixed cast: lead of the case, coordinator, an outsider with a conflict, the auditor."""

    lead: MadeMember
    coordinator: MadeMember
    outsider: MadeMember
    auditor: MadeMember


@pytest.fixture
def cast(make: Maker) -> Cast:
    return Cast(
        lead=make.member(Role.ADVISER, "Lena Lead"),
        coordinator=make.member(Role.COORDINATOR, "Cora Coordinator"),
        outsider=make.member(Role.ADVISER, "Otto Outsider"),
        auditor=make.member(Role.AUDITOR, "Aldo Auditor"),
    )


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()
