"""The empty form, rendered once: from visit to visit only its token differs."""

from flask import current_app, render_template

from intake.forms.person_form import PersonForm
from intake.guards import the_office
from intake.guards.context import confirmed
from intake.guards.forms import new_token

TOKEN_STANDS_HERE = "the-token-stands-here"
MOST_KEPT = 100


class EmptyForms:
    """Pages of one process, by language and by what the office has confirmed."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, frozenset[str]], list[str]] = {}

    def page(self, language: str) -> str:
        """The page in a language, with a fresh token of the visitor's own."""
        key = language, frozenset(confirmed())
        if key not in self._pages:
            if len(self._pages) >= MOST_KEPT:
                self._pages.clear()
            self._pages[key] = _rendered(language).split(TOKEN_STANDS_HERE)
        return new_token(PersonForm.__name__).join(self._pages[key])


def empty_form_page(language: str) -> str:
    """The empty form for the current visitor."""
    pages: EmptyForms = current_app.extensions["intake.empty_forms"]
    return pages.page(language)


def _rendered(language: str) -> str:
    form = PersonForm(the_office(), language, formdata=None)
    form.form_token.current_token = TOKEN_STANDS_HERE
    return render_template("forms/person.html", form=form, status=200)
