"""The answers of a form, without what does not apply: what is stored, and what makes the code."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from intake.forms.person_form import PersonForm
from intake.guards.reach import read_email, read_phone
from intake.models.attachment import NewFile
from intake.models.case import AskedWords, Identity, Profile


@dataclass(frozen=True)
class Answers:
    """What was answered and the kind of case it makes, sorted by the key that will seal it."""

    identity: Identity
    profile: Profile
    words: AskedWords
    kind: str
    files: tuple[NewFile, ...] = ()

    @property
    def canonical(self) -> bytes:
        """The same bytes for the same answers."""
        said = asdict(replace(self, files=()))
        if self.files:
            said["files"] = [(file.name, file.digest) for file in self.files]
        return json.dumps(said, sort_keys=True).encode()


def answers_of(form: PersonForm, language: str) -> Answers:
    """The answers of a form that has been validated, filled in on a page in `language`."""
    given = {name: field.data for name, field in form._fields.items()}
    given |= dict.fromkeys(form.not_asked())
    kind = form.office.kind_for("person").code
    return Answers(_identity(given), _profile(given, form, language), _words(given), kind)


def _identity(given: dict[str, object]) -> Identity:
    return {
        **reach_of(given),
        "alias": _text(given["alias"]),
        "asker_known": _text(given["asker_known"]),
    }


def reach_of(given: Mapping[str, object]) -> Identity:
    """How to reach somebody, from the answers that apply; None for those that do not."""
    phone, email = given["phone"], given["email"]
    return Identity(
        phone=read_phone(str(phone)) if phone else "",
        email=read_email(str(email)) if email else "",
        code_only=not phone and not email,
        times=_text(given["times"]),
        voicemail=bool(given["voicemail"]),
        discreet=bool(given["discreet"]),
    )


def _profile(given: dict[str, object], form: PersonForm, language: str) -> Profile:
    return Profile(
        requester=_text(given["requester"]),
        topics=in_order(form, "topics"),
        municipality=_text(given["municipality"]),
        language=_text(given["language"]),
        page_language=language,
        interpreter=_text(given["interpreter"]),
        interpreter_gender=_text(given["interpreter_gender"]),
        talk_places=in_order(form, "talk_places"),
        access_needs=in_order(form, "access_needs"),
        channel=form.office.web_channel.code,
    )


def _words(given: dict[str, object]) -> AskedWords:
    return AskedWords(
        question=_text(given["question"]), not_interpreter=_text(given["not_interpreter"])
    )


def _text(value: object) -> str:
    return str(value or "")


def in_order(form: Any, name: str) -> list[str]:
    """Each chosen code once, in the order in which they were offered."""
    chosen = set(form[name].data or [])
    return [choice.value for choice in form[name].choices if choice.value in chosen]
