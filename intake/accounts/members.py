"""The members of the office: who works here, invitations, new codes, and leaving."""

from uuid import UUID

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from intake.accounts.landing import see_other
from intake.accounts.people_fields import AddressField, LanguageField, NameField
from intake.accounts.words import role_words
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, requires, the_office, who
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.mail import notify_team
from intake.models.member import LastCoordinator, Member, MemberState, Role, Ticket
from intake.models.permissions import Permission
from intake.models.session import StaffSession
from intake.models.staffing import everybody, invite, open_cases_of, send_off
from intake.models.task import count_in_cases_of_others


class InviteForm(TokenForm):
    """A new colleague."""

    name = NameField(_l("Name"), [DataRequired(_l("Write the name."))])
    email = AddressField(
        _l("E-mail address"),
        [DataRequired(_l("Write the e-mail address."))],
        render_kw={"autocomplete": "off"},
    )
    role = RadioField(_l("Role"), [InputRequired(_l("Choose a role."))])
    language = LanguageField(_l("Language of the program"))

    def offer_roles(self) -> "InviteForm":
        """Fill in the roles, in the page's language."""
        self.role.choices = [SelectChoice(role, role_words(role)) for role in Role]
        return self


class CodeForm(TokenForm):
    """The question before a new activation code."""


class LeavingForm(TokenForm):
    """The question before an account is closed."""


@requires(Permission.MANAGE_MEMBERS)
def list_members() -> ResponseReturnValue:
    """All members, with role and state."""
    return render_template("accounts/members.html", members=everybody(), own=who().uuid)


@requires(Permission.MANAGE_MEMBERS)
def invite_member() -> ResponseReturnValue:
    """Invite a colleague; the answer shows the activation code, this once."""
    form = InviteForm(language=who().language).offer_roles()
    known = None
    if form.validate_on_submit():
        ticket = Ticket()
        begin_writing()
        known = Member.by_email(form.email.data or "")
        if known is None:
            return show_code(invited(form, ticket), ticket)
        form.email.errors = [gettext("Somebody with this e-mail address is here already.")]
    page = render_template("accounts/invite.html", form=form, known=known)
    return page, form_status(form)


def invited(form: InviteForm, ticket: Ticket) -> Member:
    """The new member, committed."""
    name, email = form.name.data or "", form.email.data or ""
    role, language = Role(form.role.data), form.language.data
    member = invite(name, email, role, language, ticket, who().keyring, now())
    db.session.commit()
    return member


def show_code(member: Member, ticket: Ticket) -> ResponseReturnValue:
    """The page that shows an activation code.

    It is the answer to the POST itself, so that the code is kept nowhere: no cookie, no address,
    no row. The form behind it works once, so reloading makes no other code.
    """
    address = url_for("accounts.activate", _external=True)
    return render_template(
        "accounts/activation_code.html", member=member, code=ticket.code, address=address
    )


@requires(Permission.MANAGE_MEMBERS)
def issue_code(member_uuid: UUID) -> ResponseReturnValue:
    """Make a new activation code: for a late invitation, or in place of a forgotten password."""
    member, form = other_member(member_uuid), CodeForm()
    page = "accounts/new_activation_code.html"
    if not form.validate_on_submit():
        return render_template(page, member=member, form=form, again=False), form_status(form)
    ticket = Ticket()
    begin_writing()
    if not form.first_use():
        return render_template(page, member=member, form=form, again=True), 409
    member.ask_to_activate(ticket, who().keyring, now())
    StaffSession.end_all(member.uuid)
    db.session.commit()
    return show_code(member, ticket)


@requires(Permission.MANAGE_MEMBERS)
def close_account(member_uuid: UUID) -> ResponseReturnValue:
    """Deactivate a member, after asking once."""
    member, form = any_member(member_uuid), LeavingForm()
    if member.state == MemberState.LEFT:
        return see_other("list_members")
    is_last = False
    if form.validate_on_submit():
        keyring = who().keyring
        begin_writing()
        try:
            returned = send_off(member, keyring, who().actor, the_office(), now())
        except LastCoordinator:
            is_last = True
        else:
            StaffSession.end_all(member.uuid)
            if returned:
                notify_team(but=who().uuid)
            db.session.commit()
            flash("member_left")
            flash(str(returned), "cases_returned")
            return see_other("list_members")
    page = render_template(
        "accounts/leaving.html",
        member=member,
        form=form,
        is_last=is_last,
        cases=open_cases_of(member_uuid),
        tasks=count_in_cases_of_others(member_uuid),
    )
    return page, 409 if is_last else form_status(form)


def any_member(member_uuid: UUID) -> Member:
    """The member of an address."""
    return db.session.get(Member, member_uuid) or abort(404)


def other_member(member_uuid: UUID) -> Member:
    """A member other than oneself, also one who has left: a new code is the way back."""
    return abort(404) if member_uuid == who().uuid else any_member(member_uuid)
