"""The set-up link: the first coordinator and the office's keys are made here."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from intake.accounts.landing import welcome_to
from intake.accounts.passwords import NewPasswordForm
from intake.accounts.people_fields import AddressField, LanguageField, NameField
from intake.database import begin_writing, db
from intake.guards import form_status, now, open_to_all
from intake.guards.language import page_language
from intake.i18n import lazy_gettext as _l
from intake.models.founding import Founder, LinkState, found_office, state_of_link
from intake.models.member import new_lock

STATUS = {LinkState.USED: 410, LinkState.EXPIRED: 410, LinkState.UNKNOWN: 404}


class SetUpForm(NewPasswordForm):
    """Who sets the office up."""

    name = NameField(_l("Your name"), [DataRequired(_l("Write your name."))])
    email = AddressField(
        _l("Your e-mail address"),
        [DataRequired(_l("Write your e-mail address."))],
        description=_l("You sign in with it."),
        render_kw={"autocomplete": "username"},
    )
    language = LanguageField(_l("Language of the program"))

    def founder(self) -> Founder:
        """What was typed."""
        return Founder(self.name.data or "", self.email.data or "", self.language.data)


@open_to_all
def set_up(token: str) -> ResponseReturnValue:
    """Make the first coordinator, once; then comes the recovery sheet."""
    state = state_of_link(token, now())
    form = SetUpForm(language=page_language())
    if state is LinkState.FITS and form.validate_on_submit():
        pair, locked = new_lock(form.password.data or "")
        begin_writing()
        if (state := state_of_link(token, now())) is LinkState.FITS:
            member = found_office(form.founder(), pair, locked, now())
            answer = welcome_to("show_recovery_sheet", member, pair)
            db.session.commit()
            flash("set_up")
            return answer
    if state is not LinkState.FITS:
        return render_template("accounts/set_up_link.html", state=state.value), STATUS[state]
    return render_template("accounts/set_up.html", form=form), form_status(form)
