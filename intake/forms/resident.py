"""The resident's session: a cookie that opens one request for a few minutes."""

from contextlib import suppress

from flask import redirect, url_for
from werkzeug.wrappers import Response

from intake.guards import now, the_desk
from intake.models.session import OpenedSession, ResidentSession
from intake.vault import BadToken, SessionToken

COOKIE = "resident"


def opened_session() -> OpenedSession | None:
    """The living session of this browser, with the keys in it."""
    return ResidentSession.open_with(the_desk().cookie(COOKIE), now())


def has_cookie() -> bool:
    """Whether this browser has, or had, a session."""
    return bool(the_desk().cookie(COOKIE))


def let_in(answer: Response, token: SessionToken) -> Response:
    """Hand out the cookie of a session that has just begun."""
    the_desk().set_cookie(answer, COOKIE, token)
    return answer


def end_session() -> None:
    """End the session of this browser, if there is one; the caller commits."""
    # A cookie that is no session has nothing to end.
    with suppress(BadToken):
        ResidentSession.end(SessionToken.from_cookie(the_desk().cookie(COOKIE) or ""))


def let_out(address: str) -> Response:
    """Lead away, without the cookie."""
    answer = redirect(address, 303)
    the_desk().delete_cookie(answer, COOKIE)
    return answer


def to_status() -> Response:
    """Lead to the page of the request."""
    return redirect(url_for("forms.show_status"), 303)
