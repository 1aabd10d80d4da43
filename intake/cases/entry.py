"""Quick entry: a request by phone, at the counter, the info point, in the field or by e-mail."""

from dataclasses import dataclass
from dataclasses import replace as with_changes
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from intake.cases.duplicates import sign_words
from intake.cases.entry_answers import asked_in
from intake.cases.entry_doubles import SameForm, link_with, same_form
from intake.cases.entry_form import EntryForm
from intake.cases.merging import Other
from intake.cases.slip import slip
from intake.cases.steps import status_label
from intake.database import begin_writing, db
from intake.guards import now, requires, the_desk, the_office, who
from intake.guards.browser import browser_token
from intake.guards.forms import answers
from intake.mail import notify_team
from intake.models.assignment import Triage, refuse_for_conflict, take_on
from intake.models.case import Case
from intake.models.office_key import OfficeKey
from intake.models.permissions import Permission
from intake.models.receipt import Receipt
from intake.models.request import Asked, receive
from intake.vault import CaseKeys, CodeKeys, code_for, derive, open_code


@dataclass(frozen=True)
class Recorded:
    """A case that was taken down; `code` is empty where none was made, or where it has stopped."""

    number: str
    code: str
    hidden: bool


@requires(Permission.RECORD_REQUEST)
def record_request() -> ResponseReturnValue:
    """Take a request down; a code is shown once, on a slip to print."""
    form = EntryForm(the_office())
    if not form.validate_on_submit():
        if not form.errors:
            form.channel.render_kw = {"autofocus": True}
        return _page(form, None)
    same = same_form(form, _uuid(form))
    if not same.is_answered:
        return _page(form, same)
    recorded = _record(form, Other.of_number(same.other) if same.other else None)
    if recorded.code:
        printed = slip(recorded.code, recorded.number, form.language.data)
        return render_template("cases/recorded.html", recorded=recorded, slip=printed)
    flash("conflict" if recorded.hidden else "recorded")
    if recorded.hidden:
        return redirect(url_for("cases.show_queue"), 303)
    return redirect(url_for("cases.show_case", number=recorded.number), 303)


def _page(form: EntryForm, same: SameForm | None) -> ResponseReturnValue:
    """The questions, and before them what looks like the same person."""
    status = 422 if same and same.errors else form.status
    page = render_template(
        "cases/new.html", form=form, same=same, sign_words=sign_words, status_label=status_label
    )
    return page, status


def _uuid(form: EntryForm) -> UUID:
    """The case that this very form becomes."""
    secret, sent = browser_token().secret, form.nonce + answers()
    return UUID(bytes=derive(the_desk().keys.form, "recorded-uuid", secret + sent)[:16])


def _record(form: EntryForm, other: Other | None) -> Recorded:
    """Store the request once; the same form sent again finds the same case and the same code."""
    keys, secret, uuid = the_desk().keys, browser_token().secret, _uuid(form)
    code, opened = "", None
    if form.wants_code:
        digest = derive(keys.receipt, "answers-digest", form.nonce + answers())
        code = code_for(keys.receipt, secret, form.nonce, digest)
        opened = open_code(code, keys.pepper)
    begin_writing()
    if db.session.get(Case, uuid) is None:
        _store(with_changes(asked_in(form), case_uuid=uuid), form, opened, other)
        db.session.commit()
    case = db.session.get_one(Case, uuid)
    living = opened is not None and db.session.get(Receipt, opened.lookup_id) is not None
    hidden = bool(form.take_on.data) and form.conflict.data == "yes"
    return Recorded(case.number, code if living else "", hidden)


def _store(asked: Asked, form: EntryForm, code: CodeKeys | None, other: Other | None) -> None:
    key, office = OfficeKey.current(), the_office()
    if key is None:
        raise RuntimeError("A member without an office key cannot be signed in.")
    keys = receive(asked, code, key, office, who().actor, now())
    if keys is None:
        raise RuntimeError("A new case had an old code.")
    link_with(other, db.session.get_one(Case, keys.case_uuid), keys)
    if form.take_on.data:
        _begin(keys, form)
    if not form.take_on.data or form.conflict.data == "yes":
        notify_team(but=who().uuid)


def _begin(keys: CaseKeys, form: EntryForm) -> None:
    case = db.session.get_one(Case, keys.case_uuid)
    if form.conflict.data == "yes":
        refuse_for_conflict(case, keys, who().member, the_office(), now())
    else:
        triage = Triage(form.topic.data, form.urgency.data)
        take_on(case, keys, triage, who().member, the_office(), now())
