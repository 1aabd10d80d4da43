"""No renderer sees a raw count."""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import intake.reports
from intake.reports.cells import Cell, Mark
from intake.reports.table import Frame, Heading, RawTable, Sum
from tests.unit.reports.samples import MONTH, published, summed

READERS = {"links", "publishing", "report", "snapshot", "suppression", "table"}
COUNTS = [4, 3, 1, 977]


def held(thing: object) -> Iterator[object]:
    """Everything that can be reached from a value."""
    yield thing
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from held(getattr(thing, field.name))
    elif isinstance(thing, tuple | frozenset):
        for part in thing:
            yield from held(part)


def test_a_safe_report_holds_only_what_it_prints() -> None:
    one = published("m", [summed("t", {MONTH: COUNTS})], 5)
    numbers = [part for part in held(one.safe) if type(part) is int]
    printed = [cell.number for row in one.safe.tables[0].cells for cell in row if cell.number]
    assert sorted(numbers) == sorted([1, 5, *printed])
    assert not any(isinstance(part, RawTable | dict) for part in held(one.safe))


def test_a_raw_table_shows_no_count() -> None:
    table = summed("t", {MONTH: COUNTS})
    assert not hasattr(table, "__iter__") and not hasattr(table, "__getitem__")
    public = [getattr(table, name) for name in dir(table) if not name.startswith("_")]
    assert {type(part) for part in public} == {Frame, str}
    assert "977" not in repr(table)
    assert "977" not in repr(published("m", [table], 5).raw)


def test_only_these_modules_read_counts() -> None:
    found = {
        path.stem
        for path in sorted(Path(intake.reports.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "_counts"
    }
    assert "suppression" in found
    assert found <= READERS


@pytest.mark.parametrize("mark", [Mark.SMALL, Mark.WITHHELD, Mark.NOT_AVAILABLE])
def test_a_hidden_cell_can_not_hold_a_number(mark: Mark) -> None:
    with pytest.raises(ValueError, match="exactly where it shows one"):
        Cell(mark, 3)


def test_a_count_that_nobody_took_is_not_available() -> None:
    frame = Frame("t", (Heading("a"), Heading("b")), (Heading(MONTH),))
    one = published("m", [RawTable(frame, {("a", MONTH): None, ("b", MONTH): 0})], 5)
    assert [str(row[0]) for row in one.safe.tables[0].cells] == ["…", "–"]


def test_a_table_must_be_whole() -> None:
    frame = Frame("t", (Heading("a"),), (Heading(MONTH),))
    with pytest.raises(ValueError, match="missing"):
        RawTable(frame, {})
    with pytest.raises(ValueError, match="below nought"):
        RawTable(frame, {("a", MONTH): -1})
    with pytest.raises(ValueError, match="missing"):
        Frame("t", (Heading("a"),), (Heading(MONTH),), (Sum("total", ("a",)),))
