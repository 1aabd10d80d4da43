"""How the tests of the staff's side sit down at the desk."""

from collections import Counter
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.database import db
from intake.models.attachment import Attachment
from intake.models.case import Case
from intake.models.event import Event, Verb
from tests.make import MadeCase, MadeMember, Maker
from tests.page import Form, Page

OWN_ORIGIN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
FOREIGN_ORIGIN = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}


def signed_in(client: FlaskClient, make: Maker, member: MadeMember) -> FlaskClient:
    """The browser of a member who has signed in."""
    client.set_cookie("staff", make.staff_cookie(member))
    return client


def page(client: FlaskClient, address: str) -> Page:
    """Fetch and check a page."""
    return Page(client.get(address))


def fresh() -> None:
    """Forget what this test has read: other requests have written since."""
    db.session.rollback()
    db.session.expire_all()


def case_now(number: str) -> Case:
    """The case as it is stored now."""
    fresh()
    case = Case.by_number(number)
    assert case is not None
    return case


def file_of(number: str) -> str:
    """The uuid of the first file of a case."""
    return str(Attachment.of_case(case_now(number).uuid)[0].uuid)


def verbs_of(made: MadeCase) -> Counter[str]:
    """How often each verb was done to a case until now."""
    fresh()
    return Counter(event.verb for event in Event.of_case(made.keys.case_uuid))


def details_of(made: MadeCase, verb: Verb) -> dict[str, Any]:
    """The opened details of the last event of this kind."""
    fresh()
    event = next(e for e in Event.of_case(made.keys.case_uuid) if e.verb == verb)
    return event.details.get(made.keys)


def count(model: Any) -> int:
    """How many rows a table has now."""
    fresh()
    return int(db.session.query(model).count())


def twice(form: Form, client: FlaskClient) -> list[TestResponse]:
    """A double click: the same form with the same token, sent two times."""
    return [form.send(client, follow=False) for _ in range(2)]


def as_stranger(client: FlaskClient, form: Form) -> TestResponse:
    """The same form, sent by the page of another site in the member's browser."""
    return client.post(form.address, data=dict(form.data), headers=FOREIGN_ORIGIN)


def post(client: FlaskClient, address: str, data: Any = None) -> TestResponse:
    """A bare POST from our own origin."""
    return client.post(address, data=data, headers=OWN_ORIGIN)
