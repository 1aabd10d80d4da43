"""Search: names, phones, e-mail and numbers, and if wished the words; by POST only."""

from dataclasses import dataclass

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
from intake.models.search import Found, Hit, Search
from intake.models.sought import Sought

BUSY = 503


class SearchForm(TokenForm):
    """What is looked for; `after` is the number of the case where the search goes on."""

    term = ShortText(
        _l("Name, phone, e-mail or case number"),
        [DataRequired(_l("Write what you look for."))],
        render_kw={"autocomplete": "off", "autofocus": True},
    )
    words_too = BooleanField(_l("Look into requests, messages, notes and talks too"))
    after = HiddenField()


@dataclass(frozen=True)
class Result:
    """One case of the answer, in words."""

    row: Shown
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
        results=_results(found.hits) if found else [],
        numbered=_numbered(sought.number) if sought and found and not found.before else None,
    )


def _found(form: SearchForm) -> Found:
    sought = Sought.of(form.term.data or "")
    search = Search(who().uuid, who().keyring, sought, bool(form.words_too.data))
    return search.found(form.after.data or "")


def _results(hits: list[Hit]) -> list[Result]:
    places, names = _places(), names_of_members()
    heads = the_queue().heads_of([hit.uuid for hit in hits])
    return [
        Result(
            shown(heads[hit.uuid], the_office(), names),
            status_label(heads[hit.uuid].row.status),
            places[hit.place],
        )
        for hit in hits
    ]


def _numbered(number: str) -> tuple[str, bool] | None:
    """The case with exactly this number, and whether it is hidden from the member."""
    case = Case.by_number(number) if number else None
    return (case.number, case.uuid in hidden_from(who().uuid)) if case else None


def _places() -> dict[str, str]:
    return {
        "name": gettext("in the name"),
        "phone": gettext("in the phone number"),
        "email": gettext("in the e-mail address"),
        "request": gettext("in the request"),
        "message": gettext("in a message"),
        "note": gettext("in an internal note"),
        "contact": gettext("in a talk"),
    }
