"""What the lists ask of the database: their cost follows what is open, not what was closed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from intake.cases.matters import STATES, Day
from intake.cases.queue import Filter, Queue
from intake.database import begin_writing, db
from intake.reports.period import Month
from intake.reports.reading import Reader
from tests.conftest import Cast
from tests.make import Maker


@contextmanager
def statements() -> Iterator[list[tuple[str, object]]]:
    """All that is asked of the database meanwhile, with its parameters."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _k: object, text: str, values: object, *_more: object) -> None:
        asked.append((text, values))

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def plan_of(statement: str, values: object) -> list[str]:
    """How SQLite goes about a statement."""
    connection = db.session.connection()
    return [
        row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]  # type: ignore[arg-type]


def scans_of_cases(plan: list[str]) -> list[str]:
    return [
        step
        for step in plan
        if re.match(r"SCAN cases\b(?! USING (COVERING )?INDEX ix_cases_)", step)
    ]


def plans_of_page(
    make: Maker, cast: Cast, tab: str, narrowed: Filter | None = None
) -> dict[str, list[str]]:
    make.taken_case(cast.lead)
    make.case()
    queue = Queue(
        cast.lead.member.uuid, cast.lead.keyring, Day.at(make.clock(), make.office.timezone)
    )
    with statements() as asked:
        queue.page(tab, narrowed or Filter(topic="german"), "")
    selects = [(text, values) for text, values in asked if "FROM cases" in text]
    assert selects, "the page asked for no case: this test looks in the wrong place"
    return {text: plan_of(text, values) for text, values in selects}


@pytest.mark.parametrize("tab", ["mine", "new", "team", "waiting"])
def test_open_rows_come_from_the_partial_index(make: Maker, cast: Cast, tab: str) -> None:
    plans = plans_of_page(make, cast, tab)
    open_rows = [plan for text, plan in plans.items() if "closed_at IS NULL" in text]
    assert open_rows, list(plans)
    for plan in open_rows:
        assert any("ix_cases_open" in step for step in plan), plan
    assert [scans_of_cases(plan) for plan in plans.values() if scans_of_cases(plan)] == []


@pytest.mark.parametrize("state", STATES)
def test_the_states_of_the_day_come_from_it_too(make: Maker, cast: Cast, state: str) -> None:
    for plan in plans_of_page(make, cast, "mine", Filter(state=state)).values():
        assert scans_of_cases(plan) == []


def test_closed_rows_are_walked_in_the_order_of_their_index(make: Maker, cast: Cast) -> None:
    plans = plans_of_page(make, cast, "closed")
    assert [scans_of_cases(plan) for plan in plans.values() if scans_of_cases(plan)] == []
    closed = next(p for text, p in plans.items() if "LIMIT" in text and "IS NOT NULL" in text)
    assert any("ix_cases_closed" in step for step in closed), closed


def test_the_cases_of_a_month_are_known_from_an_index_alone(make: Maker, cast: Cast) -> None:
    make.taken_case(cast.lead)
    with statements() as asked:
        reader = Reader(cast.coordinator.keyring, make.office)
        reader.month(Month.of(make.clock(), make.office.timezone))
    plans = [plan_of(*one) for one in asked if "FROM cases" in one[0]]
    assert plans, "no case was asked for: this test looks in the wrong place"
    for plan in plans:
        assert any("COVERING INDEX ix_event_verb_at_case_uuid" in step for step in plan), plan


def test_a_scan_would_be_seen(make: Maker) -> None:
    make.case()
    begin_writing()
    assert scans_of_cases(plan_of("SELECT uuid FROM cases WHERE urgency = 'urgent'", ()))
