"""What a reader may see of one number, and where it stands."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Place(NamedTuple):
    """Where a number stands: report and version, table, row, column, all as codes."""

    report: str
    table: str
    row: str
    column: str


class Mark(Enum):
    """What is printed in a cell.

    A reader is told, and so an attacker knows:

    * NUMBER: the count.
    * ZERO: the count is nought. A nought is never hidden.
    * SMALL: hidden, and at least 1 and below the threshold.
    * WITHHELD: hidden, and at least 1. It may be small or large: it is hidden because other cells
      would follow from it, or because "below the threshold" would itself have said too much.
    * NOT_AVAILABLE: nobody counted it.
    """

    NUMBER = "number"
    ZERO = "zero"
    SMALL = "small"
    WITHHELD = "withheld"
    NOT_AVAILABLE = "not_available"

    @property
    def hidden(self) -> bool:
        """Whether there is a count that the reader must not learn."""
        return self in (Mark.SMALL, Mark.WITHHELD)


SIGNS = {Mark.ZERO: "–", Mark.SMALL: "X", Mark.WITHHELD: "(X)", Mark.NOT_AVAILABLE: "…"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed. It holds a number only where that number is printed."""

    mark: Mark
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.mark in (Mark.NUMBER, Mark.ZERO)):
            raise ValueError("A cell holds a number exactly where it shows one.")

    def __str__(self) -> str:
        return SIGNS.get(self.mark, str(self.number))


def check_threshold(k: int) -> int:
    """The threshold, if an office may use it. ValueError outside 3 to 10 (DOMAIN section 7)."""
    if not 3 <= k <= 10:
        raise ValueError(f"The threshold of the reports is {k}; it must be from 3 to 10.")
    return k
