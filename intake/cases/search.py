"""Search: names, phones, e-mail and numbers, and if wished the words; by POST only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from intake.cases.listing import Shown, shown, the_queue
from intake.cases.people import names_of_members
from intake.cases.steps import status_label
from intake.guards import TokenForm, form_status, requires, the_office, who
from intake.guards.fields import ShortText
from intake.guards.slow_work import AllBusy, slow_work
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import hidden_from
from intake.models.case import Case
from intake.models.permissions import Permission
from intake.models.restriction import Restriction
from intake.models.search import Found, Hit, Search
from intake.models.sought import Sought

BUSY = 503
# After so long an answer shows how far the search has come.
SECONDS_OF_AN_ANSWER = 1.0


class SearchForm(TokenForm):
    """What is looked for; `after` is the number of the case where the search goes on."""

    term = ShortText(
        _l("Name, phone, e-mail or case number"),
        [DataRequired(_l("Write what you look for."))],
        render_kw={"autocomplete": "off", "autofocus": True},
    )
    words_too = BooleanField(
        _l("Look into requests, messages, notes and talks too"),
        description=_l("In restricted cases only name, phone and e-mail are compared."),
    )
    after = HiddenField()


@dataclass(frozen=True)
class Result:
    """One case of the answer, in words; of a restricted one there is no row."""

    number: str
    row: Shown | None
    status: str
    place: str


@requires(Permission.SEE_QUEUE)
def search_cases() -> ResponseReturnValue:
    """The question, and in the answer to it what was found. Nothing of it is kept anywhere."""
    form = SearchForm()
    found: Found | None = None
    if form.validate_on_submit():
        try:
            with slow_work():
                found = _found(form)
        except AllBusy:
            form.form_errors.append(gettext("Others are searching. Please try again in a moment."))
            return _page(form, None), BUSY
    return _page(form, found), form_status(form)


def _page(form: SearchForm, found: Found | None) -> str:
    sought = Sought.of(form.term.data or "") if found else None
    return render_template(
        "cases/search.html",
        form=form,
        found=found,
        groups=_groups(found) if found else [],
        numbered=_numbered(sought.number) if sought and found and not found.before else None,
    )


def _found(form: SearchForm) -> Found:
    sought = Sought.of(form.term.data or "")
    search = Search(who().uuid, who().keyring, sought, bool(form.words_too.data))
    return search.found(form.after.data or "", _later_than(monotonic() + SECONDS_OF_AN_ANSWER))


def _later_than(moment: float) -> Callable[[], bool]:
    return lambda: monotonic() > moment


def _groups(found: Found) -> list[tuple[str, list[Result]]]:
    """What was found, each group with its heading: first what fits, then what is spelt alike."""
    groups = (
        (gettext("Cases found"), _results(found.hits)),
        (gettext("Spelt alike"), _results(found.near)),
    )
    return [(heading, results) for heading, results in groups if results]


def _results(hits: Iterable[Hit]) -> list[Result]:
    places, names = _places(), names_of_members()
    heads = the_queue().heads_of([hit.uuid for hit in hits if not hit.restricted])
    return [
        Result(
            hit.number,
            shown(head, the_office(), names),
            status_label(head.row.status),
            places["similar" if hit.near else hit.place],
        )
        if (head := heads.get(hit.uuid))
        else Result(hit.number, None, "", "")
        for hit in hits
    ]


def _numbered(number: str) -> tuple[str, str] | None:
    """The case with exactly this number, and what keeps it from the member: nothing as a rule."""
    case = Case.by_number(number) if number else None
    if case is None:
        return None
    if case.uuid in hidden_from(who().uuid):
        return case.number, "hidden"
    return case.number, "restricted" if Restriction.of(case) else ""


def _places() -> dict[str, str]:
    return {
        "name": gettext("in the name"),
        "similar": gettext("a similar name"),
        "phone": gettext("in the phone number"),
        "email": gettext("in the e-mail address"),
        "request": gettext("in the request"),
        "message": gettext("in a message"),
        "note": gettext("in an internal note"),
        "contact": gettext("in a talk"),
    }
