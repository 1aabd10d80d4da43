"""The files of a client in the case: pictures in sight, all else a download that cannot run."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.access import AccessEntry
from intake.models.attachment import Attachment, AttachmentPart, NewFile, attach, files_of
from intake.models.message import Words, reply
from intake.vault import CannotOpen
from tests import samples
from tests.conftest import Cast
from tests.house_rules import elements
from tests.http.desk import count, page
from tests.make import MadeCase, Maker

PHOTO = NewFile("Brief <1>.png", "image/jpeg", samples.photo())
PAPER = NewFile("Vertrag.pdf", "application/pdf", samples.pdf())


@pytest.fixture
def sent(make: Maker, taken: MadeCase) -> MadeCase:
    """A photo has come with the request, a PDF with a message."""
    begin_writing()
    now = make.clock()
    attach(taken.keys, [PHOTO], now, a_day=10)
    message = reply(taken.case, taken.keys, Words(text="", lang=""), make.office, now)
    attach(taken.keys, [PAPER], now, message_uuid=message.uuid, a_day=10)
    db.session.commit()
    return taken


def addresses(made: MadeCase) -> list[str]:
    files = files_of(made.keys)
    return [f"/cases/{made.case.number}/files/{file.uuid}" for file in files]


def test_the_case_shows_pictures_and_names(lead: FlaskClient, sent: MadeCase) -> None:
    shown = page(lead, f"/cases/{sent.case.number}")
    photo, paper = addresses(sent)
    assert [e.get("src") for e in elements(shown.root, "img")] == [photo]
    assert shown.link("Brief <1>.png") == photo and shown.link("Vertrag.pdf") == paper
    assert "kB" in shown.main


def test_a_picture_is_shown_and_can_do_nothing(lead: FlaskClient, sent: MadeCase) -> None:
    answer = lead.get(addresses(sent)[0])
    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    assert answer.data == PHOTO.content
    assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''Brief%20%3C1%3E.jpg"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_pdf_is_only_ever_a_download(lead: FlaskClient, sent: MadeCase) -> None:
    answer = lead.get(addresses(sent)[1])
    assert (answer.status_code, answer.data) == (200, PAPER.content)
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Vertrag.pdf"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_looking_at_a_page_with_pictures_is_one_line_in_the_access_log(
    lead: FlaskClient, sent: MadeCase, make: Maker
) -> None:
    lead.get(f"/cases/{sent.case.number}")
    for address in addresses(sent) * 2:
        lead.get(address)
    assert count(AccessEntry) == 1
    make.clock.forward(minutes=11)
    lead.get(addresses(sent)[0])
    assert count(AccessEntry) == 2


def test_a_member_with_a_conflict_gets_no_file(outsider: FlaskClient, sent: MadeCase) -> None:
    for address in addresses(sent):
        answer = outsider.get(address)
        assert answer.status_code == 403 and PAPER.content not in answer.data


def test_an_auditor_gets_no_file(auditor: FlaskClient, sent: MadeCase) -> None:
    assert auditor.get(addresses(sent)[0]).status_code == 403


def test_it_needs_sign_in(client: FlaskClient, sent: MadeCase) -> None:
    assert client.get(addresses(sent)[0]).status_code == 303


def test_another_case_does_not_lead_to_the_file(
    lead: FlaskClient, sent: MadeCase, make: Maker, cast: Cast
) -> None:
    other, file = make.taken_case(cast.lead), addresses(sent)[0].rpartition("/")[2]
    assert lead.get(f"/cases/{other.case.number}/files/{file}").status_code == 404
    assert lead.get(f"/cases/{sent.case.number}/files/{uuid4()}").status_code == 404
    assert lead.post(addresses(sent)[0]).status_code == 405


def test_a_part_that_was_swapped_or_lost_opens_nothing(sent: MadeCase, make: Maker) -> None:
    big = NewFile("gross.pdf", "application/pdf", bytes(700_000))
    begin_writing()
    attach(sent.keys, [big], make.clock.forward(minutes=1), a_day=10)
    db.session.commit()
    row = Attachment.of_case(sent.case.uuid)[-1]
    assert row.content(sent.keys) == big.content
    parts = db.session.query(AttachmentPart).filter_by(attachment_uuid=row.uuid)
    first, second, third = parts.order_by(AttachmentPart.number)
    first.sealed, second.sealed = second.sealed, first.sealed
    with pytest.raises(CannotOpen):
        row.content(sent.keys)
    db.session.rollback()
    db.session.delete(db.session.get_one(AttachmentPart, (row.uuid, third.number)))
    db.session.flush()
    with pytest.raises(CannotOpen):
        row.content(sent.keys)
    row.parts = 2
    with pytest.raises(CannotOpen):
        row.content(sent.keys)
    db.session.rollback()
