"""An issued report as plain data, to be sealed and kept: counts, what was printed, the proof.

What comes out is as secret as the counts. `words` turns a label into plain data and back: the
labels of a report belong to whoever makes it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from intake.reports.cells import Cell, Mark, Place
from intake.reports.report import Identity, Issued, RawReport, SafeReport
from intake.reports.table import Frame, Heading, RawTable, SafeTable, Sum

Data = dict[str, Any]
Words = Callable[[Any], Any]


def frozen(one: Issued, words: Words = str) -> Data:
    """The report as JSON can hold it."""
    numbers: dict[Place, int] = {}

    def at(place: Place) -> int:
        return numbers.setdefault(place, len(numbers))

    data: Data = {
        "code": one.raw.code,
        "version": one.raw.version,
        "threshold": one.safe.threshold,
        "tables": [
            _table(raw, safe, words)
            for raw, safe in zip(one.raw.tables, one.safe.tables, strict=True)
        ],
        "identities": [
            [at(identity.total), [*map(at, identity.parts)], [*map(at, identity.less)]]
            for identity in one.raw.identities
        ],
        "unprinted": _pairs(one.raw.unprinted, at),
        "proof": [_pairs(point, at) for point in one.proof],
    }
    return data | {"places": [list(place) for place in numbers]}


def thawed(data: Data, words: Words = str) -> Issued:
    """The report that was frozen."""
    places = [Place(*place) for place in data["places"]]
    tables = [_tables(table, words) for table in data["tables"]]
    identities = tuple(
        Identity(places[total], tuple(places[n] for n in parts), tuple(places[n] for n in less))
        for total, parts, less in data["identities"]
    )
    unprinted = {places[number]: count for number, count in data["unprinted"]}
    code, version = data["code"], data["version"]
    return Issued(
        RawReport(code, version, tuple(raw for raw, _ in tables), identities, unprinted),
        SafeReport(code, version, data["threshold"], tuple(safe for _, safe in tables)),
        tuple({places[number]: change for number, change in point} for point in data["proof"]),
    )


def _pairs(counts: Mapping[Place, int], at: Callable[[Place], int]) -> list[list[int]]:
    return [[at(place), count] for place, count in counts.items()]


def _table(raw: RawTable, safe: SafeTable, words: Words) -> Data:
    frame = raw.frame
    return {
        "code": frame.code,
        "rows": [_heading(row, words) for row in frame.rows],
        "columns": [_heading(column, words) for column in frame.columns],
        "sums": [[s.total, s.parts, s.less] for s in frame.sums],
        "across": [[s.total, s.parts, s.less] for s in frame.across],
        "words": [words(frame.title), words(frame.unit), words(frame.rule)],
        "additive": frame.additive,
        "grouped_by": None if frame.grouped_by is None else [words(frame.grouped_by)],
        "counts": [*raw._counts.values()],
        "marks": [[cell.mark.value for cell in row] for row in safe.cells],
        "numbers": [[cell.number for cell in row] for row in safe.cells],
    }


def _heading(heading: Heading, words: Words) -> list[Any]:
    return [heading.code, words(heading.label), sorted(heading.parts)]


def _tables(data: Data, words: Words) -> tuple[RawTable, SafeTable]:
    rows, columns = (
        tuple(Heading(code, words(label), frozenset(parts)) for code, label, parts in data[key])
        for key in ("rows", "columns")
    )
    title, unit, rule = map(words, data["words"])
    frame = Frame(
        data["code"],
        rows,
        columns,
        _sums(data["sums"]),
        _sums(data["across"]),
        title=title,
        unit=unit,
        rule=rule,
        additive=data["additive"],
        grouped_by=None if data["grouped_by"] is None else words(data["grouped_by"][0]),
    )
    wanted = [(row.code, column.code) for row in rows for column in columns]
    cells = tuple(
        tuple(Cell(Mark(mark), number) for mark, number in zip(marks, numbers, strict=True))
        for marks, numbers in zip(data["marks"], data["numbers"], strict=True)
    )
    raw = RawTable(frame, dict(zip(wanted, data["counts"], strict=True)))
    return raw, SafeTable(frame, cells)


def _sums(data: Iterable[tuple[str, list[str], list[str]]]) -> tuple[Sum, ...]:
    return tuple(Sum(total, tuple(parts), tuple(less)) for total, parts, less in data)
