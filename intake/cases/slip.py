"""The slip with a code that a person takes home, in a language of theirs."""

from flask import render_template, request

from intake.guards.language import offered_languages
from intake.i18n import DEFAULT_LANGUAGE, direction, use_language
from intake.vault import shown


def slip(code: str, number: str, language: str) -> str:
    """The code and where it is used, as HTML, in the person's language if we speak it."""
    spoken = language if language in offered_languages() else DEFAULT_LANGUAGE
    with use_language(spoken):
        return render_template(
            "cases/slip.html",
            groups=shown(code),
            number=number,
            spoken=spoken,
            spoken_direction=direction(spoken),
            address=f"{request.host_url}{spoken}/status",
        )
