"""Tasks: added, changed, done and taken back; what becomes of them with the case."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.case import Case
from intake.models.closure import reopen, withdraw
from intake.models.event import Actor, Verb
from intake.models.task import Task, TaskState, add_task
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.cases.test_summary import order
from tests.http.cases.worst import WORST
from tests.http.desk import details_of, fresh, page, post, signed_in, twice, verbs_of
from tests.make import Clock, MadeCase, MadeMember, Maker
from tests.page import Form, Page, Value
from tests.unit.pdf.reading import text_by_pypdf, words_of

SAVE = "Save the task"
GOOD: dict[str, Value] = {"what": "Call the school", "until": "2026-11-26"}


def adding(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/task")


def add(client: FlaskClient, made: MadeCase, **other: Value) -> Page:
    return adding(client, made).submit(client, SAVE, **{**GOOD, **other})


def planned(make: Maker, made: MadeCase, member: MadeMember | None, days: int = 0) -> Task:
    """A task that is due in so many days, for a member or nobody."""
    begin_writing()
    due, uuid = make.clock().date() + timedelta(days=days), member.member.uuid if member else None
    case = db.session.get_one(Case, made.keys.case_uuid)
    actor = Actor(case.lead_uuid)
    task = add_task(case, made.keys, "Call", due, uuid, actor, make.office, make.clock())
    db.session.commit()
    return task


def tasks(made: MadeCase) -> list[Task]:
    fresh()
    return list(Task.of_case(made.keys.case_uuid))


def doer(made: MadeCase) -> object:
    return tasks(made)[0].member_uuid


def test_it_is_added_for_the_lead_and_shown_beside_the_case(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    done = add(lead, taken)
    assert done.flash == "Task added." and "by Thu 26/11" in done.main
    assert "Task added, due on 26 Nov 2026: Call the school" in done.main
    [task] = tasks(taken)
    assert task.what.get(taken.keys) == "Call the school"
    assert (task.member_uuid, task.state) == (cast.lead.member.uuid, TaskState.OPEN)
    assert b"school" not in task.what_sealed
    assert details_of(taken, Verb.CHANGED) == {
        "task": "added", "which": str(task.uuid), "due": "2026-11-26",
    }  # fmt: skip


def test_it_is_changed_and_given_to_somebody_else(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    shown = add(lead, taken)
    form = shown.follow(lead, "Change: Call the school").form(SAVE)
    assert form.value("what") == GOOD["what"] and form.value("until") == GOOD["until"]
    form.fill(what="Write", until="2026-11-27", by=str(cast.coordinator.member.uuid))
    done = Page(form.send(lead))
    assert done.flash == "Task changed." and "Cora Coordinator" in done.main
    [task] = tasks(taken)
    assert (task.what.get(taken.keys), str(task.due_on)) == ("Write", "2026-11-27")


def test_done_is_one_click_and_so_is_taking_it_back(lead: FlaskClient, taken: MadeCase) -> None:
    form = add(lead, taken).form(action="/task-state")
    uuid = str(tasks(taken)[0].uuid)
    form.data["done"] = [uuid]
    assert [answer.status_code for answer in twice(form, lead)] == [303, 303]
    assert tasks(taken)[0].state == TaskState.DONE and verbs_of(taken)[Verb.CHANGED] == 2
    shown = page(lead, f"/cases/{taken.case.number}")
    assert "Task done: Call the school" in shown.main and "done on 24 Nov 2026" in shown.main
    again = shown.submit(lead, "Open again: Call the school")
    assert again.flash == "The task is open again." and tasks(taken)[0].is_open


def test_it_is_removed(lead: FlaskClient, taken: MadeCase) -> None:
    done = add(lead, taken).submit(lead, "Remove: Call the school")
    assert done.flash == "Task removed." and "Nothing is planned." in done.main
    assert tasks(taken)[0].state == TaskState.REMOVED


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("what", " ", "Write what is to be done."),
        ("what", "x" * 201, "This is too long. At most 200 characters are possible."),
        ("until", "", "Choose a day."),
        ("until", "2026-11-23", "This day is over. The next open day is Tuesday 24 November."),
        (
            "until", "2026-12-26",
            "The office is closed on that day. The next open day is Monday 28 December.",
        ),
        ("until", "2226-12-26", "This day is too far away."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_the_rest_is_kept(
    lead: FlaskClient, taken: MadeCase, field: str, value: str, error: str
) -> None:
    again = add(lead, taken, **{field: value})
    assert again.status == 422 and again.errors == [error] and tasks(taken) == []
    kept = again.form(SAVE)
    assert all(kept.value(name) == v for name, v in GOOD.items() if name != field)


def test_the_open_day_that_is_offered_is_taken_with_one_click(
    lead: FlaskClient, taken: MadeCase
) -> None:
    again = add(lead, taken, until="2026-12-26")
    done = again.submit(lead, "Take Monday 28 December instead")
    assert done.flash == "Task added." and str(tasks(taken)[0].due_on) == "2026-12-28"


def test_what_is_overdue_can_be_changed_without_another_day(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase, clock: Clock
) -> None:
    add(lead, taken)
    clock.forward(days=6)
    shown = page(signed_in(lead, make, cast.lead), f"/cases/{taken.case.number}")
    assert "overdue, 4 days" in shown.main
    form = shown.follow(lead, "Change: Call the school").form(SAVE).fill(what="Write")
    assert Page(form.send(lead)).flash == "Task changed."


def test_any_line_is_kept_as_it_is(lead: FlaskClient, taken: MadeCase) -> None:
    lines = [text for text in WORST.values() if len(text) <= 200 and "\n" not in text]
    assert lines
    for text in lines:
        assert " ".join(text.split()) in add(lead, taken, what=text).main


def test_a_task_that_is_over_is_not_changed(lead: FlaskClient, taken: MadeCase) -> None:
    shown = add(lead, taken)
    form = shown.follow(lead, "Change: Call the school").form(SAVE).fill(what="Write")
    address = shown.link("Change: Call the school")
    shown.submit(lead, "Done: Call the school")
    late = Page(form.send(lead))
    assert late.status == 409 and "This task is done or removed meanwhile." in late.summary
    assert late.form(SAVE).value("what") == "Write"
    gone = Page(lead.get(address, follow_redirects=True))
    assert gone.flash == "This task is done or removed meanwhile."


def test_the_task_of_another_case_is_left_alone(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    other = make.taken_case(cast.lead)
    add(lead, other)
    form = add(lead, taken).form(action="/task-state")
    sent = post(lead, form.address, {**form.data, "done": str(tasks(other)[0].uuid)})
    assert sent.status_code == 303
    assert tasks(other)[0].is_open and tasks(taken)[0].is_open


def test_closing_says_so_ends_them_and_reopening_brings_them_back(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    add(lead, taken)
    form = adding(lead, taken).form(SAVE).fill(**GOOD)
    said = page(lead, f"/cases/{taken.case.number}/closure").main
    assert "1 task is still open. It ends with the case." in said and "Call the school" in said
    close_now(make, taken, cast.lead)
    assert tasks(taken)[0].state == TaskState.REMOVED
    assert Page(form.send(lead)).status == 409
    begin_writing()
    case = db.session.get_one(Case, taken.keys.case_uuid)
    reopen(case, taken.keys, "not_solved", cast.lead.actor, make.office, make.clock())
    db.session.commit()
    assert tasks(taken)[0].is_open and doer(taken) == cast.lead.member.uuid


def test_what_a_withdrawal_ended_stands_in_the_case(
    lead: FlaskClient, make: Maker, taken: MadeCase, clock: Clock
) -> None:
    add(lead, taken, what="Write").submit(lead, "Remove: Write")
    clock.forward(minutes=1)
    add(lead, taken)
    begin_writing()
    withdraw(db.session.get_one(Case, taken.keys.case_uuid), taken.keys, make.office, clock())
    db.session.commit()
    box = page(lead, f"/cases/{taken.case.number}").main
    assert "1 task was still open when the case ended: Call the school" in box


def test_merging_says_which_tasks_end(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    add(lead, taken)
    leading = make.taken_case(cast.lead)
    form = page(lead, f"/cases/{taken.case.number}/link").form("Go on")
    asked = Page(form.fill(other=leading.case.number, same_person="y").send(lead))
    assert "1 task is still open in this case. It ends here." in asked.main
    assert "Call the school · Thu 26/11" in asked.main
    done = Page(asked.form("Merge for good").send(lead))
    assert "1 task was still open when the case ended:" in done.main
    assert tasks(leading) == [] and not tasks(taken)[0].is_open


def test_a_new_lead_gets_the_tasks_of_the_one_before(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    planned(make, taken, cast.lead)
    address = f"/cases/{taken.case.number}/assignment"
    shown = page(coordinator, address)
    assert "1 open task of the case lead goes to the new one." in shown.main
    form = shown.form("Assign").fill(topic="german", urgency="normal", conflict="no")
    form.fill(lead=str(cast.coordinator.member.uuid))
    done = Page(form.send(coordinator))
    assert "Assigned to Cora Coordinator, with 1 open task" in done.main
    assert doer(taken) == cast.coordinator.member.uuid


def test_only_who_may_open_the_case_can_be_given_a_task(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    form: Form = adding(lead, taken).form(SAVE)
    able = {str(one.member.uuid) for one in (cast.lead, cast.coordinator)}
    assert form.choices("by") == able and form.value("by") == str(cast.lead.member.uuid)
    form.fill(**GOOD)
    form.data["by"] = [str(cast.outsider.member.uuid)]
    assert Page(form.send(lead)).status == 422 and tasks(taken) == []


def test_the_internal_paper_names_the_tasks(lead: FlaskClient, taken: MadeCase) -> None:
    add(lead, taken)
    add(lead, taken, what="Write").submit(lead, "Remove: Write")
    said = words_of(text_by_pypdf(order(lead, taken).data))
    assert {"Tasks", "Call", "school"} <= said and "Write" not in said
