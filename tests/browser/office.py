"""A served office that is set up through its own pages, and the people who use it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.house_rules import elements, text_of
from tests.page import Form, Page, Value
from tests.served import Served
from tests.visitor import Visitor

PASSWORD = "drei gelbe Velos im Regen"
CORINNE, ANDREA, BEAT = "corinne@office.example", "andrea@office.example", "beat@office.example"
FORM, STATUS = "/request/person", "/status"
ANSWERS: dict[str, Value] = {
    "requester": "myself",
    "topics": ["work"],
    "question": "Kann ich die Stelle kündigen?",
    "language": "ti",
    "interpreter": "no",
    "municipality": "zofingen",
    "reach": ["code_only"],
}


@dataclass
class Office:
    """An open office, the browser of its coordinator, and all codes that were handed out."""

    served: Served
    coordinator: Visitor
    handed_out: list[str]

    def visitor(self) -> Visitor:
        """A browser without cookies."""
        return Visitor(self.served.base)

    def adviser(self, email: str, name: str) -> Visitor:
        """A new adviser who works in German, signed in."""
        return self.member("adviser", email, name, "de")

    def member(self, role: str, email: str, name: str, language: str) -> Visitor:
        """A new member, invited, activated and signed in."""
        asked = self.coordinator.page("/admin/members/invitation").form(action="/invitation")
        asked.fill(name=name, email=email, role=role, language=language)
        code = words_of(self.coordinator.send(asked), "bdi", "code")
        self.handed_out.append(code)
        visitor = self.visitor()
        form = visitor.page("/staff/activate").form(action="/activate")
        form.fill(email=email, code=code, password=PASSWORD, password_again=PASSWORD)
        assert visitor.send(form).path == "/cases/day"
        return visitor

    def ask(self, **answers: Value) -> tuple[str, str]:
        """Somebody asks for advice; the code and the number of the case."""
        return code_and_number(ask(self.visitor(), **answers))


def found_office(served: Served) -> Office:
    """Follow the set-up link, read the recovery sheet back, confirm all facts."""
    coordinator = Visitor(served.base)
    form = coordinator.page(served.setup_link).form()
    form.fill(name="Corinne Meier", email=CORINNE, language="de")
    form.fill(password=PASSWORD, password_again=PASSWORD)
    sheet = coordinator.send(form)
    first_steps = coordinator.send(read_back(sheet))
    facts = first_steps.form(action="/first-steps")
    assert coordinator.send(facts.fill(facts=sorted(facts.choices("facts")))).status == 200
    link_token = served.setup_link.rpartition("/")[2]
    return Office(served, coordinator, [link_token, " ".join(groups_of(sheet))])


def read_back(sheet: Page) -> Form:
    """The form of a recovery sheet with the two groups it asks for."""
    groups = groups_of(sheet)
    labels = {e.get("for"): text_of(e) for e in elements(sheet.root, "label")}
    asked = {name: int(labels[name].split()[-1]) for name in ("first", "second")}
    form = sheet.form(action="/recovery-sheet")
    return form.fill(**{name: groups[number - 1] for name, number in asked.items()})


def groups_of(sheet: Page) -> list[str]:
    """The groups of letters on a recovery sheet."""
    shown = [text_of(e) for e in elements(sheet.root, "bdi")]
    return [text for text in shown if re.fullmatch(r"[0-9A-Z]{4}", text)]


def ask(visitor: Visitor, lang: str = "de", **answers: Value) -> Page:
    """Fill in the form of a person; the page that comes back."""
    form = visitor.page(f"/{lang}{FORM}").form(action=FORM)
    return visitor.send(form.fill(**{**ANSWERS, **answers}))


def words_of(page: Page, tag: str, id: str) -> str:
    """The words of the element with an id."""
    return next(text_of(e) for e in elements(page.root, tag) if e.get("id") == id)


def code_and_number(receipt: Page) -> tuple[str, str]:
    """What a receipt tells the resident."""
    numbers = re.findall(r"\b20\d\d-\d{4,}\b", receipt.main)
    assert len(numbers) == 1, numbers
    return words_of(receipt, "bdi", "code"), numbers[0]
