"""A file that a client sent, for whoever may read the case."""

from uuid import UUID

from flask import Response, abort

from intake.guards import requires, the_case
from intake.guards.file_answer import file_answer
from intake.models.attachment import Attachment
from intake.models.permissions import Permission


@requires(Permission.READ_CASE)
def show_file(number: str, file_uuid: UUID) -> Response:
    """The file itself. The pictures of a page just opened make no line each in the access log."""
    opened = the_case(number, seldom=True)
    file = Attachment.find(file_uuid, opened.case.uuid)
    if file is None:
        abort(404)
    return file_answer(file.facts.get(opened.keys), file.content(opened.keys))
