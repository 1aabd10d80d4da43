"""A file that the resident sent, read again with the code."""

from uuid import UUID

from flask import abort
from werkzeug.wrappers import Response

from intake.forms import resident
from intake.guards import open_to_all
from intake.guards.file_answer import file_answer
from intake.models.attachment import Attachment
from intake.models.merged import leading_talk


@open_to_all
def show_own_file(file_uuid: UUID) -> Response:
    """The file itself; without the opened request, back to the question for the code."""
    session = resident.opened_session()
    if session is None:
        return resident.to_status()
    keys = {its.case_uuid: its for its in (session.keys, leading_talk(session.keys))}
    file = Attachment.find(file_uuid, *keys)
    if file is None:
        abort(404)
    its = keys[file.case_uuid]
    return file_answer(file.facts.get(its), file.content(its))
