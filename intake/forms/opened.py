"""The page of an opened request: where it stands, what was written, and a form to write."""

from datetime import datetime

from flask import render_template

from intake.database import db
from intake.forms.status_forms import LeaveForm, MessageForm
from intake.guards import now, the_office
from intake.guards.context import confirmed
from intake.models.case import Case, Status
from intake.models.message import Message
from intake.vault import CaseKeys


def opened_page(keys: CaseKeys, form: MessageForm, status: int = 200, kept: bool = False) -> str:
    """The page of the request that `keys` open; `kept`: the form holds an unsent message."""
    case = db.session.get_one(Case, keys.case_uuid)
    form.number.data = case.number
    messages = [(message, message.body.get(keys)) for message in Message.of_case(case.uuid)]
    return render_template(
        "forms/opened.html",
        case=case,
        asked=case.asked.get(keys),
        messages=messages,
        form=form,
        leave_form=LeaveForm(formdata=None),
        waits_for_you=_waits_for_client(case),
        by=_promised(case) if case.status == Status.RECEIVED else _coming(case.next_action_due),
        answer_by=_promised(case),
        status=status,
        kept=kept,
    )


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
