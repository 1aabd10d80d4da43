"""Signing in and out, and what happens when a page needs somebody who is signed in."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired

from intake import guards
from intake.accounts.landing import SEE_OTHER, first_page_of, welcome
from intake.accounts.typed_text import TypedText
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, open_to_all, the_office, who
from intake.guards.context import SignOutForm
from intake.guards.origin import SAFE_METHODS
from intake.guards.passing import SignInFirst
from intake.guards.rates import take_back_try_of
from intake.i18n import gettext, use_language
from intake.i18n import lazy_gettext as _l
from intake.models.member import Member, MemberState, unlock
from intake.vault import KeyPair

TRIES, TRIES_ON = "sign_in", "sign_in_to"


class SignInForm(TokenForm):
    """Who signs in; `next` and `kept` are what was wanted before."""

    email = EmailField(
        _l("E-mail"),
        [InputRequired(_l("Write your e-mail address."))],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Write your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    kept = HiddenField()


@open_to_all
def sign_in() -> ResponseReturnValue:
    """Sign in; whatever is wrong is said in the same words, after the same time."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(first_page_of(who().member), SEE_OTHER)
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        if answer := let_in(form):
            return answer
        form.email.errors = [gettext("The e-mail address or the password is not right.")]
    return sign_in_page(form), form_status(form)


def let_in(form: SignInForm) -> ResponseReturnValue | None:
    """A new session, if address and password are right."""
    email, limit = str(form.email.data).strip().lower(), the_office().limits
    guards.count_try_of(TRIES, limit.sign_in_tries_per_hour)
    guards.count_try_of(TRIES_ON, limit.sign_in_tries_per_hour, about=email)
    member = Member.by_email(email)
    pair = unlock(member, MemberState.ACTIVE, str(form.password.data), now())
    if member is None or pair is None:
        return None
    begin_writing()
    if not member.holds(pair):
        return None
    take_back_try_of(TRIES)
    guards.forgive_tries_of(TRIES_ON, about=email)
    answer = arrive(member, pair, form)
    db.session.commit()
    return answer


def arrive(member: Member, pair: KeyPair, form: SignInForm) -> ResponseReturnValue:
    """Where a member comes to: the page asked for, or the text that waits to be sent."""
    typed = TypedText.opened(form.kept.data)
    if typed is None or not typed.may_be_shown_to(member):
        return welcome(member, pair, form.next.data)
    with use_language(member.language):
        page = make_response(render_template("accounts/typed_text.html", typed=typed))
    return guards.sign_in(page, member, pair)


@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session of this browser; no harm if it has ended already."""
    form = SignOutForm()
    if not form.validate_on_submit():
        return sign_in_page(SignInForm(formdata=None)), form_status(form)
    begin_writing()
    answer = guards.sign_out(redirect(url_for("accounts.sign_in"), SEE_OTHER))
    db.session.commit()
    flash("signed_out")
    return answer


def ask_to_sign_in(_refusal: SignInFirst) -> ResponseReturnValue:
    """Lead to the sign-in page; what was typed into a form goes with it."""
    db.session.rollback()
    if request.method in SAFE_METHODS:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=wanted), SEE_OTHER)
    typed = TypedText.of_request()
    kept = typed.sealed() if typed else ""
    return sign_in_page(SignInForm(formdata=None, kept=kept), ended=True), 401


def sign_in_page(form: SignInForm, **more: Any) -> str:
    """The page with the sign-in form."""
    return render_template("accounts/sign_in.html", form=form, **{"ended": False} | more)
