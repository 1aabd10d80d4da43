"""What the coordinator still owes, shown on every staff page."""

from typing import Any

from flask import request
from flask_login import current_user

from intake.guards import who
from intake.guards.language import is_staff_path
from intake.models.founding import sheet_is_missing
from intake.models.permissions import Permission, may


def staff_frame() -> dict[str, Any]:
    """Whether to say that the recovery sheet is missing, for pages of signed-in staff."""
    if not (is_staff_path(request.path) and current_user.is_authenticated):
        return {}
    sets_up = may(who().role, Permission.MANAGE_SETTINGS)
    return {"sheet_is_missing": sets_up and sheet_is_missing()}
