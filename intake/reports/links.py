"""Equations between a report and those already issued: other months, year to date, versions.

Each is written down only where it holds for the counts: where late entries have come in between,
the equation is not true and an attacker who trusts it is misled. Name the late entries in an
identity of their own where they are printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from intake.reports.cells import Place
from intake.reports.report import Identity, Issued, RawReport, counts_in, key_of
from intake.reports.table import Frame, Heading


@dataclass(frozen=True, slots=True)
class SameColumn:
    """A column that repeats a column of an issued report: «previous month».

    `earlier` is the key of that report, or the report's own: in January «year to date» repeats
    the month.
    """

    column: str
    earlier: str
    earlier_column: str
    adds: str | None = None


def running_total(column: str, month: str, earlier: str, earlier_column: str) -> SameColumn:
    """A column that adds this month to a column of an issued report: «year to date»."""
    return SameColumn(column, earlier, earlier_column, adds=month)


def resolved(
    report: RawReport, links: Sequence[SameColumn], issued: Sequence[Issued]
) -> tuple[Identity, ...]:
    """All equations between this report and the issued ones, each true for the counts."""
    counts = counts_in(report)
    by_key = {report.key: report} | {one.raw.key: one.raw for one in issued}
    found: list[Identity] = []
    for one in issued:
        counts |= counts_in(one.raw)
        if one.raw.code == report.code:
            found += _unchanged(report, one.raw)
    for link in links:
        if link.earlier in by_key:
            found += _linked(report, by_key[link.earlier], link)
    return tuple(identity for identity in found if _holds(identity, counts))


def latest_key(issued: Iterable[Issued], code: str) -> str:
    """The key of the newest issued version of a report; version 1 if there is none."""
    return key_of(code, max((one.raw.version for one in issued if one.raw.code == code), default=1))


def _holds(identity: Identity, counts: dict[Place, int]) -> bool:
    if any(place not in counts for place in identity.places):
        return False
    added = sum(counts[place] for place in identity.parts)
    return counts[identity.total] == added - sum(counts[place] for place in identity.less)


def _frames(report: RawReport, earlier: RawReport) -> Iterator[tuple[Frame, Frame]]:
    frames = {table.code: table.frame for table in earlier.tables}
    for table in report.tables:
        if table.code in frames:
            yield table.frame, frames[table.code]


def _unchanged(report: RawReport, earlier: RawReport) -> Iterator[Identity]:
    """Cells that did not change since the earlier version: a reader will guess so."""
    for new, old in _frames(report, earlier):
        olds_columns = {column.code for column in old.columns}
        for column in (c.code for c in new.columns if c.code in olds_columns):
            for rows, olds in matching_rows(new, old):
                yield _equal(report, earlier, new.code, (rows, column), (olds, column), None)


def _linked(report: RawReport, earlier: RawReport, link: SameColumn) -> Iterator[Identity]:
    for new, old in _frames(report, earlier):
        columns = {column.code for column in new.columns}
        if {link.column, link.adds or link.column} <= columns and any(
            column.code == link.earlier_column for column in old.columns
        ):
            for rows, olds in matching_rows(new, old):
                left, right = (rows, link.column), (olds, link.earlier_column)
                yield _equal(report, earlier, new.code, left, right, link.adds)


Cells = tuple[list[Heading], str]


def _equal(
    report: RawReport, earlier: RawReport, table: str, new: Cells, old: Cells, adds: str | None
) -> Identity:
    """`new = old` (or `new = old + this month`), with several rows on one of the two sides."""
    news = [Place(report.key, table, row.code, new[1]) for row in new[0]]
    olds = [Place(earlier.key, table, row.code, old[1]) for row in old[0]]
    more = [Place(report.key, table, row.code, adds) for row in new[0]] if adds else []
    if len(news) == 1:
        return Identity(news[0], (*olds, *more))
    return Identity(olds[0], tuple(news), tuple(more))


def matching_rows(new: Frame, old: Frame) -> Iterator[tuple[list[Heading], list[Heading]]]:
    """Rows that count the same on both sides: one to one, or one to several finer ones."""
    totals = {total.total for total in (*new.sums, *old.sums)}
    old_codes = {row.code: row for row in old.rows}
    for row in new.rows:
        same = old_codes.get(row.code)
        if same and same.parts == row.parts:
            yield [row], [same]
        elif new.additive and row.code not in totals and (parts := _covering(row, old, totals)):
            yield [row], parts
    if new.additive:
        for row in old.rows:
            if row.code not in totals and len(parts := _covering(row, new, totals)) > 1:
                yield parts, [row]


def _covering(row: Heading, frame: Frame, totals: set[str]) -> list[Heading]:
    """The rows of the other table that make up this one exactly; none if they do not."""
    inside = [r for r in frame.rows if r.code not in totals and r.parts <= row.parts]
    covered = frozenset().union(*(one.parts for one in inside))
    exact = covered == row.parts and sum(len(one.parts) for one in inside) == len(covered)
    return inside if exact else []
