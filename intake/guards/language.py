"""Which language a page is in: that of its address, else of the member, else of the browser."""

from flask import has_request_context, request
from flask_login import current_user

from intake.guards.desk import the_office
from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES, forced_language

ALSO_READ = {
    "aln": "sq",
    "cnr": "bs",
    "gsw": "de",
    "hr": "bs",
    "kmr": "ku",
    "pbt": "ps",
    "pbu": "ps",
    "pes": "fa",
    "prs": "fa",
    "sh": "bs",
    "sr": "bs",
}
"""Languages of browsers, and the interface language their readers understand."""
OTHER_SCRIPT = {"ku": "arab", "kmr": "arab"}
"""Languages whose readers in another script can not read ours."""
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
    """The one of the offered languages that the browser asks for first; German if it asks for none.

    The order is that of the q-values; a language that is none of ours leads to the next.
    """
    for asked, quality in request.accept_languages:
        language = understood(asked)
        if quality > 0 and language in offered:
            return language
    return DEFAULT_LANGUAGE


def understood(tag: str) -> str | None:
    """The interface language a reader of this tag can read, such as `bs` for `sr-Latn-RS`."""
    first, *more = tag.lower().replace("_", "-").split("-")
    if first in OTHER_SCRIPT and OTHER_SCRIPT[first] in more:
        return None
    return first if first in LANGUAGES else ALSO_READ.get(first)


def select_locale() -> str:
    """For Flask-Babel."""
    return LANGUAGES[page_language()].locale


def in_language(path: str, language: str) -> str:
    """The address of the same public page in another language."""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{language}/{rest if first in offered_languages() else ''}"
