"""The browser cookie: 32 random bytes that form tokens are bound to, without any session."""

from flask import Response, g

from intake.guards.desk import the_desk
from intake.vault import BadToken, SessionToken

COOKIE = "browser"


def browser_token() -> SessionToken:
    """The visitor's cookie; a new one, set with the answer, if there is none that is valid."""
    if "browser" not in g:
        try:
            g.browser = SessionToken.from_cookie(the_desk().cookie(COOKIE) or "")
        except BadToken:
            g.browser, g.browser_is_new = SessionToken.new(), True
    return g.browser  # type: ignore[no-any-return]


def keep_browser_cookie(response: Response) -> Response:
    """Set the cookie where a form needed a new one."""
    if g.get("browser_is_new"):
        the_desk().set_cookie(response, COOKIE, g.browser)
    return response
