"""Disclosure control (DOMAIN section 7): from counts to a report that may be printed.

The attacker has this report and all issued ones, knows every identity between their cells, and
for each hidden cell what its mark says: SMALL is 1 to k - 1, WITHHELD is 1 or more. Noughts are
printed as such and never hidden. After `suppress`, each SMALL may still be any of 1 to k - 1, and
each WITHHELD any of at least k - 1 numbers, each in a whole report that agrees with all he has.

Why two marks: a companion of a hidden cell is often large. Were it printed as a small one, the
statement «1 to k - 1» would be false; were both printed alike, it could be made of no cell. And
where two small cells have a printed total of 8, «1 to 4» twice would give both away: one of them
is then only WITHHELD. So the weaker mark is used for cells of any size, and tells nothing of it.

Why it works: write the true counts as x and all identities as A x = 0. A reader knows A, the
printed part of x, and bounds for the rest. Each whole number vector y with A y = 0 that agrees
with the printed part and the bounds is a report he can't tell from the true one. `protection`
builds k - 1 such y for each hidden cell, each with another value there; `audit` checks each by
plain arithmetic. No linear programming is needed for that: a y once built is the proof itself,
and stays one when more is hidden. What may go wrong is only to hide more than the least.

Where it ends: the reader is not assumed to rerun this program for each y and compare the marks;
nor to know any of the cases (one's own case taken off an X leaves one value less).
"""

from collections.abc import Iterator, Sequence

from intake.reports.audit import audit
from intake.reports.cells import Cell, Mark, Place, check_threshold
from intake.reports.protection import Protection
from intake.reports.report import Issued, RawReport, SafeReport
from intake.reports.system import State, System
from intake.reports.table import RawTable, SafeTable


def suppress(report: RawReport, k: int, issued: Sequence[Issued] = ()) -> Issued:
    """The report as it may be printed, given all issued reports it is linked with.

    k is the threshold, 3 to 10 (ValueError). WrongIdentity: the counts contradict an identity.
    CannotProtect: issued reports leave no way. AuditFailed: a fault of this program.
    """
    system = System(report, issued, check_threshold(k))
    protection = Protection(system, _proofs(system, issued))
    protection.complete()
    audit(system, protection.witnesses)
    tables = tuple(_safe(table, report.key, system) for table in report.tables)
    safe = SafeReport(report.code, report.version, k, tables)
    return Issued(report, safe, _proof(system, protection))


def _proofs(system: System, issued: Sequence[Issued]) -> Iterator[dict[int, int]]:
    """What proved the issued reports, the newest first."""
    for one in reversed(issued):
        for point in one.proof:
            if all(place in system.variable for place in point):
                yield {system.variable[place]: change for place, change in point.items()}


def _proof(system: System, protection: Protection) -> tuple[dict[Place, int], ...]:
    """The points that are needed, each change at the first of its places."""
    first: dict[int, Place] = {}
    for place, variable in system.variable.items():
        first.setdefault(variable, place)
    points = {
        id(point): point
        for variable in system.targets()
        for point in protection.witnesses[variable].values()
        if point
    }
    return tuple({first[v]: change for v, change in point.items()} for point in points.values())


def _safe(table: RawTable, key: str, system: System) -> SafeTable:
    return SafeTable(
        table.frame,
        tuple(tuple(_cells(table, key, system, row.code)) for row in table.frame.rows),
    )


def _cells(table: RawTable, key: str, system: System, row: str) -> Iterator[Cell]:
    for column in table.frame.columns:
        count = table._counts[row, column.code]
        if count is None:
            yield Cell(Mark.NOT_AVAILABLE)
            continue
        yield _cell(system, system.variable[Place(key, table.code, row, column.code)], count)


def _cell(system: System, variable: int, count: int) -> Cell:
    if system.state[variable] is State.SMALL and system.high[variable] < system.k:
        return Cell(Mark.SMALL)
    if system.may_change(variable):
        return Cell(Mark.WITHHELD)
    return Cell(Mark.NUMBER if count else Mark.ZERO, count)
