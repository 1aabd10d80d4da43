"""Figures, their goals, and the table they are shown in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from tests.bench.machine import load


@dataclass(frozen=True)
class Figure:
    """One measured value beside its goal; `at_least` where more is better."""

    what: str
    measured: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    more: str = ""
    load: float = field(default_factory=load)

    @property
    def ratio(self) -> float | None:
        """Measured by goal; above 1 is too much, or enough where more is better."""
        return None if self.goal is None else self.measured / self.goal

    @property
    def reached(self) -> bool:
        """Whether the goal is met; what has no goal always is."""
        if self.goal is None:
            return True
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal

    def cells(self) -> list[str]:
        """The row of the table."""
        sign = "≥" if self.at_least else "≤"
        return [
            self.what,
            "" if self.goal is None else f"{sign} {_short(self.goal)} {self.unit}".strip(),
            f"{_short(self.measured)} {self.unit}".strip(),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.goal is None else ("yes" if self.reached else "**no**"),
            self.more,
            f"{self.load:.1f}",
        ]


HEADS = ["what", "goal", "measured", "ratio", "met", "more", "load"]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown that reads well as plain text too."""
    every = [list(heads), *map(list, rows)]
    widths = [max(len(row[at]) for row in every) for at in range(len(heads))]
    lines = [
        " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in every
    ]
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (lines[0], rule, *lines[1:]))


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which `share` percent of the values lie."""
    return quantiles(values, n=100, method="inclusive")[share - 1]


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 and value != int(value) else f"{value:.0f}"
