"""The page of a request for the resident, and the messages from there."""

from uuid import UUID

from flask import flash
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.code import code_page
from intake.forms.files import refuse_more, taken_files
from intake.forms.opened import opened_page
from intake.forms.status_forms import CodeForm, MessageForm
from intake.guards import (
    TooMany,
    count_try_of,
    form_status,
    now,
    open_to_all,
    the_desk,
    the_office,
)
from intake.guards.uploads import takes_files
from intake.mail import notify_lead
from intake.models.attachment import NewFile, TooManyFiles, attach
from intake.models.case import Case
from intake.models.merged import leading_talk
from intake.models.message import Message, Words, reply
from intake.vault import CaseKeys, derive

Page = tuple[str, int]


@open_to_all
def show_status() -> str | Page:
    """The opened request, or the question for its code."""
    session = resident.opened_session()
    if session is None:
        return code_page(CodeForm())
    return opened_page(session.keys, MessageForm())


@open_to_all
def return_to_status() -> Response:
    """What was sent here once is not sent again by going back or changing the language."""
    return resident.to_status()


@open_to_all
@takes_files
def send_message() -> Page | Response:
    """Write to the office; once, however often it is sent."""
    form = MessageForm()
    session = resident.opened_session()
    if session is None or not form.is_for(_number(session.keys)):
        return code_page(CodeForm(formdata=None, kept=form.text.data), 403)
    if not form.validate_on_submit():
        status = form_status(form)
        return opened_page(session.keys, form, status), status
    try:
        count_try_of("message", the_office().limits.submissions_per_hour)
        files = taken_files(form)
    except TooMany:
        return opened_page(session.keys, form, 429), 429
    if files is None or not _store(session.keys, form, files):
        return opened_page(session.keys, form, 422), 422
    flash("sent")
    return resident.to_status()


def _store(keys: CaseKeys, form: MessageForm, files: list[NewFile]) -> bool:
    """Store a message with its files, all or nothing; False, with the reason, if nothing."""
    begin_writing()
    uuid = _message_uuid(keys, form, files)
    keys = leading_talk(keys)
    case = db.session.get_one(Case, keys.case_uuid)
    words = Words(text=form.text.data or "", lang="")
    is_new = db.session.get(Message, uuid) is None
    if is_new:
        notify_lead(case)
    message = reply(case, keys, words, the_office(), now(), uuid=uuid)
    try:
        if is_new:
            a_day = the_office().limits.files_of_case_per_day
            attach(keys, files, now(), message_uuid=message.uuid, a_day=a_day)
    except TooManyFiles:
        db.session.rollback()
        refuse_more(form.files)
        return False
    db.session.commit()
    return True


def _message_uuid(keys: CaseKeys, form: MessageForm, files: list[NewFile]) -> UUID:
    """The same form with the same words and files is the same message."""
    nonce = form.token_facts.nonce if form.token_facts else b""
    said = nonce + keys.case_uuid.bytes + (form.text.data or "").encode()
    said += "".join(file.digest for file in files).encode()
    return UUID(bytes=derive(the_desk().keys.form, "message-uuid", said)[:16])


def _number(keys: CaseKeys) -> str:
    return db.session.get_one(Case, keys.case_uuid).number
