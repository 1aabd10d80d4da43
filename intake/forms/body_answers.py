"""The answers of organisations and municipalities, sorted by the key they will be sealed under."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.forms.answers import Answers, in_order
from intake.forms.body_form import BodyForm
from intake.guards.reach import read_email, read_phone
from intake.models.case import AskedWords, Identity, Profile

Given = Mapping[str, Any]


def answers_of_body(form: BodyForm, language: str) -> Answers:
    """The answers of a form that has been validated, filled in on a page in `language`."""
    given = {name: field.data for name, field in form._fields.items()}
    given |= dict.fromkeys(form.not_asked())
    return Answers(
        _identity(given), _profile(given, form, language), _words(given, form), form.kind.code
    )


def _identity(given: Given) -> Identity:
    phone, email = given["phone"], given["email"]
    return Identity(
        alias=given["alias"],
        organisation=given["organisation"],
        function=given["function"] or "",
        phone=read_phone(phone) if phone else "",
        email=read_email(email) if email else "",
        code_only=False,
    )


def _profile(given: Given, form: BodyForm, language: str) -> Profile:
    profile = Profile(
        requester=form.office.requester_for(form.form).code,
        topics=in_order(form, "topics"),
        municipality=given["municipality"],
        language=given.get("language") or language,
        page_language=language,
        interpreter=given.get("interpreter") or "",
        concern=form.concern_code,
        channel=form.office.web_channel.code,
    )
    if given.get("urgency"):
        profile["asked_urgency"] = given["urgency"]
    if given.get("for_steering_group"):
        profile["for_steering_group"] = given["for_steering_group"]
    return profile


def _words(given: Given, form: BodyForm) -> AskedWords:
    particulars = {name: _as_text(given[name]) for name in form.particulars if given[name]}
    if given.get("person_phone"):
        particulars["person_phone"] = read_phone(given["person_phone"])
    words = AskedWords(question=given["question"], particulars=particulars)
    if given.get("since"):
        words["since"] = given["since"]
    if given.get("place"):
        words["place"] = given["place"]
    return words


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
