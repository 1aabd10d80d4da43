"""Find another whole report that agrees with everything printed: one number goes up or down by
one, others balance it.

A *point* is a set of changes from the true counts that keeps every equation. A *move* leads from
one point to another. It starts with the change that is wanted, which puts equations out of
balance; each is balanced by one more variable, which may put others out of balance, until none
is. The search (A*: cost so far, plus the cheapest way to balance each open equation) is exact in
what it returns, whole numbers throughout, and gives up after a bound of steps.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from intake.reports.system import State, System

Point = Mapping[int, int]
FREE = 1
SAY_LESS = 20
_PATIENCE = {
    (False, True): 150,
    (False, False): 60,
    (True, True): 400,
    (True, False): 1500,
}


@dataclass(frozen=True, slots=True)
class Move:
    """Changes that keep every equation, and what they cost beyond what is hidden already."""

    changes: dict[int, int]
    cost: int

    def from_point(self, point: Point) -> dict[int, int]:
        """The point it leads to."""
        there = dict(point)
        for variable, change in self.changes.items():
            there[variable] = there.get(variable, 0) + change
        return {variable: change for variable, change in there.items() if change}


Choice = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Changes so far, their cost, and by how much which equations are out of balance."""

    cost: int
    changes: dict[int, int]
    open: dict[int, int]


class Search:
    """Moves from one point. `paying` allows to hide more cells, at their price.

    `near` leaves what issued reports hide as it is, but for the changes that are wanted: there are
    far fewer ways then, and mostly enough. `hasty` takes what balances most, whatever it costs.
    """

    def __init__(
        self,
        system: System,
        point: Point,
        *,
        paying: bool,
        near: bool = False,
        hasty: bool = False,
    ) -> None:
        self.system, self.point = system, point
        self.paying, self.near, self.hasty = paying, near, hasty
        self._choices: dict[tuple[int, int], list[Choice]] = {}

    def price(self, variable: int, change: int) -> int:
        """The price of a change; 0 where it is impossible."""
        system = self.system
        if system.state[variable] is State.FIXED:
            return 0
        value = system.truth[variable] + self.point.get(variable, 0) + change
        if value < system.low[variable]:
            return 0
        if system.state[variable] is State.SHOWN:
            return system.price[variable] if self.paying else 0
        if value > system.high[variable]:
            return SAY_LESS if self.paying and not system.pinned[variable] else 0
        return FREE

    def fits(self, changes: Mapping[int, int]) -> bool:
        """Whether all these changes are possible from here at no cost."""
        return all(self.price(variable, change) == FREE for variable, change in changes.items())

    def move(self, wanted: Mapping[int, int]) -> Move | None:
        """The cheapest move found that makes these changes; none if there is none in sight."""
        prices = [self.price(variable, change) for variable, change in wanted.items()]
        if not all(prices):
            return None
        start: dict[int, int] = {}
        for variable, change in wanted.items():
            start = self._opened(start, variable, change)
        waiting = [(0, 0, 0, _Trial(sum(prices), dict(wanted), start))]
        number, seen = count(1), set[frozenset[tuple[int, int]]]()
        for _ in range(_PATIENCE[self.paying, self.near]):
            if not waiting:
                return None
            trial = heappop(waiting)[-1]
            state = frozenset(trial.open.items())
            if not state:
                return Move(trial.changes, trial.cost - len(trial.changes) * FREE)
            if state not in seen:
                seen.add(state)
                for more in self._continued(trial, wanted):
                    least = self._least(more.open)
                    if least is not None:
                        rank = more.cost + least, len(more.open)
                        first = rank[::-1] if self.hasty else rank
                        heappush(waiting, (*first, next(number), more))
        return None

    def _continued(self, trial: _Trial, wanted: Mapping[int, int]) -> Iterator[_Trial]:
        """The trial with one equation balanced: the one that leaves the fewest ways."""
        options = [self._balancing(*item) for item in trial.open.items()]
        for price, variable, step in min(options, key=len):
            if variable in wanted:
                continue
            changes = trial.changes | {variable: step}
            cost = trial.cost + price
            if variable in trial.changes:
                changes[variable] += trial.changes[variable]
                before, now = (self.price(variable, c[variable]) for c in (trial.changes, changes))
                if not now:
                    continue
                cost = trial.cost - before + now
            yield _Trial(cost, changes, self._opened(trial.open, variable, step))

    def _opened(self, before: Mapping[int, int], variable: int, change: int) -> dict[int, int]:
        after = dict(before)
        for equation, factor in self.system.member[variable]:
            left = after.get(equation, 0) + factor * change
            if left:
                after[equation] = left
            else:
                after.pop(equation, None)
        return after

    def _least(self, open_equations: Mapping[int, int]) -> int | None:
        total = 0
        for item in open_equations.items():
            choices = self._balancing(*item)
            if not choices:
                return None
            total += choices[0][0]
        return total

    def _balancing(self, equation: int, left: int) -> list[Choice]:
        """The single changes that balance an equation, cheapest first."""
        found = self._choices.get((equation, left))
        if found is None:
            found = self._choices[equation, left] = []
            for variable, factor in self.system.equations[equation]:
                if left % factor == 0 and not (self.near and self.system.pinned[variable]):
                    change = -left // factor
                    if price := self.price(variable, change):
                        found.append((price, variable, change))
            found.sort()
        return found
