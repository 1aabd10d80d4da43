"""An attacker who has scipy: all printed cells, all marks, all identities, nothing else."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from intake.reports.cells import Mark, Place
from intake.reports.report import Issued, counts_in, identities_in


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
        self.matrix = np.zeros((max(1, len(identities)), len(self.low)))
        for at, identity in enumerate(identities):
            self.matrix[at, self.column[identity.total]] -= 1
            for sign, places in ((1, identity.parts), (-1, identity.less)):
                for place in places:
                    self.matrix[at, self.column[place]] += sign

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
            nought = np.zeros(len(self.matrix))
            found = linprog(goal, A_eq=self.matrix, b_eq=nought, bounds=limits, method="highs")
            assert found.status in (0, 3), found.message
            ends.append(np.inf if found.status == 3 else found.fun)
        return ends[0], -ends[1] if ends[1] != np.inf else np.inf

    def by_milp(self, place: Place, most: int) -> int:
        """How many whole numbers it can really be, counted up to `most`."""
        low, high = self.by_linprog(place)
        first, last = int(np.ceil(low - 1e-6)), np.floor(high + 1e-6)
        possible, value = 0, first
        while possible < most and value <= last and value < first + 4 * most:
            possible += self._possible(place, value)
            value += 1
        return possible

    def _possible(self, place: Place, value: int) -> bool:
        low, high = np.array([*self.low.values()], float), np.array([*self.high.values()], float)
        low[self.column[place]] = high[self.column[place]] = value
        found = milp(
            np.zeros(len(low)),
            constraints=LinearConstraint(self.matrix, 0, 0),
            bounds=Bounds(low, high),
            integrality=np.ones(len(low)),
        )
        return bool(found.status == 0)


def betrayed(issued: Sequence[Issued], k: int, *, whole: bool = True) -> list[Place]:
    """The hidden cells for which fewer than k - 1 whole numbers stay possible."""
    attack = Attack(issued)
    return [place for place in attack.hidden if not _safe(attack, place, k, whole)]


def _safe(attack: Attack, place: Place, k: int, whole: bool) -> bool:
    if whole:
        return attack.by_milp(place, k - 1) >= k - 1
    low, high = attack.by_linprog(place)
    return np.floor(high + 1e-6) - np.ceil(low - 1e-6) >= k - 2 if high < np.inf else True


def texts(issued: Iterable[Issued]) -> list[list[str]]:
    """What is printed, row by row: for a look, and to compare."""
    return [
        [str(cell) for cell in row]
        for one in issued
        for table in one.safe.tables
        for row in table.cells
    ]
