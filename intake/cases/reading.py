"""Marking what is new as read."""

from flask.typing import ResponseReturnValue

from intake.cases.case_page import answer, done
from intake.cases.refusals import ReadForm, carried_out
from intake.guards import now, requires, the_case, who
from intake.models.message import mark_read as mark
from intake.models.permissions import Permission


@requires(Permission.WORK_ON_CASE)
def mark_read(number: str) -> ResponseReturnValue:
    """Take the mark «new» away, without an answer."""
    opened = the_case(number)
    form = ReadForm()
    if form.validate_on_submit() and carried_out(
        form, lambda: mark(opened.case, opened.keys, who().actor, now())
    ):
        return done(number, "read")
    return answer("cases/retry.html", opened, form)
