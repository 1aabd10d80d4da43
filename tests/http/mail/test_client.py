"""The client hears by mail that a message is there, and not one word of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
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


@pytest.mark.parametrize(("email", "told"), [(EMAIL, True), ("", False)])
def test_the_page_says_before_whether_a_mail_goes_out(
    lead: FlaskClient, make: Maker, cast: Cast, post: Post, email: str, told: bool
) -> None:
    identity = Identity(alias="Selam", phone="+41 79 555 01 23", email=email)
    made = make.taken_case(cast.lead, identity=identity)
    text = page(lead, f"/cases/{made.case.number}/message").main
    assert ("An e-mail tells the person that a message is there" in text) == told
    assert ("The person sees the message only with the code." in text) != told


def write_to(lead: FlaskClient, make: Maker, cast: Cast, identity: Identity, lang: str) -> None:
    made = make.taken_case(cast.lead, identity=identity, page_language=lang)
    writing = page(lead, f"/cases/{made.case.number}/message")
    sent = writing.submit(lead, "Send to", body="Come on Monday.")
    assert "Come on Monday." in sent.main


@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_a_message_is_told_in_one_sentence_that_never_changes(
    lead: FlaskClient,
    make: Maker,
    cast: Cast,
    post: Post,
    mailbox: Mailbox,
    lang: str,
) -> None:
    write_to(lead, make, cast, Identity(alias="Selam", email=EMAIL), lang)
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


def test_to_a_discreet_client_there_is_no_mail_unless_the_adviser_agrees(
    lead: FlaskClient, make: Maker, cast: Cast, post: Post, mailbox: Mailbox
) -> None:
    write_to(lead, make, cast, Identity(alias="Selam", email=EMAIL, discreet=True), "en")
    assert post.rest(30) and mailbox.mails == []


@pytest.mark.parametrize("neutral", [None, "callback@neutral.example"])
def test_a_mail_to_a_discreet_client_only_asks_to_call_back(
    app: Flask,
    lead: FlaskClient,
    make: Maker,
    cast: Cast,
    post: Post,
    mailbox: Mailbox,
    neutral: str | None,
) -> None:
    server = replace(post.sender.server, neutral_sender=neutral)
    post = replace(post, sender=replace(post.sender, server=server))
    app.extensions["intake.post"] = post
    identity = Identity(alias="Selam", email=EMAIL, discreet=True)
    made = make.taken_case(cast.lead, identity=identity, page_language="en")
    writing = page(lead, f"/cases/{made.case.number}/message")
    assert "Say or write only: “Please call back.”" in writing.main
    writing.submit(lead, "Send to", body="Come on Monday.", notice="y")
    assert post.rest(30)
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (EMAIL, "Please call us back.")
    assert mail.get_content().strip() == "Please call us back."
    assert mail["From"] == neutral or (neutral is None and mail["From"] == "desk@office.example")
    assert mail["Message-ID"].endswith(f"@{mail['From'].partition('@')[2]}>")
    if neutral:
        assert "office.example" not in str(mail)


def test_who_is_not_discreet_is_told_without_a_question(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, identity=Identity(alias="Selam", email=EMAIL))
    assert "Please call us back" not in page(lead, f"/cases/{made.case.number}/message").text


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
