"""The recovery sheet: shown, printed, asked back, forgotten."""

import subprocess
from pathlib import Path

import pytest

from intake.database import begin_writing, db
from intake.models.founding import Founder, drafted_sheet, found_office, groups_asked_back
from intake.models.member import new_lock
from intake.models.office_key import Grant, Installation
from intake.vault import OfficePrivate, RecoverySheet
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import PASSWORD, Clock, MadeMember

PATH = "/staff/recovery-sheet"
BUTTON = "Check and open"


@pytest.fixture
def founder(bare_desk: Desk, clock: Clock) -> MadeMember:
    """The coordinator of an office that has just been set up."""
    pair, locked = new_lock(PASSWORD)
    begin_writing()
    coordinator = Founder("Cora Coordinator", "cora@example.org", "en")
    member = found_office(coordinator, pair, locked, clock())
    db.session.commit()
    return MadeMember(member, pair)


def sheet_of(founder: MadeMember) -> RecoverySheet:
    sheet = drafted_sheet(founder.keyring)
    assert sheet is not None
    return sheet


def asked_back(founder: MadeMember) -> dict[str, str]:
    """The right answers."""
    sheet = sheet_of(founder)
    first, second = groups_asked_back(sheet)
    return {"first": sheet.groups[first - 1], "second": sheet.groups[second - 1]}


def test_it_shows_all_groups(bare_desk: Desk, founder: MadeMember) -> None:
    page = bare_desk.page_of(founder, PATH)
    assert page.h1 == "Recovery sheet"
    assert all(group in page.main for group in sheet_of(founder).groups)


def test_two_groups_open_the_form(bare_desk: Desk, founder: MadeMember, clock: Clock) -> None:
    answers = asked_back(founder)
    typed = {name: f" {group.lower()} " for name, group in answers.items()}
    page = bare_desk.page_of(founder, PATH).submit(bare_desk.client, BUTTON, **typed)
    assert page.path == "/admin/first-steps"
    assert page.flash == "The recovery sheet is right. The public form is open now."
    installation = Installation.the()
    assert (installation.opened_at, installation.recovery_sealed) == (clock(), None)


def test_afterwards_the_code_is_forgotten(bare_desk: Desk, founder: MadeMember) -> None:
    groups = sheet_of(founder).groups
    form = bare_desk.page_of(founder, PATH).form(BUTTON).fill(**asked_back(founder))
    form.send(bare_desk.client)
    page = bare_desk.page(PATH)
    assert page.h1 == "The recovery sheet is in the safe"
    assert not any(group in page.response.text for group in groups)
    assert bare_desk.page(f"{PATH}.pdf").status == 410
    assert form.send(bare_desk.client).status_code == 200


def test_the_sheet_opens_what_the_office_holds(bare_desk: Desk, founder: MadeMember) -> None:
    sheet = RecoverySheet.parse(" ".join(sheet_of(founder).groups))
    grant = db.session.query(Grant).filter_by(member_uuid=None).one()
    office = OfficePrivate.from_grant(grant.sealed, sheet.key_pair(), grant.key_id)
    assert office == founder.keyring.offices[grant.key_id]


def test_wrong_groups_are_said(bare_desk: Desk, founder: MadeMember) -> None:
    answers = asked_back(founder)
    swapped = {"first": answers["second"], "second": answers["first"]}
    page = bare_desk.page_of(founder, PATH).submit(bare_desk.client, BUTTON, **swapped)
    assert page.status == 422
    assert page.errors == ["This is not what stands on the sheet. Look once more."] * 2
    assert not Installation.the().is_open


def test_empty_answers_open_nothing(bare_desk: Desk, founder: MadeMember) -> None:
    page = bare_desk.page_of(founder, PATH).submit(bare_desk.client, BUTTON)
    assert (page.status, len(page.errors)) == (422, 2)


def test_it_asks_for_the_same_groups_again_but_not_of_every_office() -> None:
    sheets = [RecoverySheet(bytes([number]) * 20) for number in range(40)]
    asked = [groups_asked_back(sheet) for sheet in sheets]
    assert asked == [groups_asked_back(sheet) for sheet in sheets]
    assert all(1 <= first < second <= 8 for first, second in asked)
    assert {number for pair in asked for number in pair} == set(range(1, 9))


def test_it_prints(bare_desk: Desk, founder: MadeMember, tmp_path: Path) -> None:
    bare_desk.become(founder)
    answer = bare_desk.client.get(f"{PATH}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="recovery-sheet.pdf"'
    (tmp_path / "sheet.pdf").write_bytes(answer.data)
    command = ["pdftotext", "-layout", tmp_path / "sheet.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    letters = "".join(text.split())
    assert all(group in letters for group in sheet_of(founder).groups)


def test_a_box_leads_back_from_other_pages(bare_desk: Desk, founder: MadeMember) -> None:
    page = bare_desk.page_of(founder, "/staff/account")
    assert page.texts(css="owed")[0].startswith("The recovery sheet is missing.")
    assert page.follow(bare_desk.client, "Print the recovery sheet").path == PATH
    assert bare_desk.page(PATH).texts(css="owed") == []


def test_no_box_where_all_is_done(desk: Desk, cast: Cast) -> None:
    assert desk.page_of(cast.coordinator, "/staff/account").texts(css="owed") == []


def test_a_new_password_loses_no_sheet(bare_desk: Desk, founder: MadeMember) -> None:
    new = "vier grüne Birnen am Bach"
    groups = sheet_of(founder).groups
    page = bare_desk.page_of(founder, "/staff/account").submit(
        bare_desk.client, "Change the password", present=PASSWORD, password=new, password_again=new
    )
    assert page.flash == "Your password is changed. Other devices are signed out."
    assert all(group in bare_desk.page(PATH).main for group in groups)


def test_only_coordinators(desk: Desk, cast: Cast) -> None:
    for member in (cast.lead, cast.auditor):
        assert desk.status_of(member, PATH) == 403
        assert desk.status_of(member, f"{PATH}.pdf") == 403


def test_it_needs_sign_in(desk: Desk) -> None:
    assert desk.page(PATH, follow_redirects=True).h1 == "Sign in"


def test_typed_groups_are_not_kept_for_later(bare_desk: Desk, founder: MadeMember) -> None:
    form = bare_desk.page_of(founder, PATH).form(BUTTON).fill(**asked_back(founder))
    bare_desk.clock.forward(minutes=21)
    response = form.send(bare_desk.client)
    assert response.status_code == 401
    assert 'name="kept" type="hidden" value=""' in response.text


def test_in_german(bare_desk: Desk, founder: MadeMember) -> None:
    founder.member.language = "de"
    db.session.commit()
    assert bare_desk.page_of(founder, PATH).lang == "de"


def test_other_methods(bare_desk: Desk, founder: MadeMember) -> None:
    bare_desk.become(founder)
    assert bare_desk.client.put(PATH).status_code == 405
    assert bare_desk.client.post(f"{PATH}.pdf").status_code == 405
