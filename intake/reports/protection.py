"""Complementary suppression, by proof.

For each hidden number we build as many whole reports as the threshold asks for, each agreeing
with all that is printed, in which that number differs. Where the next one can't be built from
what is hidden so far, the cheapest move that can be built by hiding more is taken, and what it
changes is hidden. Hiding more only ever makes more reports possible, so a report once built stays
valid, and the procedure ends: it protects one number after the other and never has to look back.
"""

from collections import deque
from collections.abc import Iterable

from intake.reports.cells import Place
from intake.reports.moves import Move, Point, Search
from intake.reports.system import State, System


class CannotProtect(Exception):
    """Reports already issued say so much that the numbers at `places` can't be hidden any more."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        super().__init__("What is already issued gives a hidden number away.")


class Protection:
    """The search for witnesses. `witnesses[v]` maps each value found possible to its point.

    `proofs` are points of issued reports: they only have to be completed by this report's numbers.
    """

    def __init__(self, system: System, proofs: Iterable[Point] = ()) -> None:
        self.system = system
        self.witnesses: list[dict[int, Point]] = [{count: {}} for count in system.truth]
        self._waiting = deque(system.targets())
        self._old: dict[int, list[Point]] = {}
        for point in proofs:
            for variable in point:
                self._old.setdefault(variable, []).append(point)

    def complete(self) -> None:
        """Protect every hidden number, hiding more where needed. CannotProtect if impossible."""
        while self._waiting:
            self._protect(self._waiting.popleft())

    def _protect(self, variable: int) -> None:
        for paying in (False, True):
            self._complete_old(variable, paying=paying)
        for change in (1, -1):
            while self._lacking(variable) and self._step_freely(variable, change):
                pass
        while self._lacking(variable):
            moves = [self._paid(variable, change) for change in (1, -1)]
            found = [pair for pair in moves if pair is not None]
            if not found:
                self._hide_all_around(variable)
                return
            point, move = min(found, key=lambda pair: pair[1].cost)
            self._hide(move, point)
            self._keep(move.from_point(point), move.changes)

    def _complete_old(self, variable: int, *, paying: bool) -> None:
        """Carry what proved an issued report over to this one."""
        for old in self._old.get(variable, ()):
            if not self._lacking(variable):
                return
            if self.system.truth[variable] + old[variable] not in self.witnesses[variable]:
                move = self._move({}, old, paying=paying)
                if move is not None:
                    self._hide(move, {})
                    self._keep(move.from_point({}), move.changes)

    def _lacking(self, variable: int) -> bool:
        return len(self.witnesses[variable]) < self.system.needed(variable)

    def _outermost(self, variable: int, change: int) -> Point:
        values = self.witnesses[variable]
        return values[max(values) if change > 0 else min(values)]

    def _step_freely(self, variable: int, change: int) -> bool:
        point = self._outermost(variable, change)
        move = self._move(point, {variable: change}, paying=False)
        if move is None:
            return False
        while self._lacking(variable):
            point = move.from_point(point)
            self._keep(point, move.changes)
            if not Search(self.system, point, paying=False).fits(move.changes):
                break
        return True

    def _paid(self, variable: int, change: int) -> tuple[Point, Move] | None:
        point = self._outermost(variable, change)
        move = self._move(point, {variable: change}, paying=True)
        return None if move is None else (point, move)

    def _move(self, point: Point, wanted: Point, *, paying: bool) -> Move | None:
        near = Search(self.system, point, paying=paying, near=True).move(wanted)
        far = near or Search(self.system, point, paying=paying).move(wanted)
        if far or not paying:
            return far
        return Search(self.system, point, paying=True, hasty=True).move(wanted)

    def _hide(self, move: Move, point: Point) -> None:
        for variable, change in move.changes.items():
            value = self.system.truth[variable] + point.get(variable, 0) + change
            state = self.system.state[variable]
            if state is State.SHOWN or value > self.system.high[variable]:
                self._withhold(variable)

    def _withhold(self, variable: int) -> None:
        self.system.withhold(variable)
        self._waiting.append(variable)

    def _keep(self, point: Point, changed: Iterable[int]) -> None:
        for variable in changed:
            value = self.system.truth[variable] + point.get(variable, 0)
            self.witnesses[variable].setdefault(value, point)

    def _hide_all_around(self, variable: int) -> None:
        """The last resort: hide all that hangs together with it.

        Then twice, three times … every count are whole reports that agree too: all equations
        without a constant allow it.
        """
        around = self._connected(variable)
        for equation in {e for v in around for e, _ in self.system.member[v]}:
            if sum(f * self.system.truth[v] for v, f in self.system.equations[equation]):
                raise CannotProtect(self.system.places([variable]))
        for other in around:
            state, pinned = self.system.state[other], self.system.pinned[other]
            if pinned and state is State.SMALL:
                raise CannotProtect(self.system.places([variable, other]))
            if state is not State.UNPRINTED and not pinned:
                self._withhold(other)
        for times in range(1, self.system.k - 1):
            self._keep({v: times * self.system.truth[v] for v in around}, around)

    def _connected(self, variable: int) -> list[int]:
        found, waiting = {variable: None}, [variable]
        while waiting:
            for equation, _ in self.system.member[waiting.pop()]:
                for other, _ in self.system.equations[equation]:
                    if other not in found:
                        found[other] = None
                        waiting.append(other)
        return list(found)
