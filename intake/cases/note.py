"""Writing an internal note."""

from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from intake.cases.case_page import done
from intake.cases.writing import WritingForm, case_to_write_in, kept, sent, writing_page
from intake.guards import now, requires, who
from intake.guards.fields import LongText
from intake.i18n import lazy_gettext as _l
from intake.models import note as notes
from intake.models.draft import DraftKind
from intake.models.permissions import Permission


class NoteForm(WritingForm):
    """An internal note."""

    draft_kind = DraftKind.NOTE
    body = LongText(_l("Internal note"), [DataRequired(_l("Write a note."))])


@requires(Permission.WORK_ON_CASE)
def write_note(number: str) -> ResponseReturnValue:
    """Add a note that only the team reads."""
    opened = case_to_write_in(number)
    form = NoteForm()
    if answer := kept(opened, form):
        return answer
    if sent(
        form,
        opened,
        lambda: notes.write_note(opened.case, opened.keys, form.body.data, who().actor, now()),
    ):
        return done(number, "note_saved")
    return writing_page("cases/note.html", opened, form)
