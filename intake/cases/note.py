"""Writing an internal note."""

from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, who
from intake.guards.fields import LongText
from intake.i18n import lazy_gettext as _l
from intake.models import note as notes
from intake.models.permissions import Permission


class NoteForm(StaffForm):
    """An internal note."""

    body = LongText(_l("Internal note"), [DataRequired(_l("Write a note."))])


@requires(Permission.WORK_ON_CASE)
def write_note(number: str) -> ResponseReturnValue:
    """Add a note that only the team reads."""
    opened = the_case(number)
    form = NoteForm()
    if form.validate_on_submit() and carried_out(
        form,
        lambda: notes.write_note(opened.case, opened.keys, form.body.data, who().actor, now()),
    ):
        return done(number, "note_saved")
    return answer("cases/note.html", opened, form)
