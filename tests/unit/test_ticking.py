"""What happens by itself, with nobody signed in; with mail and without."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from intake.config import Config
from intake.database import begin_writing, db
from intake.models.case import Case, Status
from intake.models.member import Member
from intake.models.outbox import Outgoing
from intake.models.rate import RateCounter, count_try
from intake.models.session import StaffSession
from intake.models.task import add_task
from intake.models.used_token import UsedToken, use_up
from intake.models.waiting import WaitingFacts, wait
from intake.ticking import tick
from tests.conftest import Cast
from tests.mailbox import Mailbox, mail_server, sends_mail_to
from tests.make import Clock, MadeCase, Maker

LEAD, COORDINATOR, OUTSIDER = (
    f"{name}@example.org" for name in ("lena.lead", "cora.coordinator", "otto.outsider")
)
FACTS = WaitingFacts(reason="internal", line="the file")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def config(instance: Path, mailbox: Mailbox) -> Config:
    sends_mail_to(instance / "office.toml", mailbox.port)
    return Config(instance, f"sqlite:///{instance / 'intake.sqlite'}")


def waiting_case(make: Maker, cast: Cast) -> MadeCase:
    """A case of the lead that waits until Thursday, 3 December."""
    made = make.taken_case(cast.lead)
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    wait(case, made.keys, FACTS, date(2026, 12, 3), cast.lead.actor, make.office, make.clock())
    db.session.commit()
    return made


def ticked(app: Flask, clock: Clock, day: int, hour: int = 9, month: int = 12) -> None:
    clock.at = datetime(2026, month, day, hour, 0, tzinfo=UTC)
    tick(app)
    db.session.rollback()
    db.session.expire_all()


def read_so_far(mailbox: Mailbox) -> list[tuple[str, str]]:
    """Who got mail since the last time, and its subject."""
    mails = sorted((str(mail["To"]), str(mail["Subject"])) for mail in mailbox.mails)
    mailbox.mails.clear()
    return mails


def test_a_case_comes_back_and_its_lead_is_told_once(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    made = waiting_case(make, cast)
    ticked(app, clock, 2, hour=22)
    assert made.case.status == Status.WAITING and mailbox.mails == []
    for _ in range(2):
        ticked(app, clock, 3, hour=3)
    assert made.case.status == Status.IN_PROGRESS and made.case.came_back
    assert read_so_far(mailbox) == [(LEAD, "News at your desk")]


def test_what_is_overdue_is_said_once_a_day_while_the_office_is_open(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    make.taken_case(cast.lead)  # due on Thursday, 26 November
    ticked(app, clock, 26, month=11)
    ticked(app, clock, 26, month=11, hour=20)
    assert mailbox.mails == []
    for hour in (9, 10, 14):
        ticked(app, clock, 27, month=11, hour=hour)
    assert read_so_far(mailbox) == [(LEAD, "Reminder from your desk")]
    ticked(app, clock, 28, month=11)
    assert mailbox.mails == []  # a Saturday
    ticked(app, clock, 30, month=11)
    assert read_so_far(mailbox) == [(LEAD, "Reminder from your desk")]


def test_what_nobody_leads_is_said_to_the_team(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    make.case()
    begin_writing()
    db.session.get_one(Member, cast.outsider.member.uuid).notices = False
    db.session.commit()
    ticked(app, clock, 27, month=11)
    assert [reader for reader, _ in read_so_far(mailbox)] == [COORDINATOR, LEAD]


def task_for(make: Maker, cast: Cast, day: date, member_uuid: UUID | None) -> None:
    made = waiting_case(make, cast)
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    add_task(
        case, made.keys, "Call", day, member_uuid, cast.lead.actor, make.office, make.clock()
    )  # fmt: skip
    db.session.commit()


def test_a_task_is_said_on_its_day_and_when_it_is_overdue_without_a_word_of_it(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    task_for(make, cast, date(2026, 11, 26), cast.outsider.member.uuid)
    ticked(app, clock, 25, month=11)
    assert mailbox.mails == []
    for day, sentence in ((26, "due today"), (27, "overdue")):
        for hour in (9, 14):
            ticked(app, clock, day, month=11, hour=hour)
        [mail] = mailbox.mails
        assert mail.get_content().startswith(f"Something at the desk is {sentence}.")
        assert read_so_far(mailbox) == [(OUTSIDER, "Reminder from your desk")]


def test_a_task_of_nobody_is_said_to_the_team(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    task_for(make, cast, date(2026, 11, 26), None)
    ticked(app, clock, 26, month=11)
    assert [reader for reader, _ in read_so_far(mailbox)] == [COORDINATOR, LEAD, OUTSIDER]


def test_what_waits_is_not_overdue(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    waiting_case(make, cast)
    ticked(app, clock, 30, month=11)
    assert mailbox.mails == []


def test_mail_that_could_not_be_sent_goes_out_later(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox
) -> None:
    mailbox.answer = "451 later"
    waiting_case(make, cast)
    ticked(app, clock, 3, hour=3)
    assert Outgoing.waiting() == 1
    mailbox.answer = "250 OK"
    ticked(app, clock, 3, hour=4)
    assert read_so_far(mailbox) == [(LEAD, "News at your desk")] and Outgoing.waiting() == 0


def test_what_is_over_is_swept_up(app: Flask, make: Maker, cast: Cast, clock: Clock) -> None:
    make.staff_cookie(cast.lead)
    count_try(b"x" * 32, "submission", clock())
    begin_writing()
    use_up(b"nonce", clock(), clock() - clock())
    db.session.commit()
    tables = (StaffSession, RateCounter, UsedToken)
    ticked(app, clock, 24, month=11)
    assert [db.session.query(table).count() for table in tables] == [1, 1, 1]
    ticked(app, clock, 26, month=11)
    assert [db.session.query(table).count() for table in tables] == [0, 0, 0]


def test_one_step_that_fails_does_not_keep_the_others(
    app: Flask, make: Maker, cast: Cast, clock: Clock, mailbox: Mailbox,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    made = waiting_case(make, cast)
    begin_writing()
    db.session.execute(db.text("DROP TABLE rate_counter"))
    db.session.commit()
    ticked(app, clock, 3)
    assert made.case.status == Status.IN_PROGRESS
    assert caplog.messages == ["OperationalError in sweep"]


def test_without_mail_a_case_comes_back_all_the_same(
    make: Maker, cast: Cast, clock: Clock, app: Flask
) -> None:
    app.extensions["intake.post"] = None
    made = waiting_case(make, cast)
    ticked(app, clock, 3)
    assert made.case.came_back and Outgoing.waiting() == 0
