"""Single tables and reports: what is hidden, and that it stays hidden."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reports.cells import Mark, Place
from intake.reports.report import Identity, RawReport
from intake.reports.suppression import suppress
from intake.reports.system import WrongIdentity
from tests.unit.reports.attack import Attack, betrayed, texts
from tests.unit.reports.samples import MONTH, grid, published, summed

few = st.one_of(st.integers(0, 6), st.integers(0, 1), st.integers(0, 40))
thresholds = st.sampled_from([3, 5, 10])


def printed(counts: list[int], k: int = 5) -> list[str]:
    one = published("m", [summed("t", {MONTH: counts})], k)
    return [row[0] for row in texts([one])]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0], ["–", "–", "–"]),
        ([7, 9], ["7", "9", "16"]),
        ([3, 97], ["X", "(X)", "100"]),
        ([3, 60, 97], ["X", "(X)", "97", "160"]),
        ([4, 3, 2, 1, 30], ["X", "X", "X", "X", "30", "40"]),
        ([4, 4], ["(X)", "X", "8"]),
        ([1, 1, 1, 10], ["X", "X", "X", "(X)", "13"]),
        ([0, 0, 1], ["–", "–", "X", "X"]),
        ([0, 50], ["–", "50", "50"]),
    ],
)
def test_what_is_printed(counts: list[int], expected: list[str]) -> None:
    assert printed(counts) == expected


@pytest.mark.parametrize("k", [-1, 0, 2, 11])
def test_a_threshold_outside_3_to_10_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="must be from 3 to 10"):
        suppress(RawReport("m", 1, ()), k)


def test_counts_that_do_not_add_up_are_refused() -> None:
    table = summed("t", {MONTH: [7, 9]})
    wrong = Identity(Place("m/1", "t", "r0", MONTH), (Place("m/1", "t", "r1", MONTH),))
    with pytest.raises(WrongIdentity, match="m/1/t/r0/month"):
        suppress(RawReport("m", 1, (table,), (wrong,)), 5)


@given(st.lists(few, min_size=1, max_size=7), thresholds)
@settings(max_examples=25, deadline=None)
def test_one_table_betrays_nothing(counts: list[int], k: int) -> None:
    one = published("m", [summed("t", {MONTH: counts})], k)
    assert betrayed([one], k) == []


@given(st.lists(st.lists(few, min_size=3, max_size=3), min_size=1, max_size=4), thresholds)
@settings(max_examples=15, deadline=None)
def test_totals_on_two_sides_betray_nothing(rows: list[list[int]], k: int) -> None:
    one = published("m", [grid("t", rows)], k)
    assert betrayed([one], k) == []


@given(st.lists(few, min_size=1, max_size=7), thresholds)
@settings(max_examples=25, deadline=None)
def test_marks_say_the_truth(counts: list[int], k: int) -> None:
    one = published("m", [summed("t", {MONTH: counts})], k)
    for (cell,), count in zip(one.safe.tables[0].cells, [*counts, sum(counts)], strict=True):
        assert (cell.mark is Mark.ZERO) == (count == 0)
        assert cell.number in (None, count)
        assert cell.mark is not Mark.SMALL or 0 < count < k
        assert cell.mark is not Mark.NUMBER or count >= k


@given(st.integers(0, 9), st.integers(0, 30))
@settings(max_examples=15, deadline=None)
def test_a_small_difference_that_is_not_printed_stays_hidden(further: int, main: int) -> None:
    """All topics less main topics are further topics, in no table."""
    tables = [summed("main", {MONTH: [main, 20]}), summed("all", {MONTH: [main + further, 20]})]
    unseen = Place("m/1", "further", "r0", MONTH)
    equation = Identity(
        Place("m/1", "all", "r0", MONTH), (Place("m/1", "main", "r0", MONTH), unseen)
    )
    one = published("m", tables, 5, identities=[equation], unprinted={unseen: further})
    assert betrayed([one], 5) == []
    if 0 < further < 5:
        assert Attack([one]).by_milp(unseen, 4) >= 4


def test_the_attack_finds_what_is_not_protected() -> None:
    """The attack itself bites: two small cells with a total of 8 can only be 4 and 4."""
    one = published("m", [summed("t", {MONTH: [4, 4]})], 5)
    attack = Attack([one])
    for place in attack.hidden:
        attack.high[place] = 4
    assert attack.by_linprog(attack.hidden[0]) == (4, 4)
    assert attack.by_milp(attack.hidden[0], 4) == 1
