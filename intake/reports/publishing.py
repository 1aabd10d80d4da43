"""Coarser rows where too much would be hidden, then the report as it may be issued."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from intake.reports.cells import Place
from intake.reports.links import SameColumn, matching_rows, resolved
from intake.reports.protection import CannotProtect
from intake.reports.report import Identity, Issued, RawReport, counts_in, sums_in
from intake.reports.suppression import suppress
from intake.reports.table import RawTable, SafeTable

MOST_HIDDEN = 0.6


@dataclass(frozen=True)
class Ladder:
    """One table, ever coarser: as it should be, small municipalities together, totals only.

    `start` is the first level that may be used, where attributes would be disclosed before it.
    """

    levels: tuple[RawTable, ...]
    start: int = 0


@dataclass(frozen=True)
class Draft:
    """A report before disclosure control. Identities may name rows of any level of a ladder."""

    code: str
    version: int
    ladders: tuple[Ladder, ...]
    identities: tuple[Identity, ...] = ()
    links: tuple[SameColumn, ...] = ()
    unprinted: Mapping[Place, int] = field(default_factory=dict, repr=False)
    dear: frozenset[Place] = frozenset()


def publish(draft: Draft, k: int, issued: Sequence[Issued] = ()) -> Issued:
    """The report with the finest rows of which at most 60 % of the filled cells are hidden.

    Noughts do not count as cells here: one case alone would else show all of itself by them.
    Errors as in `suppress`; where issued reports leave no way, coarser rows are tried first.
    """
    at = [ladder.start for ladder in draft.ladders]
    while True:
        report = assembled(draft, at, issued)
        try:
            found = suppress(report, k, issued)
        except CannotProtect as trouble:
            if not _coarser(draft, at, {place.table for place in trouble.places}):
                raise
            continue
        crowded = {t.frame.code for t in found.safe.tables if _hidden_share(t) > MOST_HIDDEN}
        if not _coarser(draft, at, crowded):
            return found


def _coarser(draft: Draft, at: list[int], tables: Set[str]) -> bool:
    """Take one step down the ladders of these tables; whether any could."""
    steps = [
        number
        for number, ladder in enumerate(draft.ladders)
        if at[number] + 1 < len(ladder.levels) and ladder.levels[0].code in tables
    ]
    for number in steps:
        at[number] += 1
    return bool(steps)


def _hidden_share(table: SafeTable) -> float:
    """The share of hidden cells among those that are not nought, in the worst column.

    Sums are cells too: where two of three rows are hidden, their sum still follows, and putting
    them together would say less.
    """
    shares = [0.0]
    for column in zip(*table.cells, strict=True):
        filled = [cell for cell in column if cell.mark.hidden or cell.number]
        if filled:
            shares.append(sum(cell.mark.hidden for cell in filled) / len(filled))
    return max(shares)


def assembled(draft: Draft, at: Sequence[int], issued: Sequence[Issued] = ()) -> RawReport:
    """The report at these levels, with all its identities.

    Rows of other levels that an identity names become numbers that are not printed, tied to the
    rows that are.
    """
    chosen = tuple(ladder.levels[level] for ladder, level in zip(draft.ladders, at, strict=True))
    bare = RawReport(draft.code, draft.version, chosen, draft.identities, draft.unprinted)
    present = counts_in(bare)
    named = {place for identity in draft.identities for place in identity.places}
    unprinted, ties = dict(draft.unprinted), list(draft.identities)
    for ladder, table in zip(draft.ladders, chosen, strict=True):
        for level in ladder.levels:
            counts = counts_in(RawReport(draft.code, draft.version, (level,)))
            columns = {place.column for place in counts if place in named - present.keys()}
            if columns:
                unprinted |= {
                    place: count
                    for place, count in counts.items()
                    if place.column in columns and place not in present
                }
                ties += _ties(bare.key, table, level, columns)
    ties += resolved(bare, draft.links, issued)
    return RawReport(draft.code, draft.version, chosen, tuple(ties), unprinted, draft.dear)


def _ties(key: str, table: RawTable, level: RawTable, columns: set[str]) -> Iterator[Identity]:
    for identity in sums_in(key, level.frame):
        if all(place.column in columns for place in identity.places):
            yield identity
    for column in sorted(columns):
        for rows, others in matching_rows(table.frame, level.frame):
            one = [Place(key, table.code, row.code, column) for row in rows]
            two = [Place(key, table.code, row.code, column) for row in others]
            if one != two:
                single, several = (one, two) if len(one) == 1 else (two, one)
                yield Identity(single[0], tuple(several))
