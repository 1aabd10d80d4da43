"""Who gets mail, when, and that nobody else and nothing else does."""

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.mail import Post
from intake.models.member import Member
from intake.models.message import Message
from intake.models.outbox import Outgoing
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.cases.test_entry import PERSON
from tests.http.desk import count, page
from tests.http.forms.residents import Desk, Resident
from tests.mailbox import Mailbox
from tests.make import Clock, MadeCase, MadeMember, Maker
from tests.page import Page, Value

LEAD, COORDINATOR, OUTSIDER = (
    f"{name}@example.org" for name in ("lena.lead", "cora.coordinator", "otto.outsider")
)
NEWS = "Something new is waiting for you at the desk.\n\nhttps://desk.office.example/cases/\n"


@pytest.fixture
def resident(make: Maker, client: FlaskClient, clock: Clock) -> Resident:
    return Resident(client, clock)


def sent(post: Post, mailbox: Mailbox) -> list[str]:
    """Who got mail until now."""
    assert post.rest(30)
    return mailbox.readers


def texts(mailbox: Mailbox) -> set[str]:
    return {mail.get_content().replace("\r\n", "\n") for mail in mailbox.mails}


def no_notices(made: MadeMember) -> None:
    begin_writing()
    db.session.get_one(Member, made.member.uuid).notices = False
    db.session.commit()


def test_a_new_request_is_told_to_all_who_triage(
    resident: Resident, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    assert resident.ask(topics=["violence"]).status == 200
    assert sent(post, mailbox) == [COORDINATOR, LEAD, OUTSIDER]
    assert texts(mailbox) == {NEWS}
    assert {mail["Subject"] for mail in mailbox.mails} == {"News at your desk"}


def test_the_same_form_sent_twice_is_told_once(
    resident: Resident, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    form = resident.form()
    for _ in range(2):
        resident.send(form)
    assert len(sent(post, mailbox)) == 3


def test_who_wants_no_mail_gets_none(
    resident: Resident, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    no_notices(cast.lead)
    resident.ask()
    assert sent(post, mailbox) == [COORDINATOR, OUTSIDER]


def test_each_reads_it_in_their_language(
    resident: Resident, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    begin_writing()
    db.session.get_one(Member, cast.lead.member.uuid).language = "de"
    db.session.commit()
    resident.ask()
    assert len(sent(post, mailbox)) == 3
    assert len(texts(mailbox)) <= 2


def test_an_answer_of_the_client_is_told_to_the_lead(
    resident: Resident, taken: MadeCase, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    form = resident.enter(taken.code).form(action="/message").fill(text="Danke")
    for _ in range(2):
        resident.send(form)
    assert count(Message) == 1
    assert sent(post, mailbox) == [LEAD]


def test_an_answer_on_a_case_of_nobody_is_told_to_the_team(
    resident: Resident, make: Maker, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    resident.enter(make.case().code)
    resident.write("Danke")
    assert sent(post, mailbox) == [COORDINATOR, LEAD, OUTSIDER]


def test_an_answer_on_a_case_of_somebody_who_left_is_told_to_the_team(
    resident: Resident, taken: MadeCase, cast: Cast, post: Post, mailbox: Mailbox, clock: Clock
) -> None:
    begin_writing()
    db.session.get_one(Member, cast.lead.member.uuid).leave(clock())
    db.session.commit()
    resident.enter(taken.code)
    resident.write("Danke")
    assert sent(post, mailbox) == [COORDINATOR, OUTSIDER]


def test_a_withdrawal_is_told_to_the_lead(
    resident: Resident, taken: MadeCase, post: Post, mailbox: Mailbox
) -> None:
    opened = resident.enter(taken.code)
    asked = opened.follow(resident.client, "Withdraw the request")
    assert resident.send(asked.form(action="/withdraw")).status == 200
    assert sent(post, mailbox) == [LEAD]


def test_a_withdrawal_of_a_closed_case_is_told_to_nobody(
    resident: Resident, taken: MadeCase, make: Maker, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    form = resident.enter(taken.code).follow(resident.client, "Withdraw the request")
    close_now(make, taken, cast.lead)
    resident.send(form.form(action="/withdraw"))
    assert sent(post, mailbox) == []


@pytest.mark.parametrize(
    ("more", "readers"),
    [
        ({}, [COORDINATOR, OUTSIDER]),
        ({"take_on": "y", "conflict": "no", "urgency": "normal"}, []),
        ({"take_on": "y", "conflict": "yes", "urgency": "normal"}, [COORDINATOR, OUTSIDER]),
    ],
)
def test_a_recorded_request_is_told_to_the_others_unless_it_was_taken_on(
    lead: FlaskClient, post: Post, mailbox: Mailbox, more: dict[str, Value], readers: list[str]
) -> None:
    form = page(lead, "/cases/new").form("Record the request").fill(**PERSON, **more)
    assert form.send(lead).status_code == 200
    assert sent(post, mailbox) == readers


@pytest.mark.parametrize(("to", "readers"), [("lead", [LEAD]), ("coordinator", [])])
def test_an_assignment_is_told_to_the_lead_but_not_to_oneself(
    coordinator: FlaskClient, cast: Cast, make: Maker, post: Post, mailbox: Mailbox,
    to: str, readers: list[str],
) -> None:  # fmt: skip
    made, member = make.case(), getattr(cast, to).member
    form = page(coordinator, f"/cases/{made.case.number}/assignment").form("Assign")
    form.fill(topic="german", urgency="normal", conflict="no", lead=str(member.uuid))
    assert "Assigned to" in Page(form.send(coordinator)).flash
    assert sent(post, mailbox) == readers


def test_a_case_handed_back_is_told_to_the_others(
    lead: FlaskClient, taken: MadeCase, post: Post, mailbox: Mailbox
) -> None:
    form = page(lead, f"/cases/{taken.case.number}/hand-back").form(action="/hand-back")
    form.fill(reason=sorted(form.choices("reason"))[0])
    assert Page(form.send(lead)).status == 200
    assert sent(post, mailbox) == [COORDINATOR, OUTSIDER]


def test_a_case_freed_by_a_conflict_is_told_to_the_others(
    coordinator: FlaskClient, cast: Cast, taken: MadeCase, post: Post, mailbox: Mailbox
) -> None:
    form = page(coordinator, f"/cases/{taken.case.number}/assignment").form("Assign")
    lead = str(cast.lead.member.uuid)
    form.fill(topic="german", urgency="normal", conflict="yes", lead=lead)
    assert Page(form.send(coordinator)).status == 200
    assert sent(post, mailbox) == [LEAD, OUTSIDER]
    assert texts(mailbox) == {NEWS}


def test_a_case_nobody_led_is_not_freed_by_the_conflict_of_somebody_else(
    coordinator: FlaskClient, cast: Cast, make: Maker, post: Post, mailbox: Mailbox
) -> None:
    form = page(coordinator, f"/cases/{make.case().case.number}/assignment").form("Assign")
    lead = str(cast.lead.member.uuid)
    form.fill(topic="german", urgency="normal", conflict="yes", lead=lead).send(coordinator)
    assert sent(post, mailbox) == []


@pytest.mark.parametrize("leads", [True, False])
def test_the_cases_of_a_member_who_left_are_told_to_the_others(
    coordinator: FlaskClient, cast: Cast, make: Maker, post: Post, mailbox: Mailbox, leads: bool
) -> None:
    make.taken_case(cast.lead if leads else cast.outsider)
    leaving = page(coordinator, f"/admin/members/{cast.lead.member.uuid}/closure")
    form = leaving.form(action="/closure")
    assert Page(form.send(coordinator)).status == 200
    assert sent(post, mailbox) == [OUTSIDER] * leads


def test_a_slow_mail_server_does_not_hold_the_request(
    resident: Resident, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    mailbox.wait = 1.0
    receipt = resident.ask()
    assert receipt.status == 200 and mailbox.mails == []
    assert sent(post, mailbox) == [COORDINATOR, LEAD, OUTSIDER]


def test_without_a_mail_server_the_request_is_taken_and_its_mail_kept(
    resident: Resident, make: Maker, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    mailbox.answer = "451 later"
    assert resident.ask().status == 200
    assert sent(post, mailbox) == []
    assert len(Desk(make).cases()) == 1 and Outgoing.waiting() == 3


def test_the_first_steps_name_the_sender_and_what_waits(
    coordinator: FlaskClient, resident: Resident, post: Post, mailbox: Mailbox
) -> None:
    mailbox.answer = "451 later"
    resident.ask()
    assert post.rest(30)
    shown = page(coordinator, "/admin/first-steps")
    assert "Sender: desk@office.example" in shown.main
    assert "3 mails wait to be sent." in shown.main
    assert "At present the desk sends no mail." not in page(coordinator, "/staff/account").main
