"""The member's own account: password, language, and signing out elsewhere."""

from collections.abc import Sequence

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired

from intake.accounts.landing import see_other, welcome_to
from intake.accounts.passwords import NewPasswordForm
from intake.accounts.people_fields import LanguageField
from intake.database import begin_writing, db
from intake.guards import TokenForm, count_try_of, form_status, now, requires, the_office, who
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.mail import the_post
from intake.models.member import MemberState, new_lock, unlock
from intake.models.permissions import Permission
from intake.models.session import StaffSession
from intake.vault import KeyPair

TRIES = "own_password"


class PasswordForm(NewPasswordForm):
    """The present password, and the one that replaces it."""

    present = PasswordField(
        _l("Present password"),
        [InputRequired(_l("Write your present password."))],
        render_kw={"autocomplete": "current-password"},
    )

    def own_words(self) -> Sequence[str]:
        """The member's own words too."""
        return [*super().own_words(), who().member.name, who().member.email]


class LanguageForm(TokenForm):
    """The language of the program."""

    language = LanguageField(_l("Language of the program"))


class NoticesForm(TokenForm):
    """Whether mail tells the member that something is new or overdue."""

    notices = BooleanField(
        _l("Send me a mail when something is new or overdue"),
        description=_l("The mail says no name, no topic and no number."),
    )


class EverywhereForm(TokenForm):
    """The button that ends all other sessions."""


def account_page(shown: TokenForm | None = None) -> ResponseReturnValue:
    """The page with its three forms, of which one may have been filled in."""
    forms = {
        "password": PasswordForm(formdata=None),
        "language": LanguageForm(formdata=None, language=who().language),
        "notices": NoticesForm(formdata=None, notices=who().member.notices),
        "everywhere": EverywhereForm(formdata=None),
    }
    for name, form in forms.items():
        if shown is not None and type(shown) is type(form):
            forms[name] = shown
    page = render_template(
        "accounts/account.html",
        member=who().member,
        sends_mail=the_post() is not None,
        **forms,
    )
    return page, form_status(shown) if shown else 200


@requires(Permission.OWN_ACCOUNT)
def show_account() -> ResponseReturnValue:
    """The own account."""
    return account_page()


@requires(Permission.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Set a new password: new keys, and only this browser stays signed in."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return account_page(form)
    old = check_present(form)
    if old is None:
        form.present.errors = [gettext("This is not your present password.")]
        return account_page(form)
    pair, locked = new_lock(form.password.data or "")
    begin_writing()
    answer = replace_keys(old, pair, locked)
    db.session.commit()
    return answer


def check_present(form: PasswordForm) -> KeyPair | None:
    """The key pair under the present password; None if it is wrong."""
    count_try_of(TRIES, the_office().limits.sign_in_tries_per_hour, about=who().get_id())
    present = form.present.data or ""
    return unlock(who().member, MemberState.ACTIVE, present, now())


def replace_keys(old: KeyPair, pair: KeyPair, locked: bytes) -> ResponseReturnValue:
    """Put the new keys in the place of the old ones, unless somebody was quicker."""
    member = who().member
    if member.state == MemberState.ACTIVE and member.holds(old):
        member.set_password(pair, locked, who().keyring)
        StaffSession.end_all(member.uuid)
        flash("password_changed")
        return welcome_to("show_account", member, pair)
    return see_other("show_account")


@requires(Permission.OWN_ACCOUNT)
def choose_language() -> ResponseReturnValue:
    """Set the language of the program."""
    form = LanguageForm()
    if not form.validate_on_submit():
        return account_page(form)
    begin_writing()
    who().member.language = form.language.data
    db.session.commit()
    flash("language_changed")
    return see_other("show_account")


@requires(Permission.OWN_ACCOUNT)
def choose_notices() -> ResponseReturnValue:
    """Switch mail about news and overdue cases on or off."""
    form = NoticesForm()
    if not form.validate_on_submit():
        return account_page(form)
    begin_writing()
    who().member.notices = form.notices.data
    db.session.commit()
    flash("notices_on" if form.notices.data else "notices_off")
    return see_other("show_account")


@requires(Permission.OWN_ACCOUNT)
def sign_out_elsewhere() -> ResponseReturnValue:
    """End all sessions of the member but this one."""
    form = EverywhereForm()
    if not form.validate_on_submit():
        return account_page(form)
    begin_writing()
    StaffSession.end_all(who().uuid)
    answer = welcome_to("show_account", who().member, who().pair)
    db.session.commit()
    flash("signed_out_elsewhere")
    return answer
