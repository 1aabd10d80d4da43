"""The reports of the whole demo office: recounted from its cases, and attacked."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest

from intake.models.case import Status
from intake.reports.drafting import Drafting
from intake.reports.edition import Edition, from_json, to_json
from intake.reports.period import Month
from intake.reports.protection import CannotProtect
from intake.reports.reading import Reader, first_received
from intake.reports.report import counts_in
from tests.unit.demo.offices import DemoOffice, MakeDemo
from tests.unit.reports.attack import Attack, betrayed, small_but_unprinted

K = 5


def drafting(office: DemoOffice, issued: list[Edition]) -> Drafting:
    first = first_received()
    assert first is not None
    zone = office.desk.office.timezone
    reader = Reader(office.keyring, office.desk.office)
    return Drafting(reader, issued, Month.of(first, zone), office.now)


def months(office: DemoOffice) -> Iterator[Month]:
    month = drafting(office, []).first
    while month.end <= office.now:
        yield month
        month = month.next


def issued_of(office: DemoOffice) -> list[Edition]:
    """All months that can be issued, each after the one before."""
    found: list[Edition] = []
    for month in months(office):
        with suppress(CannotProtect):
            found.append(drafting(office, found).report(month).edition)
    return found


@pytest.fixture(scope="session")
def issued(whole: DemoOffice) -> list[Edition]:
    """All months of the office, each issued after the one before."""
    return issued_of(whole)


def test_each_month_is_what_its_cases_say_today(whole: DemoOffice) -> None:
    """The demo office never reopens late and enters nothing late: its present tells its past."""
    draft, reasons = drafting(whole, []), whole.desk.office.closing_reasons
    for month in months(whole):
        figures = draft.figures(month)
        cases = [
            one
            for one in whole.cases
            if month.holds(one.case.received_at)
            and reasons.get(str(one.profile.get("closing_reason") or ""), reasons["done"]).counted
        ]
        assert figures.overview.new == len(cases)
        for name in ("requester", "municipality", "language", "channel", "interpreter"):
            assert figures.new_by(name) == Counter(str(one.profile[name]) for one in cases)  # type: ignore[literal-required]


def test_what_is_open_passes_from_month_to_month(whole: DemoOffice) -> None:
    draft = drafting(whole, [])
    overviews = [draft.figures(month).overview for month in months(whole)]
    for before, after in zip(overviews, overviews[1:], strict=False):
        assert before.open_at_end == after.open_at_start
    running = draft.figures(Month.of(whole.now, whole.desk.office.timezone)).overview
    now_open = sum(one.case.status != Status.CLOSED for one in whole.cases)
    assert running.open_at_end == now_open


def test_tables_add_up_to_the_overview(issued: list[Edition]) -> None:
    for edition in issued:
        counts = {(p.table, p.row, p.column): n for p, n in counts_in(edition.issued.raw).items()}
        for table in ("requester", "kind", "municipality", "language", "main_topic"):
            assert counts[table, "-total", "month"] == counts["overview", "new", "month"]
        for table in ("service_level", "outcome", "duration"):
            assert counts[table, "-total", "month"] == counts["overview", "closed", "month"]


def test_no_hidden_number_of_the_office_can_be_worked_out(issued: list[Edition]) -> None:
    """Every hidden cell of every month is tried, with all months at hand."""
    assert len(issued) == 14
    reports = [edition.issued for edition in issued]
    assert len(Attack(reports).hidden) > 100
    assert betrayed(reports, K) == []


def test_no_small_number_between_the_tables_can_be_worked_out(issued: list[Edition]) -> None:
    reports = [edition.issued for edition in issued]
    small = small_but_unprinted(reports, K)
    assert len(small) > 50
    assert Attack(reports).certain(small, K - 1) == []


@pytest.mark.parametrize(("cases", "refused"), [(20, 2), (120, 0)])
def test_months_of_few_cases_betray_nothing(make_demo: MakeDemo, cases: int, refused: int) -> None:
    """About nine cases a month; and about one, where a month may be refused: it says too much."""
    office = make_demo(cases)
    reports = [edition.issued for edition in issued_of(office)]
    assert len(list(months(office))) - len(reports) <= refused
    assert len(Attack(reports).hidden) > 50
    assert betrayed(reports, K) == []
    assert Attack(reports).certain(small_but_unprinted(reports, K), K - 1) == []


def test_what_is_kept_comes_back_as_it_was(issued: list[Edition]) -> None:
    for edition in issued:
        again = from_json(to_json(edition))
        assert again.printed == edition.printed
        assert counts_in(again.issued.raw) == counts_in(edition.issued.raw)
