"""One table of a report, twice: with its counts, for the office, and as the reader gets it."""

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field

from intake.reports.cells import Cell

Counts = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or column: its code, its label (`str()` gives it in the reader's language), its parts.

    `parts` are the finest codes it stands for: a group of municipalities has those of its members.
    """

    code: str
    label: object = ""
    parts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.parts:
            object.__setattr__(self, "parts", frozenset([self.code]))


@dataclass(frozen=True, slots=True)
class Sum:
    """A heading that is the sum of others, less others; by code, as a reader can see it."""

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What is no count: headings, sums, unit and counting rule. Both kinds of table have one.

    `sums` add rows in every column, `across` add columns in every row. `additive` says that a
    group of rows counts what its rows count together (not so where a case has several topics).
    `grouped_by` names the coarser rows that are used because too much would have been hidden.
    """

    code: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    sums: tuple[Sum, ...] = ()
    across: tuple[Sum, ...] = ()
    title: object = ""
    unit: object = ""
    rule: object = ""
    additive: bool = True
    grouped_by: object | None = None

    def __post_init__(self) -> None:
        for headings, sums in ((self.rows, self.sums), (self.columns, self.across)):
            codes = [heading.code for heading in headings]
            used = {code for total in sums for code in (total.total, *total.parts, *total.less)}
            if len(set(codes)) < len(codes) or not used <= set(codes):
                raise ValueError(f"Table {self.code}: a heading is there twice, or is missing.")

    @property
    def body(self) -> tuple[Heading, ...]:
        """The rows that are no sum of others."""
        totals = {total.total for total in self.sums}
        return tuple(row for row in self.rows if row.code not in totals)


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table with its counts. Nothing outside this package may read them; no renderer takes it."""

    frame: Frame
    counts: InitVar[Counts]
    _counts: dict[tuple[str, str], int | None] = field(init=False, repr=False)

    def __post_init__(self, counts: Counts) -> None:
        wanted = [
            (row.code, column.code) for row in self.frame.rows for column in self.frame.columns
        ]
        if set(wanted) != set(counts):
            raise ValueError(f"Table {self.frame.code}: a count is missing or has no heading.")
        object.__setattr__(self, "_counts", {place: counts[place] for place in wanted})
        if any(count is not None and count < 0 for count in self._counts.values()):
            raise ValueError(f"Table {self.frame.code}: a count is below nought.")

    @property
    def code(self) -> str:
        """The code of the table; all levels of a ladder share it."""
        return self.frame.code


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table as it may be printed: the only kind that page, PDF, CSV and charts are given."""

    frame: Frame
    cells: tuple[tuple[Cell, ...], ...]

    def cell(self, row: str, column: str) -> Cell:
        """The cell with these codes. KeyError if there is none."""
        rows = {heading.code: at for at, heading in enumerate(self.frame.rows)}
        columns = {heading.code: at for at, heading in enumerate(self.frame.columns)}
        return self.cells[rows[row]][columns[column]]


def grouped(
    table: RawTable, groups: Iterable[tuple[Heading, frozenset[str]]], by: object
) -> RawTable:
    """The table with rows added up to groups (new heading, codes of its rows); others stay.

    `by` is the label of the grouping. ValueError where rows can't be added up.
    """
    if not table.frame.additive:
        raise ValueError(f"Table {table.code}: its rows can't be added up, count them anew.")
    new_row = {code: heading for heading, codes in groups for code in codes}
    merged: dict[str, tuple[Heading, list[Heading]]] = {}
    for row in table.frame.rows:
        heading = new_row.get(row.code, row)
        merged.setdefault(heading.code, (heading, []))[1].append(row)
    rows = tuple(
        Heading(new.code, new.label, frozenset().union(*(old.parts for old in olds)))
        for new, olds in merged.values()
    )
    counts = {
        (code, column.code): _added(table, olds, column.code)
        for code, (_, olds) in merged.items()
        for column in table.frame.columns
    }
    renamed = {code: heading.code for code, heading in new_row.items()}
    sums = tuple(_renamed(total, renamed) for total in table.frame.sums)
    return RawTable(_with(table.frame, rows, sums, by), counts)


def totals_only(table: RawTable, by: object) -> RawTable:
    """The last step: only the rows that are sums of others; `by` says so to the reader."""
    body = {row.code for row in table.frame.body}
    rows = tuple(row for row in table.frame.rows if row.code not in body)
    kept = {row.code for row in rows}
    counts = {place: count for place, count in table._counts.items() if place[0] in kept}
    sums = tuple(s for s in table.frame.sums if {s.total, *s.parts, *s.less} <= kept)
    return RawTable(_with(table.frame, rows, sums, by), counts)


def _with(frame: Frame, rows: tuple[Heading, ...], sums: tuple[Sum, ...], by: object) -> Frame:
    """The frame with other rows."""
    return Frame(
        frame.code,
        rows,
        frame.columns,
        sums,
        frame.across,
        title=frame.title,
        unit=frame.unit,
        rule=frame.rule,
        additive=frame.additive,
        grouped_by=by,
    )


def _added(table: RawTable, rows: Iterable[Heading], column: str) -> int | None:
    counts = [table._counts[row.code, column] for row in rows]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _renamed(total: Sum, names: Mapping[str, str]) -> Sum:
    parts = dict.fromkeys(names.get(code, code) for code in total.parts)
    less = dict.fromkeys(names.get(code, code) for code in total.less)
    return Sum(total.total, tuple(parts), tuple(less))
