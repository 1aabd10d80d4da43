"""What every template may use."""

from typing import Any

from flask import g, request
from flask_login import current_user

from intake.guards.desk import the_office
from intake.guards.forms import TokenForm
from intake.guards.language import in_language, is_staff_path, page_language
from intake.i18n import direction
from intake.models.confirmation import confirmed_keys
from intake.models.permissions import Permission, may
from intake.office import EmergencyNumber

MENU = {
    "day": Permission.SEE_QUEUE,
    "cases": Permission.SEE_QUEUE,
    "search": Permission.SEE_QUEUE,
    "new": Permission.RECORD_REQUEST,
    "brief-contact": Permission.RECORD_REQUEST,
    "reports": Permission.SEE_REPORTS,
    "members": Permission.MANAGE_MEMBERS,
    "text-modules": Permission.MANAGE_SETTINGS,
    "first-steps": Permission.MANAGE_SETTINGS,
    "logs": Permission.READ_LOGS,
    "help": Permission.OWN_ACCOUNT,
    "account": Permission.OWN_ACCOUNT,
}


class SignOutForm(TokenForm):
    """The button in the navigation of every staff page."""


def confirmed() -> set[str]:
    """The keys of the office's facts that a coordinator has confirmed."""
    if "confirmed" not in g:
        g.confirmed = confirmed_keys(the_office())
    return g.confirmed  # type: ignore[no-any-return]


def shown_emergency() -> tuple[EmergencyNumber, ...]:
    """The emergency numbers that may be shown."""
    return the_office().shown_emergency(confirmed())


def template_context() -> dict[str, Any]:
    """Language, office and emergency numbers for each page; the menu for those signed in."""
    language = page_language()
    staff = is_staff_path(request.path)
    signed_in = bool(staff and current_user and current_user.is_authenticated)
    return {
        "lang": language,
        "direction": direction(language),
        "office": the_office(),
        "emergency": () if staff else shown_emergency(),
        "is_confirmed": lambda key: the_office().is_confirmed(key, confirmed()),
        "current_path_in": lambda other: in_language(request.path, other),
        "menu": {name for name, p in MENU.items() if may(current_user.role, p)}
        if signed_in
        else set(),
        "sign_out": SignOutForm() if signed_in else None,
    }
