"""The doors for organisations, applications for a contribution, and municipalities."""

from flask import render_template
from werkzeug.wrappers import Response

from intake.forms.body_answers import answers_of_body
from intake.forms.body_form import BodyForm, OrganisationForm
from intake.forms.grant_form import GrantForm
from intake.forms.municipality_form import MunicipalityForm
from intake.forms.submission import takes_requests
from intake.forms.taking import Door, Page
from intake.guards import handles_foreign_origin, open_to_all, the_office
from intake.guards.language import offered_languages, page_language
from intake.guards.uploads import takes_files

LANGUAGES = ("de", "fr", "it", "en")
"""Who works for others in this country reads one of these (the other languages lead here)."""
DOORS = {
    form: Door(f"forms/bodies/{name}.html", answers_of_body)
    for form, name in (
        (OrganisationForm, "organisation"),
        (GrantForm, "grant"),
        (MunicipalityForm, "municipality"),
    )
}


@open_to_all
def show_organisation_form() -> Page:
    """What an association or an organisation asks for."""
    return _show(OrganisationForm)


@open_to_all
@handles_foreign_origin
def send_organisation_form() -> Page | Response:
    """Take the request of an organisation."""
    return _send(OrganisationForm)


@open_to_all
def show_grant_form() -> Page:
    """The application for a contribution."""
    return _show(GrantForm)


@open_to_all
@takes_files
@handles_foreign_origin
def send_grant_form() -> Page | Response:
    """Take an application."""
    return _send(GrantForm)


@open_to_all
def show_municipality_form() -> Page:
    """What a municipality or an authority comes with."""
    return _show(MunicipalityForm)


@open_to_all
@handles_foreign_origin
def send_municipality_form() -> Page | Response:
    """Take the request of a municipality."""
    return _send(MunicipalityForm)


def body_languages() -> list[str]:
    """The languages these forms exist in, of those the office offers."""
    return [code for code in LANGUAGES if code in offered_languages()]


def _show(form: type[BodyForm]) -> Page:
    if not takes_requests():
        return render_template("forms/closed.html"), 200
    if page_language() not in body_languages():
        offered = [one for one in the_office().languages if one.code in body_languages()]
        return render_template("forms/bodies/other_language.html", exists_in=offered), 200
    return DOORS[form].page(form(the_office(), formdata=None), 200)


def _send(form: type[BodyForm]) -> Page | Response:
    return DOORS[form].take(form(the_office()), lambda: form(the_office(), formdata=None))
