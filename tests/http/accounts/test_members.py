"""Members: the list, invitations, new codes, closing an account."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from intake.database import begin_writing, db
from intake.models.event import Verb
from intake.models.member import Member, MemberState, Role
from intake.models.office_key import Grant
from intake.models.session import StaffSession
from intake.models.waiting import WaitingFacts, wait
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.http.cases.moves import close_now
from tests.http.cases.test_task import planned
from tests.http.desk import case_now, details_of
from tests.make import MadeMember
from tests.page import Page

LIST = "/admin/members"
INVITATION = f"{LIST}/invitation"
NEW = {"name": "Nina Neu", "email": "Nina@example.org", "role": "adviser", "language": "de"}


def address(made: MadeMember, what: str) -> str:
    return f"{LIST}/{made.member.uuid}/{what}"


def code_on(page: Page) -> str:
    return page.texts(css="long-code")[0]


def test_the_list_shows_role_and_state(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, LIST)
    rows = {text.split()[0]: text for text in page.texts("tr")}
    assert "Cora Coordinator (you)" in rows["Cora"]
    assert "Adviser active" in rows["Lena"]
    assert "Auditor" in rows["Aldo"]
    assert f"{cast.coordinator.member.uuid}/activation-code" not in page.response.text


def test_an_invitation_shows_its_code_once(desk: Desk, cast: Cast, instance: Path) -> None:
    form = desk.page_of(cast.coordinator, INVITATION).form("Invite").fill(**NEW)
    page = Page(form.send(desk.client, "Invite"))
    code = code_on(page)
    assert "Nina Neu" in page.main and "http://localhost/staff/activate" in page.main
    member = desk.member("nina@example.org")
    assert (member.state, member.role, member.language) == ("invited", "adviser", "de")
    assert member.activation_expires_at == desk.clock() + timedelta(hours=72)
    assert code not in str(page.response.headers)
    assert code not in desk.page(LIST).response.text
    stored = b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())
    assert b"Nina Neu" in stored and code.encode() not in stored


def test_reloading_the_code_makes_no_second_one(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, INVITATION).form("Invite").fill(**NEW)
    form.send(desk.client, "Invite")
    locked = desk.member("nina@example.org").private_key_locked
    again = Page(form.send(desk.client, "Invite"))
    assert again.status == 422
    assert "An activation code is shown only once." in again.main
    assert again.follow(desk.client, "Make a new activation code").h1 == "New activation code"
    assert desk.member("nina@example.org").private_key_locked == locked


def test_auditors_get_no_key(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, INVITATION)
    page.submit(desk.client, "Invite", **NEW | {"role": "auditor"})
    page.submit(desk.client, "Invite", **NEW | {"email": "adviser@example.org"})
    holders = {grant.member_uuid for grant in db.session.query(Grant)}
    assert desk.member("nina@example.org").uuid not in holders
    assert desk.member("adviser@example.org").uuid in holders


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "Write the name."),
        ({"email": "nina"}, "This is not a whole e-mail address"),
        ({"role": None}, "Choose a role."),
        ({"email": "LENA.lead@example.org"}, "Somebody with this e-mail address is here already."),
    ],
)
def test_it_says_what_is_wrong(
    desk: Desk, cast: Cast, change: dict[str, str | None], message: str
) -> None:
    page = desk.page_of(cast.coordinator, INVITATION).submit(desk.client, "Invite", **NEW | change)
    assert page.status == 422
    assert page.errors[0].startswith(message)
    assert db.session.query(Member).count() == 4


def test_names_of_any_script_are_shown_safely(desk: Desk, cast: Cast) -> None:
    name = "<b>Амина</b> \N{RIGHT-TO-LEFT OVERRIDE}& ሰላም"
    page = desk.page_of(cast.coordinator, INVITATION)
    page.submit(desk.client, "Invite", **NEW | {"name": name})
    assert name in desk.page(LIST).main


def test_a_new_code_signs_out_and_replaces_the_password(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    desk.make.staff_cookie(cast.lead)
    page = desk.page_of(cast.coordinator, address(cast.lead, "activation-code"))
    assert "The present password stops working at once" in page.main
    assert code_on(page.submit(desk.client, "Make a new code"))
    member = desk.member(cast.lead.member.email)
    assert member.state == MemberState.INVITED
    assert db.session.query(StaffSession).filter_by(member_uuid=member.uuid).count() == 0
    assert Desk(desk.app, desk.make, desk.clock).sign_in(cast.lead).status == 422


def test_reloading_a_new_code_makes_no_other(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, address(cast.lead, "activation-code")).form("Make")
    form.send(desk.client)
    locked = desk.member(cast.lead.member.email).private_key_locked
    page = Page(form.send(desk.client))
    assert page.status == 409
    assert "The code was made already" in page.main
    assert desk.member(cast.lead.member.email).private_key_locked == locked
    assert code_on(page.submit(desk.client, "Make a new code"))
    assert desk.member(cast.lead.member.email).private_key_locked != locked


def test_nobody_resets_oneself(desk: Desk, cast: Cast) -> None:
    assert desk.status_of(cast.coordinator, address(cast.coordinator, "activation-code")) == 404


def test_closing_an_account_asks_once(desk: Desk, cast: Cast) -> None:
    desk.make.staff_cookie(cast.lead)
    page = desk.page_of(cast.coordinator, address(cast.lead, "closure"))
    assert "open case" not in page.main
    done = page.submit(desk.client, "Close the account of Lena Lead")
    assert (done.path, done.flash.startswith("The account is closed.")) == (LIST, True)
    member = desk.member(cast.lead.member.email)
    assert (member.state, member.left_at) == (MemberState.LEFT, desk.clock())
    assert db.session.query(Grant).filter_by(member_uuid=member.uuid).count() == 0
    assert db.session.query(StaffSession).filter_by(member_uuid=member.uuid).count() == 0


def test_closing_names_the_open_cases(desk: Desk, cast: Cast) -> None:
    desk.make.taken_case(cast.lead)
    page = desk.page_of(cast.coordinator, address(cast.lead, "closure"))
    assert "Lena Lead still leads 1 open case." in page.main
    desk.make.taken_case(cast.lead)
    page = desk.page_of(cast.coordinator, address(cast.lead, "closure"))
    assert "Lena Lead still leads 2 open cases." in page.main


def test_closing_counts_the_tasks_in_cases_of_others(desk: Desk, cast: Cast) -> None:
    mine, theirs = desk.make.taken_case(cast.lead), desk.make.taken_case(cast.coordinator)
    planned(desk.make, mine, cast.lead)
    planned(desk.make, theirs, cast.coordinator)
    leaving = address(cast.lead, "closure")
    assert "cases of others" not in desk.page_of(cast.coordinator, leaving).main
    planned(desk.make, theirs, cast.lead)
    planned(desk.make, desk.make.case(), cast.lead)
    shown = desk.page_of(cast.coordinator, leaving).main
    assert "Lena Lead still has 2 open tasks in cases of others." in shown


def test_open_cases_of_who_leaves_go_back_to_the_desk(desk: Desk, cast: Cast) -> None:
    mine, waiting = desk.make.taken_case(cast.lead), desk.make.taken_case(cast.lead)
    closed, other = desk.make.taken_case(cast.lead), desk.make.taken_case(cast.coordinator)
    close_now(desk.make, closed, cast.lead)
    begin_writing()
    day = desk.make.office.hours.open_day_from(date(2026, 12, 3))
    facts = WaitingFacts(reason="internal", line="the file")
    office = desk.make.office
    wait(waiting.case, waiting.keys, facts, day, cast.lead.actor, office, desk.clock())
    db.session.commit()
    page = desk.page_of(cast.coordinator, address(cast.lead, "closure"))
    done = page.submit(desk.client, "Close the account of Lena Lead")
    assert "2 open cases are back at the desk. Nobody leads them." in done.flash
    for made in (mine, waiting):
        case = case_now(made.case.number)
        assert (case.status, case.lead_uuid, case.next_actor) == ("received", None, "triage")
        assert details_of(made, Verb.CHANGED) == {"lead_left": str(cast.lead.member.uuid)}
    assert case_now(closed.case.number).lead_uuid == cast.lead.member.uuid
    assert case_now(other.case.number).lead_uuid == cast.coordinator.member.uuid
    history = desk.page(f"/cases/{mine.case.number}").main
    assert "Back at the desk, since Lena Lead has left" in history


def test_a_coordinator_who_leaves_gives_the_own_cases_back(desk: Desk, cast: Cast) -> None:
    made = desk.make.taken_case(cast.coordinator)
    desk.make.member(Role.COORDINATOR, "Second Coordinator")
    page = desk.page_of(cast.coordinator, address(cast.coordinator, "closure"))
    assert page.submit(desk.client, "Close the account").h1 == "Sign in"
    assert case_now(made.case.number).lead_uuid is None


def test_closing_twice_is_closing_once(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, address(cast.lead, "closure")).form("Close")
    for _ in range(2):
        assert Page(form.send(desk.client)).path == LIST
        desk.clock.forward(minutes=1)
    left_at = desk.member(cast.lead.member.email).left_at
    assert left_at == desk.clock() - timedelta(minutes=2)


def test_the_last_coordinator_stays(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, address(cast.coordinator, "closure"))
    answer = page.submit(desk.client, "Close the account")
    assert answer.status == 409
    assert "Nobody else is a coordinator." in answer.main
    assert desk.member(cast.coordinator.member.email).state == MemberState.ACTIVE


def test_a_coordinator_may_leave_to_another(desk: Desk, cast: Cast) -> None:
    desk.make.member(Role.COORDINATOR, "Second Coordinator")
    page = desk.page_of(cast.coordinator, address(cast.coordinator, "closure"))
    assert page.submit(desk.client, "Close the account").h1 == "Sign in"


def test_who_left_may_come_back(desk: Desk, cast: Cast) -> None:
    begin_writing()
    cast.lead.member.leave(desk.clock())
    db.session.commit()
    page = desk.page_of(cast.coordinator, address(cast.lead, "activation-code"))
    page.submit(desk.client, "Make a new code")
    member = desk.member(cast.lead.member.email)
    assert (member.state, member.left_at) == (MemberState.INVITED, None)


def test_an_unknown_member_is_not_found(desk: Desk, cast: Cast) -> None:
    desk.become(cast.coordinator)
    for path in (f"{LIST}/{uuid4()}/closure", f"{LIST}/{uuid4()}/activation-code", f"{LIST}/x"):
        assert desk.page(path).status == 404


def test_only_coordinators(desk: Desk, cast: Cast) -> None:
    for member in (cast.lead, cast.auditor):
        for path in (LIST, INVITATION, address(cast.outsider, "closure")):
            assert desk.status_of(member, path) == 403


def test_a_post_of_others_changes_nothing(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, address(cast.outsider, "closure")).form("Close")
    desk.become(cast.lead)
    assert Page(form.send(desk.client)).status == 403
    assert desk.member(cast.outsider.member.email).state == MemberState.ACTIVE


def test_they_need_sign_in(desk: Desk, cast: Cast) -> None:
    for path in (LIST, INVITATION, address(cast.lead, "closure")):
        assert desk.page(path, follow_redirects=True).h1 == "Sign in"


def test_in_german(desk: Desk, cast: Cast) -> None:
    cast.coordinator.member.language = "de"
    db.session.commit()
    for path in (LIST, INVITATION, address(cast.lead, "closure")):
        assert desk.page_of(cast.coordinator, path).lang == "de"
    page = desk.page(address(cast.lead, "activation-code"))
    answer = page.form(action="activation-code").send(desk.client)
    assert Page(answer).lang == "de"


def test_other_methods(desk: Desk, cast: Cast) -> None:
    desk.become(cast.coordinator)
    assert Page(desk.client.post(LIST)).status == 405
    assert Page(desk.client.put(INVITATION)).status == 405
    assert Page(desk.client.delete(address(cast.lead, "closure"))).status == 405
