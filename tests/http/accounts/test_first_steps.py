"""First steps: what a new office confirms and tries out."""

from intake.database import begin_writing, db
from intake.models.confirmation import Confirmation, confirmed_keys
from intake.models.member import Role
from intake.models.office_key import Installation
from intake.models.outbox import Letter, Outgoing, give_up_old
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import MadeMember
from tests.page import Page

PATH = "/admin/first-steps"
BUTTON = "Confirm what is ticked"


def state_of(page: Page, step: str) -> str:
    """The word beside the heading of a step."""
    return next(text for text in page.texts("h2") if step in text).rpartition(step)[2].strip()


def confirm(desk: Desk, coordinator: MadeMember, *keys: str) -> Page:
    return desk.page_of(coordinator, PATH).submit(desk.client, BUTTON, facts=keys)


def test_it_shows_each_fact_as_residents_will_read_it(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, PATH)
    assert page.form(BUTTON).choices("facts") == {
        key for key, confirmed in desk.office.confirmable.items() if not confirmed
    }
    for words in (
        "Opening hours: Monday – Friday: 08:30–11:30, 13:30–16:30",
        f"E-mail: {desk.office.contact.email}",
        "We answer within 2 working days.",
        "The interpreter costs nothing.",
    ):
        assert words in page.main


def test_ticked_facts_are_confirmed(desk: Desk, cast: Cast) -> None:
    page = confirm(desk, cast.coordinator, "hours", "contact.email")
    assert page.flash == "Confirmed. The public pages show it now."
    assert confirmed_keys(desk.office) == {"hours", "contact.email"}
    assert not {"hours", "contact.email"} & page.form(BUTTON).choices("facts")
    assert db.session.query(Confirmation.member_uuid).distinct().one()[0] == (
        cast.coordinator.member.uuid
    )


def test_confirming_all_ticks_the_step(desk: Desk, cast: Cast) -> None:
    open_facts = desk.page_of(cast.coordinator, PATH).form(BUTTON).choices("facts")
    page = confirm(desk, cast.coordinator, *open_facts)
    assert state_of(page, "Confirm what residents read") == "done"
    assert not any(form.button(BUTTON) is not None for form in page.forms)


def test_a_form_sent_twice_confirms_once(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, PATH).form(BUTTON).fill(facts=["hours"])
    assert Page(form.send(desk.client)).status == 200
    assert Page(form.send(desk.client)).status == 422
    assert confirmed_keys(desk.office) == {"hours"}


def test_nothing_ticked_is_said(desk: Desk, cast: Cast) -> None:
    page = confirm(desk, cast.coordinator)
    assert (page.status, page.errors) == (422, ["Tick at least one line."])


def test_an_unknown_fact_is_refused(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, PATH).form(BUTTON)
    form.data["facts"] = ["hours", "the.moon"]
    assert Page(form.send(desk.client)).status == 422
    assert confirmed_keys(desk.office) == set()


def test_steps_are_ticked_when_they_are_done(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, PATH)
    assert state_of(page, "Recovery sheet") == "done"
    assert state_of(page, "Invite a second member") == "done"
    assert state_of(page, "Send a test request") == "still to do"
    desk.make.case()
    assert state_of(desk.page(PATH), "Send a test request") == "done"


def test_it_leads_to_the_public_form_once_that_is_open(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, PATH)
    assert page.follow(desk.client, "Open the public form").path == "/en/request/person"
    Installation.the().opened_at = None
    db.session.commit()
    page = desk.page(PATH)
    assert state_of(page, "Recovery sheet") == "still to do"
    assert "Open the public form" not in page.main


def test_a_coordinator_alone_is_told_to_invite(desk: Desk) -> None:
    alone = desk.make.member(Role.COORDINATOR, "Anna Allein")
    page = desk.page_of(alone, PATH)
    assert state_of(page, "Invite a second member") == "still to do"
    assert page.follow(desk.client, "Invite a member").path == "/admin/members/invitation"


def test_it_says_that_no_mail_is_sent(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.coordinator, PATH)
    assert state_of(page, "Mail") == "still to do"
    assert "nobody hears of a new request before looking here" in page.main


def test_it_says_what_was_not_delivered(desk: Desk, cast: Cast) -> None:
    begin_writing()
    Outgoing.put(Letter("selam@reader.example", "x", "y"), bytes(32), desk.clock())
    give_up_old(desk.clock.forward(hours=72))
    db.session.commit()
    page = desk.page_of(cast.coordinator, PATH)
    assert "1 mail could not be delivered within 3 days." in page.main
    assert "selam" not in page.main


def test_only_coordinators(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.coordinator, PATH).form(BUTTON).fill(facts=["hours"])
    for member in (cast.lead, cast.auditor):
        assert desk.status_of(member, PATH) == 403
        assert form.send(desk.client).status_code == 403
    assert confirmed_keys(desk.office) == set()


def test_it_needs_sign_in(desk: Desk) -> None:
    assert desk.page(PATH, follow_redirects=True).h1 == "Sign in"


def test_in_german(desk: Desk, cast: Cast) -> None:
    cast.coordinator.member.language = "de"
    db.session.commit()
    page = desk.page_of(cast.coordinator, PATH)
    assert page.lang == "de"
    assert "Montag – Freitag: 08:30–11:30" in page.main


def test_other_methods(desk: Desk, cast: Cast) -> None:
    desk.become(cast.coordinator)
    assert Page(desk.client.put(PATH)).status == 405
