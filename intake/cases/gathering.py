"""Gathering the reports of one challenge: each says how many others there are, and not who."""

from flask import request
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from intake.cases.case_page import answer, done
from intake.cases.merging import Other
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import ShortText, cleaned
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.gathering import also_reported, gather, is_gathered
from intake.models.permissions import Permission


class GatheringForm(StaffForm):
    """The other report of the same challenge."""

    other = ShortText(
        _l("Number of the other report"),
        [DataRequired(_l("Give the number of the other report, such as 2026-0042."))],
        render_kw={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"},
    )


@requires(Permission.MARK)
def gather_reports(number: str) -> ResponseReturnValue:
    """Say that another report is of the same challenge."""
    typed = cleaned(request.form.get("other"))
    other = Other.of_number(typed) if typed else Other()
    opened = the_case(number)
    if request.method == "GET" and not is_gathered(opened.case.kind, the_office()):
        return done(number, "no_report")
    form = GatheringForm()
    if form.validate_on_submit() and carried_out(form, lambda: _gather(opened, other)):
        return done(number, "gathered")
    return answer("cases/gathering.html", opened, form, already=also_reported(opened.case))


def _gather(opened: OpenedCase, other: Other) -> None:
    there, by = other.still_open(), (who().actor, the_office(), now())
    gather(opened.case, opened.keys, there.case, there.keys, *by)
