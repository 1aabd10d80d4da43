"""A whole report: its tables, and every equation a reader can write down about its cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from intake.reports.cells import Place
from intake.reports.table import Frame, RawTable, SafeTable, Sum


@dataclass(frozen=True, slots=True)
class Identity:
    """`total = parts - less`, over places of one or several reports.

    With one part it says that two cells are equal. A place that is in no table is a number that
    is not printed; its count is given with the report, and it is protected too.
    """

    total: Place
    parts: tuple[Place, ...]
    less: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of the equation."""
        return (self.total, *self.parts, *self.less)


@dataclass(frozen=True, eq=False)
class RawReport:
    """A report with its counts. `code` names what it reports on, such as `2026-02`.

    `dear` are numbers to hide last: a reader looks for them first, and later reports repeat them.
    """

    code: str
    version: int
    tables: tuple[RawTable, ...]
    identities: tuple[Identity, ...] = ()
    unprinted: Mapping[Place, int] = field(default_factory=dict, repr=False)
    dear: frozenset[Place] = frozenset()

    def __post_init__(self) -> None:
        codes = [table.code for table in self.tables]
        if len(set(codes)) < len(codes):
            raise ValueError(f"Report {self.key}: a table is there twice.")

    @property
    def key(self) -> str:
        """The report and its version, as places name it."""
        return key_of(self.code, self.version)


@dataclass(frozen=True, slots=True)
class SafeReport:
    """A report as it may be printed; `threshold` is k: SMALL means 1 to k - 1."""

    code: str
    version: int
    threshold: int
    tables: tuple[SafeTable, ...]

    def table(self, code: str) -> SafeTable:
        """The table with this code. KeyError if there is none."""
        return {table.frame.code: table for table in self.tables}[code]


@dataclass(frozen=True)
class Issued:
    """A report that readers have: its counts and what was printed of them. It never changes.

    `proof` are other counts that fit all that is printed: changes from the true ones. It is as
    secret as the counts, and is kept to be carried over to the reports that follow.
    """

    raw: RawReport = field(repr=False)
    safe: SafeReport
    proof: tuple[Mapping[Place, int], ...] = field(default=(), repr=False)


def key_of(code: str, version: int) -> str:
    """How places name a version of a report."""
    return f"{code}/{version}"


def counts_in(report: RawReport) -> dict[Place, int]:
    """Every count of the report, printed or not. Cells nobody counted are left out."""
    found = {
        Place(report.key, table.code, row, column): count
        for table in report.tables
        for (row, column), count in table._counts.items()
        if count is not None
    }
    return found | dict(report.unprinted)


def identities_in(report: RawReport) -> Iterator[Identity]:
    """The equations that follow from the sums of the tables, then those the report names."""
    for table in report.tables:
        yield from sums_in(report.key, table.frame)
    yield from report.identities


def sums_in(key: str, frame: Frame) -> Iterator[Identity]:
    """The equations that follow from the sums of one table."""
    for column in frame.columns:
        for total in frame.sums:
            yield _identity(total, [(code, column.code) for code in _codes(total)], key, frame)
    for row in frame.rows:
        for total in frame.across:
            yield _identity(total, [(row.code, code) for code in _codes(total)], key, frame)


def _codes(total: Sum) -> tuple[str, ...]:
    return (total.total, *total.parts, *total.less)


def _identity(total: Sum, cells: Iterable[tuple[str, str]], key: str, frame: Frame) -> Identity:
    first, *others = (Place(key, frame.code, row, column) for row, column in cells)
    middle = len(total.parts)
    return Identity(first, tuple(others[:middle]), tuple(others[middle:]))
