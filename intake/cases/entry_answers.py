"""The answers of a quick entry, without what does not apply, sorted by the key that seals them."""

from collections.abc import Mapping
from typing import Any

from intake.cases.entry_form import EntryForm
from intake.guards.language import page_language
from intake.guards.reach import read_email, read_phone
from intake.models.case import AskedWords, Identity, Profile
from intake.models.request import Asked

Given = Mapping[str, Any]


def asked_in(form: EntryForm) -> Asked:
    """What was taken down on a form that has been validated."""
    given = {name: field.data for name, field in form._fields.items()}
    given |= dict.fromkeys(form.not_asked())
    return Asked(
        kind=form.chosen_kind.code,
        identity=_identity(given),
        profile=_profile(given, form),
        words=AskedWords(
            question=given["question"] or "",
            not_interpreter=given["not_interpreter"] or "",
            since=given["since"] or "",
            place=given["place"] or "",
        ),
    )


def _identity(given: Given) -> Identity:
    phone, email = given["phone"], given["email"]
    return Identity(
        alias=given["alias"] or "",
        organisation=given["organisation"] or "",
        function=given["function"] or "",
        phone=read_phone(phone) if phone else "",
        email=read_email(email) if email else "",
        code_only=not phone and not email,
        times=given["times"] or "",
        voicemail=bool(given["voicemail"]),
        discreet=bool(given["discreet"]),
        asker_known=given["asker_known"] or "",
    )


def _profile(given: Given, form: EntryForm) -> Profile:
    more = [code for code in given["more_topics"] or [] if code != given["topic"]]
    profile = Profile(
        requester=given["requester"] or given["body"] or reporter(form),
        topics=[given["topic"], *dict.fromkeys(more)],
        main_topic=given["topic"],
        municipality=given["municipality"],
        language=given["language"],
        page_language=page_language(),
        interpreter=given["interpreter"] or "",
        interpreter_gender=given["interpreter_gender"] or "",
        talk_places=given["talk_places"] or [],
        access_needs=given["access_needs"] or [],
        channel=given["channel"],
    )
    if given["for_steering_group"] is not None:
        profile["for_steering_group"] = "yes" if given["for_steering_group"] else "no"
    return profile


def reporter(form: EntryForm) -> str:
    """Who asks where the kind alone says it: a municipality or authority."""
    wanted = form.chosen_kind.form
    found = (r.code for r in form.office.requesters.active if r.form == wanted)
    return next(found, "")
