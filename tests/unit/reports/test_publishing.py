"""Coarser rows, attributes that all share, and figures made from counts."""

from fractions import Fraction

import pytest

from intake.reports.attributes import ladder
from intake.reports.cells import Cell, Mark, Place
from intake.reports.derived import derived, share
from intake.reports.publishing import Draft, Ladder, publish
from intake.reports.report import Identity, Issued
from intake.reports.table import Heading, RawTable, grouped, totals_only
from tests.unit.reports.attack import Attack, betrayed, texts
from tests.unit.reports.samples import MONTH, overview, summed, total_is

SMALL_ONES = ((Heading("small", "Small municipalities"), frozenset({"r1", "r2", "r3"})),)
TOPICS = {"r0", "r1", "r2", "r3"}


def levels(counts: list[int], code: str = "t") -> tuple[RawTable, ...]:
    fine = summed(code, {MONTH: counts})
    return fine, grouped(fine, SMALL_ONES, "small ones together"), totals_only(fine, "all together")


def rows_of(draft: Draft) -> list[str]:
    return [row.code for row in publish(draft, 5).safe.tables[0].frame.rows]


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ([30, 9, 8, 7], ["r0", "r1", "r2", "r3", "total"]),
        ([30, 9, 2, 0], ["r0", "r1", "r2", "r3", "total"]),
        ([30, 3, 2, 2], ["r0", "r1", "r2", "r3", "total"]),
        ([0, 3, 2, 2], ["r0", "small", "total"]),
        ([0, 0, 0, 1], ["total"]),
        ([30, 0, 1, 0], ["total"]),
        ([0, 0, 0, 0], ["r0", "r1", "r2", "r3", "total"]),
    ],
)
def test_rows_get_coarser_where_too_much_would_go(counts: list[int], rows: list[str]) -> None:
    assert rows_of(Draft("m", 1, (Ladder(levels(counts)),))) == rows


def test_the_grouping_is_said_and_adds_up() -> None:
    table = publish(Draft("m", 1, (Ladder(levels([0, 3, 2, 2])),)), 5).safe.tables[0]
    assert table.frame.grouped_by == "small ones together"
    assert [str(row[0]) for row in table.cells] == ["–", "7", "7"]


def test_two_of_three_rows_and_their_sum_say_more_than_the_total_alone() -> None:
    table = publish(Draft("m", 1, (Ladder(levels([30, 9, 2, 0])),)), 5).safe.tables[0]
    assert table.frame.grouped_by is None
    assert [str(row[0]) for row in table.cells] == ["30", "(X)", "X", "–", "41"]


def test_what_is_dear_is_hidden_last() -> None:
    """Somewhere the small reopening must be balanced: in what closed, not in what is open."""
    numbers = {"open_start": 30, "new": 20, "reopened": 2, "closed": 15, "corrections": 0}
    table = overview({MONTH: {**numbers, "open_end": 37}})
    by_outcome = summed("outcome", {MONTH: [8, 7]})
    ladders = (Ladder((table,)), Ladder((by_outcome,)))
    tie = total_is("m/1", "outcome", "closed")
    rows = ("new", "open_start", "open_end")
    dear = frozenset(Place("m/1", "overview", row, MONTH) for row in rows)
    plain, careful = (
        publish(Draft("m", 1, ladders, (tie,), dear=d), 5) for d in (frozenset(), dear)
    )

    def hidden(one: Issued) -> list[str]:
        safe = one.safe.table("overview")
        return [row.code for row in safe.frame.rows if safe.cell(row.code, MONTH).mark.hidden]

    assert "closed" not in hidden(plain)
    assert hidden(careful) == ["reopened", "closed"]
    assert betrayed([careful], 5) == []


def test_an_identity_about_finer_rows_still_counts() -> None:
    """The rows are grouped, but a second table prints two of them: the third must not follow."""
    other = summed("u", {MONTH: [9, 6, 0]})
    ties = [
        Identity(Place("m/1", "u", row, MONTH), (Place("m/1", "t", fine, MONTH),))
        for row, fine in (("r0", "r1"), ("r1", "r2"))
    ]
    draft = Draft("m", 1, (Ladder(levels([30, 9, 6, 2]), 1), Ladder((other,))), tuple(ties))
    one = publish(draft, 5)
    assert betrayed([one], 5) == []
    assert Attack([one]).by_milp(Place("m/1", "t", "r3", MONTH), 4) >= 4


@pytest.mark.parametrize(
    ("joint", "start"),
    [
        ({"aarburg": {"r0": 9, "r1": 1}}, 0),
        ({"aarburg": {"r0": 9}}, 0),
        ({"aarburg": {"r1": 6}}, 1),
        ({"aarburg": {"r1": 1}}, 0),
        ({"aarburg": {"r2": 3, "r3": 0}, "zofingen": {"r0": 4, "r2": 1}}, 1),
        ({"aarburg": {}}, 0),
    ],
)
def test_topics_are_grouped_where_all_cases_share_a_sensitive_one(
    joint: dict[str, dict[str, int]], start: int
) -> None:
    assert ladder(levels([30, 9, 8, 7]), joint, {"r1", "r2"}, 2).start == start


def test_a_group_of_nothing_but_sensitive_topics_does_not_help() -> None:
    joint = {"aarburg": {"r1": 8}}
    assert ladder(levels([30, 9, 8, 7]), joint, {"r1", "r2", "r3"}, 2).start == 2


def number(count: int) -> Cell:
    return Cell(Mark.NUMBER if count else Mark.ZERO, count)


def test_a_figure_needs_a_printed_base() -> None:
    assert derived(3.5, number(5), 5) == 3.5
    assert derived(3.5, number(4), 5) is None
    assert derived(None, number(0), 5) is None
    assert derived(3.5, Cell(Mark.SMALL), 5) is None
    assert derived(3.5, Cell(Mark.WITHHELD), 5) is None


def test_a_share_gives_away_neither_part_nor_rest() -> None:
    assert share(number(5), number(20), 5) == Fraction(1, 4)
    assert share(number(0), number(20), 5) == 0
    assert share(number(20), number(20), 5) == 1
    assert share(number(18), number(20), 5) is None
    assert share(Cell(Mark.SMALL), number(20), 5) is None
    assert share(number(5), Cell(Mark.WITHHELD), 5) is None
    with pytest.raises(ValueError, match="greater than the whole"):
        share(number(21), number(20), 5)


def test_a_report_without_tables_or_rows_is_empty() -> None:
    assert texts([publish(Draft("m", 1, ()), 5)]) == []
