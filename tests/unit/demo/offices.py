"""Demo offices as the tests see them: opened with the coordinator's password."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from flask import Flask

from intake import create_app
from intake.config import Config
from intake.database import db
from intake.demo.loading import load
from intake.demo.staff import STAFF
from intake.guards.desk import Desk
from intake.models.case import AskedWords, Case, Identity, Profile
from intake.models.member import Member, MemberState, unlock
from intake.models.office_key import Keyring
from intake.vault import CaseKeys
from tests.make import Clock


@dataclass
class OpenedCase:
    """A case with everything that the coordinator's keyring opens."""

    case: Case
    keys: CaseKeys
    identity: Identity
    profile: Profile
    asked: AskedWords


@dataclass
class DemoOffice:
    """A loaded demo office."""

    app: Flask
    config: Config
    now: datetime

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.extensions["intake.desk"]
        return desk

    @cached_property
    def keyring(self) -> Keyring:
        """What the coordinator's password opens."""
        account = STAFF[0].account
        member = Member.by_email(account.email)
        pair = unlock(member, MemberState.ACTIVE, account.password, self.now)
        assert member and pair
        return Keyring.of_member(member.uuid, pair)

    @cached_property
    def cases(self) -> list[OpenedCase]:
        """All cases, in the order of their numbers."""
        return [self._opened(case) for case in db.session.query(Case).order_by(Case.number)]

    def _opened(self, case: Case) -> OpenedCase:
        keys = self.keyring.open(case)
        return OpenedCase(
            case, keys, case.identity.get(keys), case.profile.get(keys), case.asked.get(keys)
        )


def copy_of(prepared: Path, folder: Path) -> Config:
    """An instance folder that was prepared, and nothing more."""
    shutil.copytree(prepared, folder)
    return Config(folder, f"sqlite:///{folder / 'intake.sqlite'}")


def loaded(
    prepared: Path, folder: Path, now: datetime, cases: int, **options: int
) -> Iterator[DemoOffice]:
    """Load a demo office, and stay inside its context."""
    config = copy_of(prepared, folder)
    app = create_app(config, Clock(now))
    load(app, config, cases, **options)
    with app.app_context():
        yield DemoOffice(app, config, now)
        db.session.remove()
        db.engine.dispose()


MakeDemo = Callable[..., DemoOffice]
