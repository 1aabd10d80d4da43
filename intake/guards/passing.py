"""Each view says who may pass; a view that says nothing is closed to all."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, current_app, g, request
from flask_login import current_user

from intake.guards.desk import now
from intake.guards.origin import SAFE_METHODS
from intake.guards.signed_in import who
from intake.models.access import AccessRefused, NoSuchCase, OpenedCase, open_case
from intake.models.permissions import Permission, may

View = TypeVar("View", bound=Callable[..., Any])


class SignInFirst(Exception):
    """The page needs somebody who is signed in."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Name the permission a staff view asks for; checked before the view runs."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Say that a view is for everybody."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def permission_of(endpoint: str) -> Permission | None:
    """The permission of an endpoint, None for one open to all; AttributeError if it names none."""
    view: Any = current_app.view_functions[endpoint]
    return view.permission  # type: ignore[no-any-return]


def check_permission() -> None:
    """Before each request: stop whoever the view does not let pass."""
    if request.endpoint is None:
        return
    view: Any = current_app.view_functions[request.endpoint]
    if not hasattr(view, "permission"):
        abort(403)
    if view.permission is None:
        return
    if not current_user.is_authenticated:
        raise SignInFirst
    if not may(who().role, view.permission):
        abort(403)


def the_case(
    number: str,
    permission: Permission | None = None,
    *,
    seldom: bool = False,
    reason: str | None = None,
) -> OpenedCase:
    """The case a view is about: role and relation checked, the opening logged.

    Without `permission` it is the one the view names. In a POST the case is inside a writing
    transaction afterwards, which the view commits. `seldom`: see `open_case`. With a `reason` it
    is opened only to read.
    """
    asked_for = permission or permission_of(request.endpoint or "")
    if asked_for is None:
        raise RuntimeError("A view that is open to all cannot open a case.")
    try:
        opened = open_case(
            number,
            who().member,
            who().keyring,
            asked_for,
            now(),
            to_write=request.method not in SAFE_METHODS and not reason,
            seldom=seldom,
            reason=reason,
        )
    except NoSuchCase:
        abort(404)
    g.opened_case = opened
    return opened


__all__ = ["AccessRefused", "SignInFirst", "check_permission", "open_to_all", "permission_of",
           "requires", "the_case"]  # fmt: skip
