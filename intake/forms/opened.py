"""The page of an opened request: where it stands, what was written, and a form to write."""

from datetime import datetime

from flask import render_template

from intake.database import db
from intake.forms.status_forms import LeaveForm, MessageForm
from intake.guards import now, the_office
from intake.guards.agreed import agreed_with_client
from intake.guards.context import confirmed
from intake.guards.particulars import labelled
from intake.models.case import Case, Status
from intake.models.merged import leading_talk
from intake.models.message import Message, Words
from intake.vault import CaseKeys


def opened_page(keys: CaseKeys, form: MessageForm, status: int = 200, kept: bool = False) -> str:
    """The page of the request that `keys` open; `kept`: the form holds an unsent message."""
    own = db.session.get_one(Case, keys.case_uuid)
    leading = leading_talk(keys)
    case = db.session.get_one(Case, leading.case_uuid)
    both = {own.uuid: (own, keys), case.uuid: (case, leading)}.values()
    form.number.data = own.number
    return render_template(
        "forms/opened.html",
        case=case,
        own=own,
        asked=[each.asked.get(its) for each, its in both],
        particulars=labelled,
        messages=_messages([its for _, its in both]),
        agreed=agreed_with_client(*(its for _, its in both)),
        form=form,
        leave_form=LeaveForm(formdata=None),
        waits_for_you=_waits_for_client(case),
        by=_promised(case) if case.status == Status.RECEIVED else _coming(case.next_action_due),
        answer_by=_promised(case),
        status=status,
        kept=kept,
    )


def _messages(both: list[CaseKeys]) -> list[tuple[Message, Words]]:
    """What was written in a case, and in the one it was merged into; newest first."""
    found = [(m, m.body.get(keys)) for keys in both for m in Message.of_case(keys.case_uuid)]
    return sorted(found, key=lambda line: line[0].at, reverse=True)


def _waits_for_client(case: Case) -> bool:
    actor = the_office().next_actors.get(case.next_actor)
    return actor is not None and actor.role == "client"


def _coming(due: datetime | None) -> datetime | None:
    """A day to name, unless it is over."""
    return due if due is not None and due >= now() else None


def _promised(case: Case) -> datetime | None:
    """By when the first answer comes, if the office has confirmed that it says so."""
    promised = the_office().is_confirmed("promises.first_response", confirmed())
    return _coming(case.first_response_due) if promised else None
