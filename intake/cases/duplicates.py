"""Other cases that are perhaps of the same person: looked for when somebody asks."""

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.cases.steps import status_label
from intake.guards import now, requires, the_case, who
from intake.i18n import gettext
from intake.models.duplicates import doubles_of
from intake.models.permissions import Permission


def sign_words(sign: str) -> str:
    """In what two cases are alike."""
    return {
        "phone": gettext("the same phone number"),
        "email": gettext("the same e-mail address"),
        "name": gettext("the same name"),
        "similar": gettext("a similar name"),
    }[sign]


@requires(Permission.WORK_ON_CASE)
def show_duplicates(number: str) -> ResponseReturnValue:
    """The cases that look like the same person's, each with the way to compare and to merge."""
    opened = the_case(number)
    case, keys, me = opened.case, opened.keys, who()
    found = doubles_of(
        case.identity.get(keys), case.profile.get(keys), me.uuid, me.keyring, now(), case.uuid
    )
    return render_template(
        "cases/duplicates.html",
        case=case,
        opened=opened,
        found=found,
        sign_words=sign_words,
        status_label=status_label,
        can_join=case.is_open and opened.may(Permission.MARK),
    )
