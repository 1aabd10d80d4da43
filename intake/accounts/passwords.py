"""New passwords: long enough, and not one that others guess."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import normalize

from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import EqualTo, InputRequired

from intake.guards import TokenForm, the_office
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l

SHORTEST, LONGEST = 12, 200
STRONG_ENOUGH = 3
# What zxcvbn takes; what comes after can only make a password better.
LOOKED_AT = 72


def normalised(password: str) -> str:
    """One spelling per password, as the vault locks with it; its characters are counted so."""
    return normalize("NFKC", password)


def is_easy_to_guess(password: str, own_words: Iterable[str]) -> bool:
    """Whether zxcvbn finds a password weak; `own_words` are those a guesser would try first."""
    # It takes 14 MB and 80 ms to load: only who sets a password pays for it.
    from zxcvbn import zxcvbn

    words = [part for word in own_words for part in re.split(r"[\W_]+", word) if len(part) > 2]
    score: int = zxcvbn(password[:LOOKED_AT], user_inputs=[*own_words, *words])["score"]
    return score < STRONG_ENOUGH


class GoodPassword:
    """A validator for a form that knows its `own_words`."""

    def __call__(self, form: "NewPasswordForm", field: Field) -> None:
        """Say what would be better."""
        password = normalised(field.data or "")
        if len(password) < SHORTEST:
            raise ValidationError(
                gettext("Use at least %(shortest)s characters.", shortest=SHORTEST)
            )
        if len(password) > LONGEST:
            raise ValidationError(gettext("Use at most %(longest)s characters.", longest=LONGEST))
        if is_easy_to_guess(password, form.own_words()):
            raise ValidationError(
                gettext(
                    "This password is easy to guess. Use 4 or more words that do not belong"
                    " together, without your name."
                )
            )


class NewPasswordForm(TokenForm):
    """The two fields for a new password."""

    password = PasswordField(
        _l("New password"),
        [InputRequired(_l("Write a password.")), GoodPassword()],
        description=_l("At least 12 characters. 4 or more unusual words are good."),
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        _l("New password, once more"),
        [EqualTo("password", _l("The two passwords are not the same."))],
        render_kw={"autocomplete": "new-password"},
    )

    def own_words(self) -> Sequence[str]:
        """Words that belong to the person or the office: name, address, place."""
        office = the_office()
        typed: list[Any] = [self[name].data for name in ("name", "email") if name in self]
        return [str(word) for word in (*typed, office.name, office.contact.town) if word]
