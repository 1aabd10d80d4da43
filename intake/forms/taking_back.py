"""Taking words back: a page of its own, which asks once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, render_template
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.opened import both_cases
from intake.forms.status_forms import DeleteForm
from intake.guards import form_status, now, open_to_all
from intake.models.case import Case
from intake.models.message import Message
from intake.models.taking_back import (
    Answered,
    is_open_to_taking_back,
    last_answer,
    take_message_back,
    take_request_back,
)
from intake.vault import CaseKeys

Page = tuple[str, int]


@dataclass(frozen=True)
class OwnText:
    """A text of the client: a message, or what was asked in a case."""

    case: Case
    keys: CaseKeys
    message: Message | None
    answered_at: datetime | None

    @classmethod
    def find(cls, keys: CaseKeys, uuid: UUID) -> "OwnText | None":
        """The text with this uuid, that of a message or of a case, among what `keys` open."""
        cases = both_cases(keys)
        answered_at = last_answer(case.uuid for case, _ in cases)
        message = db.session.get(Message, uuid)
        for case, its in cases:
            if uuid == case.uuid or (message and message.case_uuid == case.uuid):
                return cls(case, its, message, answered_at)
        return None

    @property
    def words(self) -> str:
        """What it says."""
        if self.message:
            return self.message.body.get(self.keys)["text"]
        return self.case.asked.get(self.keys).get("question", "")

    @property
    def can_go(self) -> bool:
        """Whether it can still be taken back."""
        own = self.message is None or self.message.from_client
        at = self.message.at if self.message else self.case.received_at
        return own and is_open_to_taking_back(at, self.answered_at)

    def take_back(self) -> None:
        """Remove it; raises `Answered` if it is too late. The caller commits."""
        if self.message:
            take_message_back(self.message, self.keys, self.answered_at, now())
        else:
            take_request_back(self.case, self.keys, self.answered_at, now())


@open_to_all
def ask_to_delete(text: UUID) -> Page | Response:
    """Show the text once more, and ask whether it shall be deleted."""
    session = resident.opened_session()
    if session is None:
        return resident.to_status()
    own = OwnText.find(session.keys, text) or abort(404)
    if not own.can_go:
        flash("answered")
        return resident.to_status()
    return _page(DeleteForm(number=both_cases(session.keys)[0][0].number), own)


@open_to_all
def delete_text(text: UUID) -> Page | Response:
    """Delete the text. One that is gone already is gone."""
    session = resident.opened_session()
    form = DeleteForm()
    if session is None or not form.is_for(both_cases(session.keys)[0][0].number):
        return resident.to_status()
    own = OwnText.find(session.keys, text)
    if own and not form.validate_on_submit():
        return _page(form, own)
    flash(_deleted(session.keys, text))
    return resident.to_status()


def _deleted(keys: CaseKeys, text: UUID) -> str:
    begin_writing()
    own = OwnText.find(keys, text)
    try:
        if own:
            own.take_back()
        db.session.commit()
    except Answered:
        db.session.rollback()
        return "answered"
    return "deleted"


def _page(form: DeleteForm, own: OwnText) -> Page:
    status = form_status(form)
    page = render_template("forms/delete.html", form=form, words_to_go=own.words, status=status)
    return page, status
