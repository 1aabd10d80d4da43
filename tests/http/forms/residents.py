"""A resident with a browser, and the desk that reads what arrives."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from intake.database import db
from intake.models.case import AskedWords, Case, Identity, Profile
from intake.models.message import Message
from intake.models.office_key import Keyring
from tests.house_rules import elements, text_of
from tests.make import Clock, Maker
from tests.page import Form, Page, Value

FORM, STATUS = "/request/person", "/status"
ANSWERS: dict[str, Value] = {
    "requester": "myself",
    "topics": ["work", "letters"],
    "question": "Kann ich die Stelle kündigen?",
    "language": "ti",
    "interpreter": "no",
    "municipality": "zofingen",
    "reach": ["phone"],
    "phone": "079 555 01 23",
}
READING_SECONDS = 60


class Resident:
    """Reads pages, fills in forms and sends them with the buttons that are there."""

    def __init__(self, client: FlaskClient, clock: Clock, lang: str = "en") -> None:
        self.client, self.clock, self.lang = client, clock, lang

    def read(self, path: str) -> Page:
        """A page in the resident's language."""
        return Page(self.client.get(f"/{self.lang}{path}"))

    def form(self, **answers: Value) -> Form:
        """The form for a person, filled in without haste."""
        form = self.read(FORM).form(action=FORM).fill(**{**ANSWERS, **answers})
        self.clock.forward(seconds=READING_SECONDS)
        return form

    def ask(self, **answers: Value) -> Page:
        """Ask for advice; the page that comes back."""
        return self.send(self.form(**answers))

    def send(self, form: Form) -> Page:
        """Send a form; the page that comes back."""
        return Page(form.send(self.client))

    def post(self, form: Form, **headers: str) -> Any:
        """The bare answer to a form sent with other headers than a browser's own."""
        return self.client.post(form.address, data=form.data, headers=headers)

    def enter(self, code: str) -> Page:
        """Open a request with its code."""
        return self.send(self.read(STATUS).form(action=STATUS).fill(code=code))

    def enter_again(self, code: str) -> Page:
        """Open a request with its code after the session has gone."""
        self.client.delete_cookie("resident")
        return self.enter(code)

    def write(self, text: str, page: Page | None = None) -> Page:
        """Write a message from the page of the request."""
        form = (page or self.read(STATUS)).form(action="/message")
        return self.send(form.fill(text=text))


def code_on(page: Page) -> str:
    """The code that a receipt shows."""
    return next(text_of(e) for e in elements(page.root, "bdi") if e.get("id") == "code")


class Desk:
    """What arrived, opened with the office's own key."""

    def __init__(self, make: Maker) -> None:
        self.make = make
        self.ring = Keyring({make.private.key_id: make.private})

    def cases(self) -> list[Case]:
        """All cases, in the order of their numbers."""
        db.session.rollback()
        db.session.expire_all()
        return list(db.session.scalars(select(Case).order_by(Case.number)))

    def case(self) -> Case:
        """The only case there is."""
        (case,) = self.cases()
        return case

    def identity(self) -> Identity:
        case = self.case()
        return case.identity.get(self.ring.open(case))

    def profile(self) -> Profile:
        case = self.case()
        return case.profile.get(self.ring.open(case))

    def words(self) -> AskedWords:
        case = self.case()
        return case.asked.get(self.ring.open(case))

    def messages(self) -> list[str]:
        """The texts of all messages, newest first."""
        case = self.case()
        keys = self.ring.open(case)
        return [message.body.get(keys)["text"] for message in Message.of_case(case.uuid)]
