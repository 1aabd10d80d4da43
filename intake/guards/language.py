"""Which language a page is in: that of its address, else of the member, else of the browser."""

from flask import has_request_context, request
from flask_login import current_user

from intake.guards.desk import the_office
from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES, forced_language

STAFF_PATHS = ("/staff", "/cases", "/admin", "/reports")


def is_staff_path(path: str) -> bool:
    """Whether an address belongs to the staff's side."""
    return path.startswith(STAFF_PATHS)


def offered_languages() -> list[str]:
    """The interface languages this office offers to residents."""
    return [language.code for language in the_office().languages]


def page_language() -> str:
    """The language of the current page; German outside of requests."""
    if forced := forced_language():
        return forced
    if not has_request_context():
        return DEFAULT_LANGUAGE
    if is_staff_path(request.path):
        return _staff_language()
    first = request.path.split("/", 2)[1]
    return first if first in offered_languages() else preferred(offered_languages())


def _staff_language() -> str:
    offered = list(the_office().staff_languages)
    chosen = current_user.language if current_user and current_user.is_authenticated else None
    return chosen if chosen in offered else preferred(offered)


def preferred(offered: list[str]) -> str:
    """The one of the offered languages that the browser asks for first."""
    return request.accept_languages.best_match(offered, DEFAULT_LANGUAGE) or DEFAULT_LANGUAGE


def select_locale() -> str:
    """For Flask-Babel."""
    return LANGUAGES[page_language()].locale


def in_language(path: str, language: str) -> str:
    """The address of the same public page in another language."""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{language}/{rest if first in offered_languages() else ''}"
