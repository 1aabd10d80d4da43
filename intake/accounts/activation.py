"""Activating an account: with the code of an invitation or of a reset, once."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from intake.accounts.landing import welcome
from intake.accounts.passwords import NewPasswordForm
from intake.accounts.people_fields import AddressField
from intake.database import begin_writing, db
from intake.guards import count_try_of, form_status, now, open_to_all, the_office
from intake.guards.rates import take_back_try_of
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.member import Member, MemberState, new_lock, unlock
from intake.models.office_key import Keyring
from intake.models.session import StaffSession
from intake.vault import normalise_activation_code

TRIES, TRIES_ON = "activate", "activate_to"


class ActivationForm(NewPasswordForm):
    """The code from a coordinator, and the password that replaces it."""

    email = AddressField(
        _l("Your e-mail address"),
        [InputRequired(_l("Write your e-mail address."))],
        render_kw={"autocomplete": "username"},
    )
    code = StringField(
        _l("Activation code"),
        [InputRequired(_l("Write the activation code."))],
        description=_l("A coordinator gives it to you. It works for 72 hours, once."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


@open_to_all
def activate() -> ResponseReturnValue:
    """Set the first password, or a new one after a reset, and sign in."""
    form = ActivationForm()
    if form.validate_on_submit():
        if answer := let_begin(form):
            flash("activated")
            return answer
        form.code.errors = [
            gettext(
                "The e-mail address or the code is not right, or the code is used or too old."
                " Ask a coordinator for a new code."
            )
        ]
    return render_template("accounts/activate.html", form=form), form_status(form)


def let_begin(form: ActivationForm) -> Response | None:
    """Exchange the code for a password; None if address and code do not belong together."""
    email, limit = form.email.data or "", the_office().limits.sign_in_tries_per_hour
    count_try_of(TRIES, limit)
    count_try_of(TRIES_ON, limit, about=email)
    member = Member.by_email(email)
    code = normalise_activation_code(form.code.data or "")
    by_code = unlock(member, MemberState.INVITED, code, now())
    if member is None or by_code is None:
        return None
    pair, locked = new_lock(form.password.data or "")
    begin_writing()
    if not member.holds(by_code):
        return None
    member.set_password(pair, locked, Keyring.of_member(member.uuid, by_code))
    StaffSession.end_all(member.uuid)
    take_back_try_of(TRIES)
    answer = welcome(member, pair)
    db.session.commit()
    return answer
