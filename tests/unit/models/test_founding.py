"""Setting up again, after a set-up that was never finished."""

from flask import Flask

from intake.database import begin_writing, db
from intake.installing import new_setup_link
from intake.models.founding import Founder, LinkState, found_office, open_the_form, state_of_link
from intake.models.member import Member, new_lock
from intake.models.office_key import Installation, OfficeKey
from tests.make import Clock, Maker


def token_of(link: str | None) -> str:
    assert link is not None
    return link.rpartition("/")[2]


def found(app: Flask, clock: Clock) -> None:
    begin_writing()
    found_office(Founder("Cora", "cora@example.org", "de"), *new_lock("x" * 20), clock())
    db.session.commit()


def test_an_unfinished_set_up_can_be_started_over(app: Flask, clock: Clock) -> None:
    found(app, clock)
    assert new_setup_link(app, "") is None
    link = token_of(new_setup_link(app, "", start_over=True))
    db.session.rollback()
    assert state_of_link(link, clock()) is LinkState.FITS
    assert db.session.query(Member).count() == db.session.query(OfficeKey).count() == 0


def test_an_office_that_is_open_is_never_forgotten(app: Flask, clock: Clock) -> None:
    found(app, clock)
    begin_writing()
    open_the_form(clock())
    db.session.commit()
    assert new_setup_link(app, "", start_over=True) is None
    assert db.session.query(Member).count() == 1


def test_an_office_with_a_case_is_never_forgotten(app: Flask, make: Maker) -> None:
    make.case()
    begin_writing()
    Installation.the().opened_at = None
    db.session.commit()
    assert new_setup_link(app, "", start_over=True) is None
    assert db.session.query(OfficeKey).count() == 1
