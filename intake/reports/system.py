"""What an attacker knows, as whole-number variables and equations between them.

Places that are equal by an identity are one variable. Numbers that are printed for good (noughts,
and what issued reports printed) are constants: since every equation holds for the true counts, we
only ever look at *changes* from the truth, and constants simply drop out of the equations.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from enum import IntEnum
from itertools import chain

from intake.reports.cells import Mark, Place
from intake.reports.report import Identity, Issued, RawReport, counts_in, identities_in

NO_LIMIT = 10**12
_DEARER_AS_TOTAL = 10_000
_DEARER_AS_DEAR = 200_000
_CELL = 1_000


class State(IntEnum):
    """What is known of a variable. SHOWN may still be hidden; all but FIXED take part."""

    FIXED = 0
    SHOWN = 1
    SMALL = 2
    WITHHELD = 3
    UNPRINTED = 4


class WrongIdentity(ValueError):
    """An equation that is not true for the counts: the figures themselves are wrong."""


class System:
    """Variables, what is known of each, the equations, and what hiding each would cost.

    `truth[v]` is the count; an attacker knows `low[v]` and `high[v]`. `pinned[v]`: it stands in
    an issued report, so what is known of it can't be changed any more. An equation is a tuple of
    (variable, factor), its sum of changes must be nought; `member[v]` lists (equation, factor).
    """

    def __init__(self, report: RawReport, issued: Sequence[Issued], k: int) -> None:
        self.k = k
        identities = [*chain.from_iterable(identities_in(one.raw) for one in issued)]
        identities += identities_in(report)
        counts = counts_in(report)
        for one in issued:
            counts |= counts_in(one.raw)
        identities = [i for i in identities if all(p in counts for p in i.places)]
        unprinted = {place for one in (report, *(i.raw for i in issued)) for place in one.unprinted}
        self._merge(counts, identities, unprinted)
        self._classify(report, issued)
        self._equate(identities)
        self._price(report.dear)

    def _merge(
        self, counts: Mapping[Place, int], identities: Iterable[Identity], unprinted: Set[Place]
    ) -> None:
        """Give each place its variable; equal places share one, also where noughts are between."""
        leader = {place: place for place in counts}
        for identity in identities:
            _check(identity, counts)
            parts = [p for p in identity.parts if counts[p] or p in unprinted]
            if len(parts) == 1 and not any(counts[p] or p in unprinted for p in identity.less):
                leader[_lead(leader, identity.total)] = _lead(leader, parts[0])
        self.variable: dict[Place, int] = {}
        self.truth: list[int] = []
        number: dict[Place, int] = {}
        for place, count in counts.items():
            first = _lead(leader, place)
            if first not in number:
                number[first] = len(self.truth)
                self.truth.append(count)
            self.variable[place] = number[first]

    def _classify(self, report: RawReport, issued: Sequence[Issued]) -> None:
        """Primary suppression, and what issued reports have said already."""
        size = len(self.truth)
        self.state = [State.UNPRINTED] * size
        self.low, self.high = [0] * size, [NO_LIMIT] * size
        self.pinned = [False] * size
        for place in counts_in(report):
            if place not in report.unprinted:
                self._primary(self.variable[place])
        for one in issued:
            for table in one.safe.tables:
                for row, cells in zip(table.frame.rows, table.cells, strict=True):
                    for column, cell in zip(table.frame.columns, cells, strict=True):
                        place = Place(one.raw.key, table.frame.code, row.code, column.code)
                        if place in self.variable:
                            self._printed(self.variable[place], cell.mark, one.safe.threshold)

    def _primary(self, variable: int) -> None:
        count = self.truth[variable]
        if count == 0:
            self.state[variable] = State.FIXED
        elif count < self.k:
            self.state[variable] = State.SMALL
            self.low[variable], self.high[variable] = 1, self.k - 1
        else:
            self.state[variable], self.low[variable] = State.SHOWN, 1

    def _printed(self, variable: int, mark: Mark, threshold: int) -> None:
        if not mark.hidden:
            self.state[variable] = State.FIXED
        elif self.state[variable] is not State.FIXED:
            first, self.pinned[variable] = not self.pinned[variable], True
            self.low[variable] = 1
            if first:
                self.state[variable], self.high[variable] = State.WITHHELD, NO_LIMIT
            if mark is Mark.SMALL:
                self.state[variable] = State.SMALL
                self.high[variable] = min(self.high[variable], threshold - 1)

    def _equate(self, identities: Iterable[Identity]) -> None:
        """Equations without constants, each once."""
        found: dict[tuple[tuple[int, int], ...], None] = {}
        for identity in identities:
            factors: dict[int, int] = defaultdict(int)
            for sign, places in ((-1, (identity.total,)), (1, identity.parts), (-1, identity.less)):
                for place in places:
                    factors[self.variable[place]] += sign
            moving = {v: f for v, f in factors.items() if f and self.state[v] is not State.FIXED}
            if moving:
                found[tuple(moving.items())] = None
        self.equations = list(found)
        self.member: list[list[tuple[int, int]]] = [[] for _ in self.truth]
        for number, equation in enumerate(self.equations):
            for variable, factor in equation:
                self.member[variable].append((number, factor))

    def _price(self, dear: Set[Place]) -> None:
        """What hiding a shown variable costs: few cells and small ones first, then totals, `dear`
        ones last."""
        self.price = [0] * len(self.truth)
        for variable in self.variable.values():
            if self.state[variable] is State.SHOWN:
                count = self.truth[variable]
                self.price[variable] += _CELL + 100 * count.bit_length() + min(count, 99)
        for equation in self.equations:
            variable, factor = equation[0]
            if factor == -1:
                self.price[variable] += _DEARER_AS_TOTAL
        for variable in {self.variable[place] for place in dear if place in self.variable}:
            self.price[variable] += _DEARER_AS_DEAR

    def may_change(self, variable: int) -> bool:
        """Whether the attacker can't tell this number from the report."""
        return self.state[variable] >= State.SMALL

    def targets(self) -> list[int]:
        """The numbers to protect, in order: all hidden ones, and small ones that follow from
        the report though they are not printed."""
        return [v for v in range(len(self.truth)) if self.to_protect(v)]

    def to_protect(self, variable: int) -> bool:
        """Whether an attacker must be left in doubt about it, and could be certain."""
        state = self.state[variable]
        if state is State.UNPRINTED:
            return 0 < self.truth[variable] < self.k and bool(self.member[variable])
        return self.may_change(variable)

    def needed(self, variable: int) -> int:
        """How many values must stay possible; all that an old, lower threshold had left."""
        if self.state[variable] is State.SMALL:
            return min(self.k, self.high[variable] + 1) - 1
        return self.k - 1

    def places(self, variables: Iterable[int]) -> tuple[Place, ...]:
        """Where these variables stand."""
        wanted = set(variables)
        return tuple(place for place, variable in self.variable.items() if variable in wanted)

    def withhold(self, variable: int) -> None:
        """Hide a number, or say less about a hidden one."""
        self.state[variable], self.high[variable] = State.WITHHELD, NO_LIMIT


def _check(identity: Identity, counts: Mapping[Place, int]) -> None:
    added = sum(counts[place] for place in identity.parts)
    if counts[identity.total] != added - sum(counts[place] for place in identity.less):
        raise WrongIdentity(f"The counts do not add up to {'/'.join(identity.total)}.")


def _lead(leader: dict[Place, Place], place: Place) -> Place:
    while leader[place] is not place:
        leader[place] = place = leader[leader[place]]
    return place
