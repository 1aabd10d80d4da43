"""Reports that hang together: tables, months with year to date, versions."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reports.protection import CannotProtect
from intake.reports.report import Issued
from tests.unit.reports.attack import betrayed, texts
from tests.unit.reports.samples import month

K = 5
NAMES = {"topics": 4, "municipality": 3}


@st.composite
def spread(draw: st.DrawFn, total: int, size: int) -> list[int]:
    """A total over some rows: often all in one."""
    counts = [0] * size
    for _ in range(total):
        counts[draw(st.sampled_from([0, 0, *range(size)]))] += 1
    return counts


totals = st.sampled_from([0, 1, 1, 2, 3, 5, 8, 13, 30])


@st.composite
def histories(draw: st.DrawFn, months: int) -> list[tuple[dict[str, list[int]], list[int], int]]:
    found, start = [], draw(st.sampled_from([0, 3, 20]))
    for _ in range(months):
        new = draw(totals)
        gone = min(start + new, draw(totals))
        parts = {name: draw(spread(new, size)) for name, size in NAMES.items()}
        found.append((parts, draw(spread(gone, 3)), start))
        start += new - gone
    return found


def issue(history: Sequence[tuple[dict[str, list[int]], list[int], int]]) -> list[Issued]:
    issued: list[Issued] = []
    for number, (parts, closed, start) in enumerate(history, 1):
        issued.append(month(number, parts, {"outcome": closed}, start, K, issued))
    return issued


@given(histories(1))
@settings(max_examples=10, deadline=None)
def test_a_month_betrays_nothing(
    history: list[tuple[dict[str, list[int]], list[int], int]],
) -> None:
    assert betrayed(issue(history), K) == []


@given(histories(2))
@settings(max_examples=7, deadline=None)
def test_two_months_with_year_to_date_betray_nothing(
    history: list[tuple[dict[str, list[int]], list[int], int]],
) -> None:
    assert betrayed(issue(history), K) == []


@given(histories(1), st.data())
@settings(max_examples=7, deadline=None)
def test_a_correction_betrays_nothing_or_is_refused(
    history: list[tuple[dict[str, list[int]], list[int], int]], data: st.DataObject
) -> None:
    issued = issue(history)
    parts, closed, start = history[0]
    more = {name: list(counts) for name, counts in parts.items()}
    for counts in more.values():
        counts[data.draw(st.integers(0, len(counts) - 1))] += 1
    first = texts(issued)
    try:
        issued.append(month(1, more, {"outcome": closed}, start, K, issued, version=2))
    except CannotProtect as refused:
        assert refused.places
    assert texts(issued[:1]) == first
    assert betrayed(issued, K) == []


@given(histories(2))
@settings(max_examples=5, deadline=None)
def test_the_same_counts_give_the_same_report(
    history: list[tuple[dict[str, list[int]], list[int], int]],
) -> None:
    assert texts(issue(history)) == texts(issue(history))


@pytest.mark.parametrize("new", [0, 1, 4, 5, 40])
def test_one_municipality_holds_everything(new: int) -> None:
    issued = issue([({"topics": [new, 0, 0, 0], "municipality": [0, new, 0]}, [0, 0, 0], 0)])
    assert betrayed(issued, K) == []


def test_a_version_with_one_case_less_does_not_give_it_away() -> None:
    """Version 1 printed 5 + 15 = 20; of 4 + 15 = 19 neither the 4 nor the 19 may follow."""
    parts = {"topics": [5, 15, 0, 0], "municipality": [9, 11, 0]}
    less = {"topics": [4, 15, 0, 0], "municipality": [8, 11, 0]}
    issued = [month(1, parts, {"outcome": [5, 5, 0]}, 10, K)]
    issued.append(month(1, less, {"outcome": [5, 5, 0]}, 10, K, issued, version=2))
    topics = issued[1].safe.table("topics")
    assert [str(topics.cell(row, "month")) for row in ("r0", "r1", "total")] == ["X", "15", "(X)"]
    assert betrayed(issued, K) == []
