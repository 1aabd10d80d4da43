"""What was typed when the session ended: kept in the page, sent once more after signing in."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from intake.database import db
from intake.models.note import Note
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import MadeCase, MadeMember
from tests.page import Form, Page

WORDS = "Erste Zeile: <b>&amp;\n\n  مرحبا \N{GRINNING FACE} ende"
AGAIN = "Send it once more"


@pytest.fixture
def made(desk: Desk, cast: Cast) -> MadeCase:
    desk.give_password(cast.lead)
    return desk.make.taken_case(cast.lead)


def note_form(desk: Desk, member: MadeMember, made: MadeCase, words: str = WORDS) -> Form:
    """An internal note, typed but not sent."""
    page = desk.page_of(member, f"/cases/{made.case.number}/note")
    return page.form("Save").fill(body=words)


def sent_too_late(desk: Desk, form: Form) -> Page:
    """The page that comes when the session has ended meanwhile."""
    desk.clock.forward(minutes=21)
    return Page(form.send(desk.client))


def notes_of(made: MadeCase) -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.query(Note).filter_by(case_uuid=made.keys.case_uuid)
    return [note.body.get(made.keys) for note in rows]


def test_the_text_comes_back_and_can_be_sent(desk: Desk, cast: Cast, made: MadeCase) -> None:
    page = sent_too_late(desk, note_form(desk, cast.lead, made))
    assert (page.status, page.h1) == (401, "Sign in")
    assert "Your text is kept." in page.main
    kept = desk.sign_in(cast.lead, form_of=page)
    assert kept.h1 == "You are signed in again"
    assert "Erste Zeile: <b>&amp; مرحبا \N{GRINNING FACE} ende" in kept.main
    assert notes_of(made) == []
    case_page = kept.submit(desk.client, AGAIN)
    assert (case_page.status, case_page.path) == (200, f"/cases/{made.case.number}")
    assert notes_of(made) == [WORDS]


def test_only_words_are_shown_not_codes_or_tokens(desk: Desk, cast: Cast, made: MadeCase) -> None:
    form = note_form(desk, cast.lead, made)
    token = form.value("form_token")
    kept = desk.sign_in(cast.lead, form_of=sent_too_late(desk, form))
    assert len(kept.texts(css="words")) == 1
    assert token not in kept.main


def test_a_wrong_password_loses_nothing(desk: Desk, cast: Cast, made: MadeCase) -> None:
    page = sent_too_late(desk, note_form(desk, cast.lead, made))
    again = desk.sign_in(cast.lead, password="wrong", form_of=page)
    assert again.status == 422
    desk.sign_in(cast.lead, form_of=again).submit(desk.client, AGAIN)
    assert notes_of(made) == [WORDS]


def test_a_form_that_is_too_old_by_then_keeps_the_text(
    desk: Desk, cast: Cast, made: MadeCase
) -> None:
    form = note_form(desk, cast.lead, made)
    desk.clock.forward(hours=desk.office.limits.form_max_hours)
    page = desk.sign_in(cast.lead, form_of=sent_too_late(desk, form))
    stale = page.submit(desk.client, AGAIN)
    assert stale.status == 400
    assert stale.form("Save").value("body").strip() == WORDS
    stale.submit(desk.client, "Save")
    assert notes_of(made) == [WORDS]


def test_sending_twice_writes_once(desk: Desk, cast: Cast, made: MadeCase) -> None:
    page = desk.sign_in(cast.lead, form_of=sent_too_late(desk, note_form(desk, cast.lead, made)))
    form = page.form(AGAIN)
    for _ in range(2):
        form.send(desk.client)
    assert notes_of(made) == [WORDS]


def test_nothing_is_on_disk_or_readable(
    desk: Desk, cast: Cast, made: MadeCase, instance: Path
) -> None:
    page = sent_too_late(desk, note_form(desk, cast.lead, made, "Canary in the mine"))
    assert "Canary" not in page.response.text
    assert "Canary" not in str(page.response.headers)
    desk.sign_in(cast.lead, form_of=page)
    stored = b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())
    assert b"Lena Lead" in stored and b"Canary" not in stored


def test_another_browser_cannot_read_it(desk: Desk, cast: Cast, made: MadeCase) -> None:
    kept = sent_too_late(desk, note_form(desk, cast.lead, made)).form("Sign in").value("kept")
    thief = Desk(desk.app, desk.make, desk.clock)
    form = thief.page("/staff/sign-in").form("Sign in")
    form.fill(email=cast.lead.member.email, password="drei gelbe Velos im Regen", kept=kept)
    page = Page(form.send(thief.client))
    assert (page.path, "Erste Zeile" in page.response.text) == ("/cases/day", False)


def test_after_a_day_it_is_gone(desk: Desk, cast: Cast, made: MadeCase) -> None:
    page = sent_too_late(desk, note_form(desk, cast.lead, made))
    kept = page.form("Sign in").value("kept")
    desk.clock.forward(hours=desk.office.limits.form_max_hours, minutes=1)
    form = desk.page("/staff/sign-in").form("Sign in").fill(kept=kept)
    form.fill(email=cast.lead.member.email, password="drei gelbe Velos im Regen")
    assert Page(form.send(desk.client)).path == "/cases/day"


@pytest.mark.parametrize("kept", ["x", "ä", "A" * 4000, "=", "Zm9v" * 20])
def test_what_is_not_ours_is_ignored(desk: Desk, cast: Cast, kept: str) -> None:
    desk.give_password(cast.lead)
    form = desk.page("/staff/sign-in").form("Sign in").fill(kept=kept)
    form.fill(email=cast.lead.member.email, password="drei gelbe Velos im Regen")
    assert Page(form.send(desk.client)).path == "/cases/day"


def test_a_text_of_full_length_in_any_script_is_kept(
    desk: Desk, cast: Cast, made: MadeCase
) -> None:
    words = "\N{GRINNING FACE} ሰላም " * 666
    page = sent_too_late(desk, note_form(desk, cast.lead, made, words))
    desk.sign_in(cast.lead, form_of=page).submit(desk.client, AGAIN)
    assert notes_of(made) == [words.strip()]


def test_too_much_is_not_kept(desk: Desk, cast: Cast, made: MadeCase) -> None:
    page = sent_too_late(desk, note_form(desk, cast.lead, made, "x " * 40_000))
    assert (page.status, page.form("Sign in").value("kept")) == (401, "")
    assert "Nothing was saved." in page.main


def test_a_post_from_elsewhere_is_not_kept(desk: Desk, cast: Cast, made: MadeCase) -> None:
    form = note_form(desk, cast.lead, made)
    desk.clock.forward(minutes=21)
    headers = {"Origin": "https://example.com"}
    answer = desk.client.post(urlsplit(form.address).path, data=form.data, headers=headers)
    assert Page(answer).status == 403


def test_a_colleague_at_the_same_computer_does_not_see_it(
    desk: Desk, cast: Cast, made: MadeCase
) -> None:
    desk.give_password(cast.outsider)
    page = sent_too_late(desk, note_form(desk, cast.lead, made))
    assert desk.sign_in(cast.outsider, form_of=page).h1 == "My day"


def test_an_auditor_sees_it_never(desk: Desk, cast: Cast, made: MadeCase) -> None:
    desk.give_password(cast.auditor)
    form = note_form(desk, cast.lead, made)
    desk.clock.forward(minutes=21)
    desk.make.staff_cookie(cast.outsider)
    page = Page(form.send(desk.client))
    assert page.form("Sign in").value("kept")
    assert desk.sign_in(cast.auditor, form_of=page).h1 == "Access log"


def test_the_writer_sees_it_even_when_the_session_is_swept_away(
    desk: Desk, cast: Cast, made: MadeCase
) -> None:
    form = note_form(desk, cast.lead, made)
    desk.clock.forward(minutes=21)
    desk.make.staff_cookie(cast.outsider)
    page = desk.sign_in(cast.lead, form_of=Page(form.send(desk.client)))
    assert page.submit(desk.client, AGAIN).status == 200
    assert notes_of(made) == [WORDS]


def test_in_german(desk: Desk, cast: Cast, made: MadeCase) -> None:
    cast.lead.member.language = "de"
    db.session.commit()
    form = desk.page_of(cast.lead, f"/cases/{made.case.number}/note").form(action="/note")
    form.fill(body=WORDS)
    page = sent_too_late(desk, form)
    answer = page.form(action="sign-in")
    answer.fill(email=cast.lead.member.email, password="drei gelbe Velos im Regen")
    assert Page(answer.send(desk.client)).lang == "de"
