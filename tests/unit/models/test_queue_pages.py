"""The queue page by page: each case once, in one order, whatever is due when."""

from datetime import timedelta

import pytest

from intake.cases.matters import Day
from intake.cases.queue import PAGE_SIZE, Filter, Queue
from intake.database import begin_writing, db
from tests.conftest import Cast
from tests.make import Clock, Maker


def numbers_of_pages(queue: Queue, narrowed: Filter) -> list[list[str]]:
    """The numbers on each page of the team's tab, until there is no more."""
    pages: list[list[str]] = []
    after: str | None = ""
    while after is not None:
        listed = queue.page("team", narrowed, after)
        pages.append([head.row.number for head in listed.heads])
        after = listed.more
    return pages


@pytest.fixture
def order(make: Maker, clock: Clock) -> list[str]:
    """The numbers of more cases than a page holds, in the order in which they are due."""
    made = [make.case().case for _ in range(PAGE_SIZE + 6)]
    begin_writing()
    for position, case in enumerate(made):
        case.next_action_due = clock() + timedelta(days=position % 9) if position % 5 else None
        case.unread = position % 7 == 0
    db.session.commit()
    far = clock() + timedelta(days=1000)
    made.sort(key=lambda case: (not case.unread, case.next_action_due or far, case.number))
    return [case.number for case in made]


@pytest.mark.parametrize("narrowed", [Filter(), Filter(topic="german")])
def test_pages_follow_each_other_without_gap(
    make: Maker, cast: Cast, order: list[str], narrowed: Filter
) -> None:
    queue = Queue(
        cast.lead.member.uuid, cast.lead.keyring, Day.at(make.clock(), make.office.timezone)
    )
    first, second = numbers_of_pages(queue, narrowed)
    assert len(first) == PAGE_SIZE
    assert first + second == order
