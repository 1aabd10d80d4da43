"""Reports as the office makes them, with counts of one's own."""

from collections.abc import Mapping, Sequence

from intake.reports.cells import Place
from intake.reports.links import SameColumn, resolved, running_total
from intake.reports.report import Identity, Issued, RawReport, key_of
from intake.reports.suppression import suppress
from intake.reports.table import Frame, Heading, RawTable, Sum

MONTH, BEFORE, YEAR = "month", "before", "year"
OPEN = Sum("open_end", ("open_start", "new", "reopened"), ("closed", "corrections"))


def headings(codes: Sequence[str]) -> tuple[Heading, ...]:
    return tuple(Heading(code) for code in codes)


def summed(code: str, columns: Mapping[str, Sequence[int]], sums: bool = True) -> RawTable:
    """A table whose last row is the sum of the others."""
    size = max(len(counts) for counts in columns.values())
    rows = [*(f"r{at}" for at in range(size)), "total"]
    total = (Sum("total", tuple(rows[:-1])),) if sums else ()
    counts = {}
    for column, values in columns.items():
        for row, value in zip(rows, [*values, sum(values)], strict=True):
            counts[row, column] = value
    return RawTable(Frame(code, headings(rows), headings([*columns]), total), counts)


def grid(code: str, rows: Sequence[Sequence[int]]) -> RawTable:
    """A table with totals at the side and below."""
    names = [*(f"r{at}" for at in range(len(rows))), "total"]
    columns = [*(f"c{at}" for at in range(len(rows[0]))), "all"]
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)])
    counts = {
        (name, column): full[at][where]
        for at, name in enumerate(names)
        for where, column in enumerate(columns)
    }
    frame = Frame(
        code,
        headings(names),
        headings(columns),
        (Sum("total", tuple(names[:-1])),),
        (Sum("all", tuple(columns[:-1])),),
    )
    return RawTable(frame, counts)


def overview(columns: Mapping[str, Mapping[str, int]]) -> RawTable:
    """open at start + new + reopened - closed - corrections = open at end."""
    rows = ("open_start", "new", "reopened", "closed", "corrections", "open_end")
    counts = {(row, column): values[row] for column, values in columns.items() for row in rows}
    return RawTable(Frame("overview", headings(rows), headings([*columns]), (OPEN,)), counts)


def published(
    code: str,
    tables: Sequence[RawTable],
    k: int,
    *,
    version: int = 1,
    identities: Sequence[Identity] = (),
    unprinted: Mapping[Place, int] | None = None,
    links: Sequence[SameColumn] = (),
    issued: Sequence[Issued] = (),
) -> Issued:
    bare = RawReport(code, version, tuple(tables), tuple(identities), unprinted or {})
    found = resolved(bare, links, issued)
    raw = RawReport(code, version, bare.tables, (*bare.identities, *found), bare.unprinted)
    return suppress(raw, k, issued)


def total_is(report: str, table: str, row: str, column: str = MONTH) -> Identity:
    """The total of a table is a number of the overview."""
    return Identity(
        Place(report, "overview", row, column), (Place(report, table, "total", column),)
    )


def month(
    number: int,
    parts: Mapping[str, Sequence[int]],
    closed: Mapping[str, Sequence[int]],
    start: int,
    k: int,
    earlier: Sequence[Issued] = (),
    version: int = 1,
) -> Issued:
    """A monthly report: tables that add up to the new cases, and to the closed ones.

    `earlier` are the months before, oldest first: previous month and year to date are linked.
    """
    code, key = f"m{number}", key_of(f"m{number}", version)
    before = [one for one in earlier if one.raw.code == f"m{number - 1}"][-1:]
    tables = [_columns(name, values, before) for name, values in {**parts, **closed}.items()]
    new = sum(next(iter(parts.values())))
    gone = sum(next(iter(closed.values())))
    values = {"open_start": start, "new": new, "reopened": 0, "closed": gone, "corrections": 0}
    tables.append(overview({MONTH: {**values, "open_end": start + new - gone}}))
    identities = [total_is(key, name, "new") for name in parts]
    identities += [total_is(key, name, "closed") for name in closed]
    links = [SameColumn(YEAR, key, MONTH)]
    if before:
        links = [
            SameColumn(BEFORE, before[0].raw.key, MONTH),
            running_total(YEAR, MONTH, before[0].raw.key, YEAR),
        ]
    return published(
        code, tables, k, version=version, identities=identities, links=links, issued=earlier
    )


def _columns(name: str, values: Sequence[int], before: Sequence[Issued]) -> RawTable:
    nothing = [0] * len(values)
    old, year = nothing, nothing
    if before:
        table = {table.code: table for table in before[0].raw.tables}[name]
        counts = table._counts
        old = [counts[f"r{at}", MONTH] or 0 for at in range(len(values))]
        year = [counts[f"r{at}", YEAR] or 0 for at in range(len(values))]
    added = [a + b for a, b in zip(year, values, strict=True)]
    return summed(name, {MONTH: values, BEFORE: old, YEAR: added})
