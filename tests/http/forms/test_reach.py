"""Changing how one is reached, with the code."""

import pytest

from intake.database import begin_writing, db
from intake.models.event import Event
from intake.models.merging import merge
from tests.conftest import Cast
from tests.http.forms.residents import STATUS, Desk, Resident, code_on
from tests.page import Page

REACH = "/status/reach"


def test_it_shows_what_is_known(resident: Resident) -> None:
    resident.ask(times="mornings", discreet="y")
    page = resident.read(STATUS).follow(resident.client, "Change how we reach you")
    form = page.form(action=REACH)
    assert page.h1 == "Change how we reach you"
    assert form.value("reach") == "phone"
    assert form.value("phone") == "+41 79 555 01 23"
    assert (form.value("times"), form.value("discreet")) == ("mornings", "y")


def test_it_replaces_the_old_way(resident: Resident, desk: Desk) -> None:
    resident.ask(times="mornings", alias="Selam", voicemail="y")
    resident.clock.forward(minutes=1)
    form = resident.read(REACH).form(action=REACH)
    page = resident.send(form.fill(reach=["email"], email="selam@bücher.example", discreet="y"))
    assert page.flash == "Saved. From now on we reach you like this."
    assert desk.identity() == {
        "alias": "Selam",
        "asker_known": "",
        "phone": "",
        "email": "selam@bücher.example",
        "code_only": False,
        "times": "",
        "voicemail": False,
        "discreet": True,
    }
    assert desk.case().unread
    assert [e.verb for e in Event.of_case(desk.case().uuid)][0] == "reach_changed"
    assert Event.of_case(desk.case().uuid)[0].details_sealed is None


def test_saved_without_a_change_nothing_is_told(resident: Resident, desk: Desk) -> None:
    resident.ask()
    resident.send(resident.read(REACH).form(action=REACH))
    assert not desk.case().unread
    assert len(Event.of_case(desk.case().uuid)) == 1


def test_only_the_code(resident: Resident, desk: Desk) -> None:
    resident.ask()
    resident.send(resident.read(REACH).form(action=REACH).fill(reach=["code_only"]))
    identity = desk.identity()
    assert (identity["phone"], identity["code_only"]) == ("", True)
    assert resident.read(REACH).form(action=REACH).value("reach") == "code_only"


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"reach": ["phone"], "phone": "079"}, "This phone number is not complete."),
        ({"reach": ["email"], "email": "a@b"}, "This e-mail address is not complete."),
        (
            {"reach": ["email", "code_only"], "email": "a@b.example"},
            "Choose phone and e-mail, or “Only with the code”. Not both.",
        ),
    ],
)
def test_it_says_what_is_wrong(
    resident: Resident, desk: Desk, answers: dict[str, str], error: str
) -> None:
    resident.ask()
    before = desk.identity()
    page = resident.send(resident.read(REACH).form(action=REACH).fill(**answers))
    assert (page.status, page.errors) == (422, [error])
    assert desk.identity() == before


@pytest.mark.parametrize("phone", ["٠٧٩ ٥٥٥ ٠١ ٩٩", "۰۷۹۵۵۵۰۱۹۹", "\u2066079 555 01 99\u2069"])
def test_digits_of_other_scripts_are_read(resident: Resident, desk: Desk, phone: str) -> None:
    resident.lang = "ar"
    resident.ask()
    resident.send(resident.read(REACH).form(action=REACH).fill(phone=phone))
    assert desk.identity()["phone"] == "+41 79 555 01 99"


def test_without_a_session_it_asks_for_the_code(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(REACH).form(action=REACH).fill(phone="079 555 01 99")
    resident.clock.forward(minutes=11)
    assert resident.client.get(f"/en{REACH}").location == "/en/status"
    assert resident.send(form).h1 == "Open a request"
    assert desk.identity()["phone"] == "+41 79 555 01 23"


def test_it_never_hits_another_request(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(REACH).form(action=REACH).fill(phone="079 555 01 99")
    resident.ask(question="Eine andere")
    resident.send(form)
    phones = [case.identity.get(desk.ring.open(case))["phone"] for case in desk.cases()]
    assert phones == ["+41 79 555 01 23"] * 2


def test_an_old_page_keeps_the_answers(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(REACH).form(action=REACH).fill(phone="079 555 01 99", form_token="x")
    page = resident.send(form)
    assert page.status == 400
    assert page.form(action=REACH).value("phone") == "079 555 01 99"
    resident.send(page.form(action=REACH))
    assert desk.identity()["phone"] == "+41 79 555 01 99"


def test_it_changes_in_both_cases_of_a_merge(resident: Resident, desk: Desk, cast: Cast) -> None:
    code = code_on(resident.ask())
    leading = desk.make.taken_case(cast.lead)
    begin_writing()
    case = next(c for c in desk.cases() if c.uuid != leading.case.uuid)
    merge(
        case,
        desk.ring.open(case),
        leading.case,
        leading.keys,
        cast.lead.actor,
        desk.make.office,
        resident.clock(),
    )
    db.session.commit()
    resident.enter_again(code)
    resident.send(resident.read(REACH).form(action=REACH).fill(reach=["phone"], phone="0795550199"))
    for each in desk.cases():
        assert each.identity.get(desk.ring.open(each))["phone"] == "+41 79 555 01 99"


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.put(f"/en{REACH}")).status == 405
