"""What is open has its exact composition, on whatever day the office is made."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from intake.database import db
from intake.models.case import Case, Status
from tests.make import TUESDAY_MORNING
from tests.unit.demo.offices import DemoOffice, MakeDemo


def composition(office: DemoOffice) -> dict[str, int]:
    settings = office.desk.office
    today = settings.hours.open_day_from(office.now.astimezone(settings.timezone).date())
    counts: Counter[str] = Counter()
    for case in db.session.query(Case).filter(Case.closed_at.is_(None)):
        assert case.next_action_due
        due = case.next_action_due.astimezone(settings.timezone).date()
        counts["open"] += 1
        counts["unassigned"] += case.lead_uuid is None
        counts["overdue"] += due < today
        counts["due today"] += due == today
        counts["waiting"] += case.status == Status.WAITING
        counts["new answers"] += case.unread
        counts["urgent"] += case.urgency == "urgent"
    return dict(counts)


WISHED = {
    "open": 60, "unassigned": 6, "overdue": 5, "due today": 8, "waiting": 12, "new answers": 4,
    "urgent": 2,
}  # fmt: skip


def test_sixty_of_nine_hundred(whole: DemoOffice) -> None:
    assert composition(whole) == WISHED


@pytest.mark.parametrize(
    "now",
    [
        TUESDAY_MORNING,
        pytest.param(datetime(2026, 11, 22, 14, tzinfo=UTC), id="Sunday"),
        pytest.param(datetime(2026, 11, 30, 1, 30, tzinfo=UTC), id="Monday night"),
        pytest.param(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), id="Wednesday by local time"),
        pytest.param(datetime(2027, 1, 2, 12, tzinfo=UTC), id="after Christmas and New Year"),
        pytest.param(datetime(2027, 3, 29, 12, tzinfo=UTC), id="Easter Monday, summer time"),
        pytest.param(datetime(2028, 2, 29, 20, tzinfo=UTC), id="leap day in the evening"),
    ],
)
def test_on_any_day(make_demo: MakeDemo, now: datetime) -> None:
    office = make_demo(64, now, open_cases=60)
    assert composition(office) == WISHED
    last = max(opened.case.received_at for opened in office.cases)
    assert last <= now


def test_no_answer_was_read_before_it_came(whole: DemoOffice) -> None:
    unread = [opened for opened in whole.cases if opened.case.unread]
    assert {opened.case.status for opened in unread} == {Status.IN_PROGRESS}
    assert all(opened.profile["channel"] == "web" for opened in unread)
