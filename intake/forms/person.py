"""The form for a person who asks for advice."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.database import db
from intake.forms import resident
from intake.forms.answers import answers_of
from intake.forms.empty_form import empty_form_page
from intake.forms.person_form import PersonForm
from intake.forms.submission import submit, takes_requests
from intake.guards import (
    TooMany,
    count_try_of,
    form_status,
    from_foreign_origin,
    handles_foreign_origin,
    now,
    open_to_all,
    the_office,
)
from intake.guards.language import page_language
from intake.models.session import ResidentSession, ShownReceipt

Page = tuple[str, int]
DOORS = {
    "organisation": "forms.show_organisation_door",
    "municipality": "forms.show_municipality_door",
}


@open_to_all
def show_person_form() -> str:
    """The empty form, or the notice that the office does not take requests yet."""
    if not takes_requests():
        return render_template("forms/closed.html")
    return empty_form_page(page_language())


@open_to_all
@handles_foreign_origin
def send_person_form() -> Page | Response:
    """Take a request and lead to its receipt; once, however often it is sent."""
    if not takes_requests():
        return render_template("forms/closed.html"), 503
    if from_foreign_origin():
        return _page(PersonForm(the_office(), page_language(), formdata=None), 403)
    form = PersonForm(the_office(), page_language())
    if form.asker and form.asker.form in DOORS:
        return redirect(url_for(DOORS[form.asker.form]), 303)
    if not form.validate_on_submit():
        return _page(form, form_status(form))
    try:
        count_try_of("submission", the_office().limits.submissions_per_hour)
    except TooMany:
        return _page(form, 429)
    return _take(form)


def _take(form: PersonForm) -> Response:
    if form.token_facts is None:
        raise RuntimeError("Only a form that has been validated can be taken.")
    hasty = form.token_facts.age < the_office().limits.form_min_seconds
    answers = answers_of(form, page_language())
    keys, code = submit(answers, form.token_facts, bool(form.website.data) or hasty)
    place = the_office().municipalities[answers.profile["municipality"]]
    shown = ShownReceipt(code, elsewhere=place.other)
    resident.end_session()
    token = ResidentSession.begin(keys, now(), shown)
    db.session.commit()
    return resident.let_in(redirect(url_for("forms.show_receipt"), 303), token)


def _page(form: PersonForm, status: int) -> Page:
    """The form again, with all that was typed; a token that still holds stays the same.

    So the time since the first showing goes on counting, and the form stays the same form.
    """
    if form.token_facts is not None:
        form.form_token.current_token = form.form_token.data
    return render_template("forms/person.html", form=form, status=status), status
