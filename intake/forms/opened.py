"""The page of an opened request: where it stands, what was written, and a form to write."""

from datetime import datetime, timedelta

from flask import render_template

from intake.database import db
from intake.forms.status_forms import LeaveForm, MessageForm
from intake.guards import now, the_office
from intake.guards.agreed import agreed_with_client
from intake.guards.context import confirmed
from intake.guards.particulars import labelled
from intake.models.attachment import files_of, message_files
from intake.models.case import Case, Status
from intake.models.merged import leading_talk
from intake.models.message import Message, Words
from intake.models.taking_back import is_open_to_taking_back, last_answer
from intake.vault import CaseKeys


def opened_page(keys: CaseKeys, form: MessageForm, status: int = 200, kept: bool = False) -> str:
    """The page of the request that `keys` open; `kept`: the form holds an unsent message."""
    both = both_cases(keys)
    own, case = both[0][0], both[-1][0]
    form.number.data = own.number
    return render_template(
        "forms/opened.html",
        case=case,
        own=own,
        asked=[(each, each.asked.get(its)) for each, its in both],
        answered_at=last_answer(each.uuid for each, _ in both),
        can_go=is_open_to_taking_back,
        code_until=_code_until(case),
        files=message_files(file for _case, its in both for file in files_of(its)),
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


def both_cases(keys: CaseKeys) -> list[tuple[Case, CaseKeys]]:
    """The case that a code opens, and the one that it was merged into; often one and the same."""
    leading = leading_talk(keys)
    both = {its.case_uuid: its for its in (keys, leading)}
    return [(db.session.get_one(Case, uuid), its) for uuid, its in both.items()]


def _code_until(case: Case) -> datetime | None:
    """Until when the code of a closed case opens it."""
    days = timedelta(days=the_office().thresholds.code_days)
    return case.closed_at + days if case.closed_at else None


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
