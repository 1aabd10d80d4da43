"""The form for a person who asks for advice."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.forms.answers import answers_of
from intake.forms.empty_form import empty_form_page
from intake.forms.person_form import PersonForm
from intake.forms.submission import takes_requests
from intake.forms.taking import Door, Page
from intake.guards import from_foreign_origin, handles_foreign_origin, open_to_all, the_office
from intake.guards.language import page_language
from intake.guards.uploads import takes_files

DOOR = Door("forms/person.html", answers_of)
OTHER_DOORS = {
    "organisation": "forms.show_organisation_form",
    "municipality": "forms.show_municipality_form",
}


@open_to_all
def show_person_form() -> str:
    """The empty form, or the notice that the office does not take requests yet."""
    if not takes_requests():
        return render_template("forms/closed.html")
    return empty_form_page(page_language())


@open_to_all
@takes_files
@handles_foreign_origin
def send_person_form() -> Page | Response:
    """Take a request of a person; those who ask for others are led to their own door."""
    form = PersonForm(the_office(), page_language())
    if form.asker and form.asker.form in OTHER_DOORS and not from_foreign_origin():
        return redirect(url_for(OTHER_DOORS[form.asker.form]), 303)
    return DOOR.take(form, _empty)


def _empty() -> PersonForm:
    return PersonForm(the_office(), page_language(), formdata=None)
