"""Who opened a case, for its lead and the coordinator."""

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.cases.people import names_of_members
from intake.guards import requires, the_case
from intake.models.access import AccessEntry
from intake.models.export import Export
from intake.models.permissions import Permission


@requires(Permission.READ_OWN_LOG)
def show_access(number: str) -> ResponseReturnValue:
    """The access and export log of one case."""
    opened = the_case(number)
    return render_template(
        "cases/access_log.html",
        opened=opened,
        entries=AccessEntry.of_case(opened.case.uuid),
        exports=Export.of_case(opened.case.uuid),
        names=names_of_members(),
    )
