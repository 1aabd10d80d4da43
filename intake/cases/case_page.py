"""The case page, and how the pages of its verbs begin and end."""

from typing import Any

from flask import flash, get_flashed_messages, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from intake.cases.actions import main_actions, more_actions
from intake.cases.agreements import FulfilForm, agreements_of
from intake.cases.drafts import drafts_in
from intake.cases.facts import CaseFacts, label
from intake.cases.presence import others_here
from intake.cases.refusals import ReadForm, ResumeForm, StaffForm
from intake.cases.sentences import sentence
from intake.cases.steps import due_words, next_step, special_kind, special_urgency, status_label
from intake.cases.tasks import task_box
from intake.cases.timeline import title_of
from intake.cases.timeline_filters import filtered_timeline
from intake.database import db
from intake.guards import requires, the_case, the_office, who
from intake.guards.particulars import labelled
from intake.models.access import OpenedCase, hidden_from
from intake.models.case import Case
from intake.models.continuing import continuations
from intake.models.gathering import also_reported
from intake.models.merged import leading_case, linked, merged_here
from intake.models.permissions import Permission
from intake.models.restriction import ListedMember


@requires(Permission.READ_CASE)
def show_case(number: str) -> ResponseReturnValue:
    """The whole case: how to reach the client, what to do next, and all that happened."""
    opened = the_case(number)
    case, facts = opened.case, CaseFacts.of(opened, the_office())
    before, kind = case.continues_uuid, special_kind(case.kind, the_office())
    due, due_mark = due_words(case.next_action_due)
    return render_template(
        "cases/case.html",
        opened=opened,
        case=case,
        facts=facts,
        status=status_label(case.status),
        kind=kind,
        urgency=special_urgency(case, the_office()),
        next_step=next_step(case.next_actor, case.lead_uuid, the_office()),
        due=due,
        due_mark=due_mark,
        outcome=label(the_office().outcomes, facts.profile.get("outcome")),
        actions=main_actions(opened),
        more_actions=more_actions(opened),
        titles=title_of,
        asked=case.asked.get(opened.keys),
        particulars=labelled,
        **filtered_timeline(opened, facts),
        done=[sentence(str(code), case, facts) for code in get_flashed_messages()],
        read_button=ReadForm(),
        resume_button=ResumeForm(),
        listed=sorted(facts.names[uuid] for uuid in ListedMember.of(case)),
        continues=db.session.get_one(Case, before).number if before else None,
        also_reported=also_reported(case) if kind else 0,
        merged_into=leading_case(case).number,
        merged_here=merged_here(case),
        linked=linked(case, hidden_from(who().uuid)),
        continued_in=continuations(case),
        drafts=drafts_in(opened),
        agreements=agreements_of(opened, the_office()),
        fulfil_button=FulfilForm(),
        **task_box(opened, facts.names),
        others=others_here(opened),
    )


def answer(template: str, opened: OpenedCase, form: StaffForm, **more: Any) -> ResponseReturnValue:
    """The page of a verb: its form, and on it what stood in the way."""
    facts = CaseFacts.of(opened, the_office())
    page = render_template(
        template, opened=opened, case=opened.case, facts=facts, form=form, **more
    )
    return page, form.status


def done(number: str, code: str, *, to_queue: bool = False) -> ResponseReturnValue:
    """Back to the case, where one line says what was done."""
    flash(code)
    address = url_for("cases.show_queue") if to_queue else url_for("cases.show_case", number=number)
    return redirect(address, 303)
