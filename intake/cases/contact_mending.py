"""Putting right a talk that was logged wrongly, or taking it back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from intake.cases.case_page import answer, done
from intake.cases.contact import TalkForm
from intake.cases.facts import CaseFacts
from intake.cases.refusals import StaffForm, about_talk, carried_out
from intake.cases.timeline import talk_line
from intake.guards import now, requires, the_case, the_office, who
from intake.models.access import OpenedCase
from intake.models.contact import Contact
from intake.models.contact_mending import (
    Entry,
    last_entry,
    may_mend,
    mend_contact,
    take_back_contact,
    why_it_stays,
)
from intake.models.permissions import Permission
from intake.office import Office


class MendingForm(TalkForm):
    """A talk as it was logged, to be put right. `seen` is the entry that the page shows."""

    seen = HiddenField()

    def __init__(self, contact: Contact, opened: OpenedCase, office: Office) -> None:
        facts = contact.facts.get(opened.keys)
        no_show, self.known_day = facts.get("no_show", False), date.fromisoformat(facts["day"])
        not_reached = not (facts["reached"] or no_show)
        known: dict[str, Any] = {**facts, "day": self.known_day, "no_show": no_show}
        seen = str(last_entry(contact, opened.keys))
        super().__init__(office, known | {"not_reached": not_reached, "seen": seen})


class TakeBackTalkForm(StaffForm):
    """The button that takes a talk back."""

    seen = HiddenField()


@requires(Permission.WORK_ON_CASE)
def mend_talk(number: str) -> ResponseReturnValue:
    """Put a talk right."""
    return _change(the_case(number), _mend)


@requires(Permission.WORK_ON_CASE)
def take_back_talk(number: str) -> ResponseReturnValue:
    """Take a talk back, after one more look at it."""
    return _change(the_case(number), _take_back)


def _change(
    opened: OpenedCase, page: Callable[[OpenedCase, Contact], ResponseReturnValue]
) -> ResponseReturnValue:
    """The page for the talk that the address names, if it may be changed.

    What was typed before that ended is not lost: the form itself then says why it is refused.
    """
    wanted = request.args.get("contact", "")
    contact = {str(one.uuid): one for one in Contact.of_case(opened.case.uuid)}.get(wanted)
    problem = _problem(contact, opened)
    if problem and request.method == "GET":
        return done(opened.case.number, f"talk_{problem}")
    if contact and problem != "not_yours":
        return page(opened, contact)
    form = StaffForm()
    form.validate_on_submit()
    form.refuse(about_talk(problem))
    return answer("cases/retry.html", opened, form)


def _problem(contact: Contact | None, opened: OpenedCase) -> str:
    if contact is None:
        return "gone"
    if not may_mend(contact, opened.case, who().actor):
        return "not_yours"
    return why_it_stays(contact.facts.get(opened.keys), contact, the_office(), now())


def _mend(opened: OpenedCase, contact: Contact) -> ResponseReturnValue:
    form = MendingForm(contact, opened, the_office())
    entry = Entry(contact, opened.case, opened.keys, form.seen.data or "")
    by = (who().actor, the_office(), now())
    if form.validate_on_submit() and carried_out(
        form, lambda: mend_contact(entry, form.facts, *by)
    ):
        return done(opened.case.number, "talk_mended")
    return answer("cases/contact_change.html", opened, form, contact=contact)


def _take_back(opened: OpenedCase, contact: Contact) -> ResponseReturnValue:
    form = TakeBackTalkForm(data={"seen": str(last_entry(contact, opened.keys))})
    entry = Entry(contact, opened.case, opened.keys, form.seen.data or "")
    by = (who().actor, the_office(), now())
    if form.validate_on_submit() and carried_out(form, lambda: take_back_contact(entry, *by)):
        return done(opened.case.number, "talk_taken_back")
    names = CaseFacts.of(opened, the_office()).names
    line = talk_line(contact, opened, the_office(), names)
    return answer("cases/contact_removal.html", opened, form, contact=contact, line=line)
