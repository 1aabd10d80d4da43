"""Text modules: written by coordinators, outdated when the German changes, used in messages."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.models.message import Message
from tests.conftest import Cast
from tests.http.desk import fresh, page, post, signed_in
from tests.make import Maker
from tests.page import Page

LIST = "/admin/text-modules"


@pytest.fixture
def coordinator(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.coordinator)


@pytest.fixture
def adviser(app: Flask, make: Maker, cast: Cast) -> FlaskClient:
    return signed_in(app.test_client(), make, cast.lead)


def row(client: FlaskClient) -> str:
    return page(client, LIST).texts("tr")[1]


def test_a_coordinator_writes_one_and_its_versions(coordinator: FlaskClient) -> None:
    assert "There is no text module yet." in page(coordinator, LIST).main
    new = page(coordinator, LIST).follow(coordinator, "Write a text module")
    saved = new.submit(coordinator, "Save", title="Greeting", german="Guten Tag")
    assert saved.flash == "Text module saved."
    assert "Guten Tag" in row(coordinator) and "English: Greeting missing" in row(coordinator)
    version = saved.follow(coordinator, "العربية")
    assert "Guten Tag" in version.main
    version.submit(coordinator, "Save", text="مرحبا")
    assert "العربية: Greeting up to date" in row(coordinator)


def test_another_german_text_makes_the_versions_outdated(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    make.text_module(cast.coordinator)
    change = page(coordinator, LIST).follow(coordinator, "Appointment")
    change.submit(coordinator, "Save", title="Appointment fixed")
    assert "English: Appointment fixed up to date" in row(coordinator)
    again = page(coordinator, LIST).follow(coordinator, "Appointment")
    assert "marked as outdated" in again.main
    again.submit(coordinator, "Save", german="Der Termin steht. Bringen Sie den Brief mit.")
    assert "English: Appointment fixed outdated" in row(coordinator)
    version = page(coordinator, LIST).follow(coordinator, "English")
    assert "The German text has changed since" in version.main
    version.submit(coordinator, "Save", text="The appointment is fixed. Bring the letter.")
    assert "English: Appointment fixed up to date" in row(coordinator)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "", "german": "x"}, "Write a title."),
        ({"title": "x", "german": " "}, "Write the text in German."),
        ({"title": "Appointment", "german": "x"}, "There is a text module with this title"),
        ({"title": "x", "german": "x" * 4001}, "This text has 4001 characters."),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(
    coordinator: FlaskClient, make: Maker, cast: Cast, fields: dict[str, str], error: str
) -> None:
    make.text_module(cast.coordinator)
    again = page(coordinator, f"{LIST}/new").submit(coordinator, "Save", **fields)
    assert again.status == 422 and again.errors[0].startswith(error)
    assert again.form("Save").value("german") == fields["german"].strip()


def test_only_coordinators_write_them(
    adviser: FlaskClient, client: FlaskClient, make: Maker, cast: Cast
) -> None:
    make.text_module(cast.coordinator)
    for address in (LIST, f"{LIST}/new"):
        assert page(adviser, address).status == 403
        assert client.get(address).status_code == 303
    assert "Text modules" not in page(adviser, "/staff/account").text


def test_unknown_ones_are_not_found(coordinator: FlaskClient, make: Maker, cast: Cast) -> None:
    module = make.text_module(cast.coordinator)
    for ending in (
        "3a5ee6a0-0000-4000-8000-000000000000",
        f"{module.uuid}/xx",
        f"{module.uuid}/de",
    ):
        assert page(coordinator, f"{LIST}/{ending}").status == 404
    assert Page(post(coordinator, f"{LIST}/new", {"title": "x", "german": "y"})).status == 400
    assert coordinator.delete(LIST).status_code == 405


def test_it_goes_into_a_message_without_javascript(
    adviser: FlaskClient, make: Maker, cast: Cast
) -> None:
    module = make.text_module(cast.coordinator)
    made = make.taken_case(cast.lead)
    form = page(adviser, f"/cases/{made.case.number}/message").form("Send to")
    form.fill(body="Dear Selam", lang="en", module=str(module.uuid), waits="y")
    shown = Page(form.send(adviser, "Insert"))
    form = shown.form("Send to")
    assert form.value("body") == "Dear Selam\n\nThe appointment is fixed."
    assert (form.value("waits"), form.value("lang")) == ("y", "en")
    assert visible_boxes(shown) == ["In German: Appointment Der Termin steht."]
    form.send(adviser)
    fresh()
    (message,) = Message.of_case(made.keys.case_uuid)
    assert message.body.get(made.keys)["text"] == "Dear Selam\n\nThe appointment is fixed."


def visible_boxes(shown: Page) -> list[str]:
    """The German texts that are shown, as they are read."""
    boxes = [e for e in shown.root.iter("section") if e.get("data-module")]
    return [
        " ".join("".join(t for t in visible_words(e)).split())
        for e in boxes
        if "hidden" not in e.attrib
    ]


def visible_words(element: Element) -> Iterator[str]:
    """The words of an element and of what is in it, without what is hidden."""
    if "hidden" in element.attrib:
        return
    yield element.text or ""
    for child in element:
        yield from visible_words(child)
        yield child.tail or ""


def test_a_missing_or_outdated_version_is_said_where_it_is_used(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    module = make.text_module(cast.coordinator)
    made = make.taken_case(cast.lead)
    change = page(coordinator, f"{LIST}/{module.uuid}")
    change.submit(coordinator, "Save", german="Der Termin ist am Montag.")
    for lang, said, text in (
        ("en", "The German text has changed since", "The appointment is fixed."),
        ("ar", "There is no version in the language", "Der Termin ist am Montag."),
        ("de", "", "Der Termin ist am Montag."),
    ):
        form = page(coordinator, f"/cases/{made.case.number}/message").form("Send to")
        form.fill(lang=lang, module=str(module.uuid))
        shown = Page(form.send(coordinator, "Insert"))
        assert shown.form("Send to").value("body") == text
        (box,) = visible_boxes(shown)
        assert said in box and ("version" in box) == bool(said)


def test_one_no_longer_offered_cannot_be_chosen(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    module = make.text_module(cast.coordinator)
    made = make.taken_case(cast.lead)
    page(coordinator, f"{LIST}/{module.uuid}").submit(coordinator, "Save", offered=None)
    assert "not offered" in row(coordinator)
    shown = page(coordinator, f"/cases/{made.case.number}/message")
    assert "module" not in shown.form("Send to").data
