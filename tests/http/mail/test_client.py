"""The client hears by mail that a message is there, and not one word of it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from intake.mail import Post
from intake.models.case import Identity
from intake.models.outbox import Outgoing
from tests.conftest import Cast
from tests.http.desk import page
from tests.leaks import search
from tests.mailbox import Mailbox
from tests.make import Maker

EMAIL = "selam.tesfay@reader.example"


def write_to(lead: FlaskClient, make: Maker, cast: Cast, identity: Identity, lang: str) -> None:
    made = make.taken_case(cast.lead, identity=identity, page_language=lang)
    writing = page(lead, f"/cases/{made.case.number}/message")
    sent = writing.submit(lead, "Send to", body="Come on Monday.")
    assert "Come on Monday." in sent.main


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_a_message_is_told_in_one_sentence_that_never_changes(
    lead: FlaskClient,
    make: Maker,
    cast: Cast,
    post: Post,
    mailbox: Mailbox,
    discreet: bool,
    lang: str,
) -> None:
    write_to(lead, make, cast, Identity(alias="Selam", email=EMAIL, discreet=discreet), lang)
    assert post.rest(30)
    (mail,) = mailbox.mails
    assert mail["To"] == EMAIL
    sentence, _, address = mail.get_content().replace("\r\n", "\n").strip().split("\n")
    assert address == f"https://desk.office.example/{lang}/status"
    if lang == "en":
        assert (mail["Subject"], sentence) == (
            "A message for you",
            "There is a new message for you.",
        )
    assert "Monday" not in str(mail) and "Selam" not in sentence and "2026-" not in sentence


def test_without_an_address_there_is_no_mail(
    lead: FlaskClient, make: Maker, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    write_to(lead, make, cast, Identity(alias="Selam", phone="+41 79 555 01 23"), "en")
    assert post.rest(30) and mailbox.mails == []


def test_no_address_of_a_resident_is_on_the_disk_while_mail_waits(
    lead: FlaskClient, make: Maker, cast: Cast, post: Post, mailbox: Mailbox, instance: Path
) -> None:
    mailbox.answer = "451 later"
    made = make.taken_case(cast.lead, identity={"alias": "Selam", "email": EMAIL})
    writing = page(lead, f"/cases/{made.case.number}/message")
    writing.submit(lead, "Send to Selam", body="Come on Monday.")
    assert post.rest(30) and Outgoing.waiting() == 1
    assert search([instance], [EMAIL, "new message for you"], instance / "office.toml") == []
