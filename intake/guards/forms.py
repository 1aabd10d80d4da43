"""The base of all forms that write: a hidden token that is CSRF protection and clock in one."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from babel.support import Translations
from flask import request
from flask_wtf import FlaskForm
from wtforms import ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm
from wtforms.i18n import messages_path

from intake.guards.browser import browser_token
from intake.guards.desk import now, the_desk
from intake.guards.language import select_locale
from intake.i18n import gettext
from intake.models.used_token import is_used_up, use_up
from intake.vault import BadToken, FormTokens, TokenFacts

SECONDS_OF_AN_HOUR = 3600


@lru_cache
def own_words_of_wtforms(locale: str) -> Any:
    """The sentences WTForms brings along; Flask-WTF would read their file in each request."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


def new_token(purpose: str) -> str:
    """A fresh token for the forms of a class, whose name is the purpose."""
    at = int(now().timestamp())
    return the_desk().tokens.issue(purpose, browser_token().lookup, at)


class FormToken(CSRF):
    """Issues and checks the token of a form; see `intake.vault.FormTokens`."""

    def setup_form(self, form: BaseForm) -> list[tuple[str, Any]]:
        """Remember for which form the token is; a page may hold several forms, so ids differ."""
        self.purpose: str = form.meta.token_purpose or type(form).__name__
        name = form.meta.csrf_field_name
        return [(name, CSRFTokenField(csrf_impl=self, id=f"{name}-{self.purpose}"))]

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """A fresh token, bound to the visitor's cookie."""
        return new_token(self.purpose)

    def validate_csrf_token(self, form: Any, field: CSRFTokenField) -> None:
        """Refuse a token that is stale, foreign or missing; the typed text stays."""
        oldest = the_desk().office.limits.form_max_hours * SECONDS_OF_AN_HOUR
        at = int(now().timestamp())
        try:
            form.token_facts = the_desk().tokens.check(
                field.data or "", self.purpose, browser_token().lookup, at, oldest
            )
        except BadToken:
            raise ValidationError(
                gettext(
                    "This page was open for a long time. Your text is still here."
                    " Please send it once more."
                )
            ) from None


class TokenForm(FlaskForm):
    """A form with a token in `hidden_tag()`. After validation `token_facts` tells its age."""

    class Meta:
        csrf = True
        csrf_class = FormToken
        csrf_field_name = "form_token"
        # The name of the class, unless several forms take the same page.
        token_purpose = ""

        def get_translations(self, _form: BaseForm) -> Any:
            """For WTForms: what it says by itself, in the page's language."""
            return own_words_of_wtforms(select_locale())

    token_facts: TokenFacts | None = None

    def first_use(self, part: str = "") -> bool:
        """Use the token up, inside the writing transaction; False if this was sent before.

        Other answers with the same token (back button, text changed, sent again) are a new form:
        nothing typed gets lost. A form that does several things uses up each `part` by itself.
        """
        keep = timedelta(hours=the_desk().office.limits.form_max_hours)
        return use_up(self.nonce + part.encode() + answers(), now(), keep)

    def was_used(self, part: str = "") -> bool:
        """Whether `first_use` was told the same before."""
        return is_used_up(self.nonce + part.encode() + answers())

    @property
    def nonce(self) -> bytes:
        """What makes this form different from every other one, once it has been validated."""
        if self.token_facts is None:
            raise RuntimeError("Only a form that has been validated has a nonce.")
        return self.token_facts.nonce

    @property
    def token_failed(self) -> bool:
        """Whether the token was the problem."""
        return "form_token" in self.errors


def answers() -> bytes:
    """All that was sent with a form."""
    return repr(sorted(request.form.items(multi=True))).encode()


def was_carried_out() -> bool:
    """Whether this very form, with the same answers, was used up before.

    For a request that is refused by now, perhaps because of what it did the first time. The token
    is not checked: nothing must follow from it but a sentence.
    """
    try:
        nonce = FormTokens.nonce_of(request.form.get("form_token", ""))
    except BadToken:
        return False
    return is_used_up(nonce + answers())


def form_status(form: TokenForm) -> int:
    """The HTTP status for showing a form: 200 fresh, 400 for its token, 422 for its answers."""
    if not form.errors:
        return 200
    return 400 if form.token_failed else 422
