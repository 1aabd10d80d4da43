"""Bar charts of printed cells. A hidden cell has a mark of one size: it tells no length."""

from dataclasses import dataclass

from intake.reports.cells import Cell
from intake.reports.printed import Printed
from intake.reports.table import SafeTable

LONGEST = 92
"""The longest bar, in % of the width: there is room for a number behind it."""
FEWEST_BARS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, its cell, and its length in % of the chart's width."""

    label: object
    cell: Cell
    length: float

    @property
    def hidden(self) -> bool:
        """Whether its length must not be told."""
        return self.cell.mark.hidden

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw beside the words."""
        return self.hidden or self.length > 0


def charts_of(printed: Printed) -> dict[str, tuple[Bar, ...]]:
    """The chart of each table that has one, by the code of the table."""
    found = {table.frame.code: bars_of(table) for table in printed.report.tables}
    return {code: bars for code, bars in found.items() if bars}


def bars_of(table: SafeTable) -> tuple[Bar, ...]:
    """The bars of a table of one column; none where there is nothing to compare."""
    body = {row.code for row in table.frame.body}
    rows = [
        (row.label, cells[0])
        for row, cells in zip(table.frame.rows, table.cells, strict=True)
        if row.code in body
    ]
    numbers = [cell.number for _, cell in rows if cell.number]
    if len(table.frame.columns) > 1 or len(rows) < FEWEST_BARS or not numbers:
        return ()
    scale = LONGEST / max(numbers)
    return tuple(Bar(label, cell, round((cell.number or 0) * scale, 2)) for label, cell in rows)
