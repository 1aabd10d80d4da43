"""An attacker who has scipy: all printed cells, all marks, all identities, nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from intake.reports.cells import Mark, Place
from intake.reports.report import Issued, counts_in, identities_in

MOST = 1_000_000
"""What the search for whole numbers takes for «no limit»."""

Numbers = NDArray[np.float64]


class Attack:
    """What can be worked out from issued reports. Knows counts only where they are printed."""

    def __init__(self, issued: Sequence[Issued]) -> None:
        self.marks: dict[Place, Mark] = {}
        self.low: dict[Place, float] = {}
        self.high: dict[Place, float] = {}
        for one in issued:
            self._read(one)
        known = {p for one in issued for p in counts_in(one.raw)}
        identities = [i for one in issued for i in identities_in(one.raw)]
        identities = [i for i in identities if all(p in known for p in i.places)]
        for identity in identities:
            for place in identity.places:
                self.low.setdefault(place, 0)
                self.high.setdefault(place, np.inf)
        self.column = {place: at for at, place in enumerate(self.low)}
        factors: dict[tuple[int, int], int] = defaultdict(int)
        for at, identity in enumerate(identities):
            factors[at, self.column[identity.total]] -= 1
            for sign, places in ((1, identity.parts), (-1, identity.less)):
                for place in places:
                    factors[at, self.column[place]] += sign
        rows, columns = zip(*factors, strict=True) if factors else ((), ())
        shape = (max(1, len(identities)), len(self.low))
        self.matrix = csr_array(([*factors.values()], (rows, columns)), shape, dtype=float)

    def _read(self, one: Issued) -> None:
        for table in one.safe.tables:
            for row, cells in zip(table.frame.rows, table.cells, strict=True):
                for column, cell in zip(table.frame.columns, cells, strict=True):
                    place = Place(one.raw.key, table.frame.code, row.code, column.code)
                    if cell.mark is Mark.NOT_AVAILABLE:
                        continue
                    self.marks[place] = cell.mark
                    if cell.number is not None:
                        self.low[place] = self.high[place] = cell.number
                    else:
                        small = cell.mark is Mark.SMALL
                        self.low[place] = 1
                        self.high[place] = one.safe.threshold - 1 if small else np.inf

    @property
    def hidden(self) -> list[Place]:
        return [place for place, mark in self.marks.items() if mark.hidden]

    def by_linprog(self, place: Place) -> tuple[float, float]:
        """The least and the greatest value it can have (inf where there is no limit)."""
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(self.low))
            goal[self.column[place]] = sign
            limits = list(zip(self.low.values(), self.high.values(), strict=True))
            nought = np.zeros(self.matrix.shape[0])
            found = linprog(goal, A_eq=self.matrix, b_eq=nought, bounds=limits, method="highs")
            assert found.status in (0, 3), found.message
            ends.append(np.inf if found.status == 3 else found.fun)
        return ends[0], -ends[1] if ends[1] != np.inf else np.inf

    def by_milp(self, place: Place, most: int) -> int:
        """How many whole numbers it can really be, counted up to `most`."""
        return most if place not in self.certain([place], most) else len(self._found[place])

    def certain(self, places: Iterable[Place], most: int) -> list[Place]:
        """Those of the places that can't be `most` different whole numbers; all are tried.

        What hangs together is solved together, and each solution shows a value of every cell.
        """
        self._found: dict[Place, set[int]] = defaultdict(set)
        wanted = dict.fromkeys(places)
        given_away = []
        for part in self._parts():
            inside = {place: at for at, place in enumerate(part.places) if place in wanted}
            for place, at in inside.items():
                lacking = {
                    where
                    for other, where in inside.items()
                    if where >= at and len(self._found[other]) < most
                }
                for solution in part.values_of(at, self._found[place], most, lacking):
                    for other, where in inside.items():
                        self._found[other].add(int(solution[where]))
                if len(self._found[place]) < most:
                    given_away.append(place)
        return given_away

    def _parts(self) -> Iterator["Part"]:
        """What hangs together over identities; what is printed ties nothing."""
        low, high = (np.array([*ends.values()], float) for ends in (self.low, self.high))
        free = np.flatnonzero(low < high)
        moving = self.matrix[:, free]
        count, labels = connected_components(moving.T @ moving, directed=False)
        constant = self.matrix @ np.where(low < high, 0, np.minimum(low, MOST))
        places = [*self.low]
        for number in range(count):
            mine = np.flatnonzero(labels == number)
            columns = free[mine]
            rows = np.unique(moving[:, mine].nonzero()[0])
            yield Part(
                [places[at] for at in columns],
                csr_array(moving[:, mine][rows]),
                -constant[rows],
                low[columns],
                np.minimum(high[columns], MOST),
            )


class Part:
    """Hidden numbers that hang together: all whole solutions of `matrix @ x = right`."""

    def __init__(
        self, places: list[Place], matrix: csr_array, right: Numbers, low: Numbers, high: Numbers
    ) -> None:
        self.places = places
        self.matrix, self.right, self.low, self.high = matrix, right, low, high

    def values_of(
        self, at: int, found: set[int], most: int, lacking: set[int]
    ) -> Iterator[Numbers]:
        """Solutions, until `found` (which grows meanwhile) has `most` values of this number."""
        for sign in (1, -1):
            if len(found) < most:
                goal = np.zeros(len(self.places))
                goal[at] = sign
                yield self._solved(goal)
        value, last = min(found, default=0), max(found, default=0)
        while len(found) < most and value < min(last, min(found) + 4 * most):
            value += 1
            if value not in found:
                solution = self._solved(self._spread(lacking), (at, value))
                if solution is not None:
                    yield solution

    def _spread(self, lacking: set[int]) -> Numbers:
        """A goal that pushes other numbers that are not settled yet to their ends."""
        goal = np.zeros(len(self.places))
        goal[[*lacking]] = [1 - 2 * (at % 2) for at in lacking]
        return goal

    def _solved(self, goal: Numbers, fixed: tuple[int, int] | None = None) -> Numbers | None:
        low, high = self.low.copy(), self.high.copy()
        if fixed:
            low[fixed[0]] = high[fixed[0]] = fixed[1]
        found = milp(
            goal,
            constraints=LinearConstraint(self.matrix, self.right, self.right),
            bounds=Bounds(low, high),
            integrality=np.ones(len(goal)),
        )
        if found.status == 2 and fixed:
            return None
        assert found.status == 0, found.message
        whole = np.rint(found.x)
        assert np.array_equal(self.matrix @ whole, self.right), "not a solution at all"
        assert (low <= whole).all() and (whole <= high).all(), "not a solution at all"
        return whole


def betrayed(issued: Sequence[Issued], k: int) -> list[Place]:
    """The hidden cells for which fewer than k - 1 whole numbers stay possible: all are tried."""
    attack = Attack(issued)
    return attack.certain(attack.hidden, k - 1)


def small_but_unprinted(issued: Sequence[Issued], k: int) -> list[Place]:
    """Small numbers that are in no table, and that the identities are about."""
    attack = Attack(issued)
    return [
        place
        for one in issued
        for place, count in one.raw.unprinted.items()
        if 0 < count < k and place in attack.column
    ]


def texts(issued: Iterable[Issued]) -> list[list[str]]:
    """What is printed, row by row: for a look, and to compare."""
    return [
        [str(cell) for cell in row]
        for one in issued
        for table in one.safe.tables
        for row in table.cells
    ]
