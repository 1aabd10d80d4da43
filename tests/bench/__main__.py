"""Measures everything and writes RESULTS.md: `python -m tests.bench [quick|full]`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.bench.figures import HEADS, Figure, table
from tests.bench.fill import fill
from tests.bench.first_load import FirstLoad, figures, first_loads
from tests.bench.first_page import first_page
from tests.bench.form_page import form_page
from tests.bench.machine import facts, say, wait_for_quiet
from tests.bench.memory import memory
from tests.bench.monthly_figures import monthly_figures
from tests.bench.premises import Open, opened, premises
from tests.bench.queue_page import queue_page
from tests.bench.searches import searches
from tests.bench.sign_ins import sign_ins
from tests.bench.staff_pages import staff_pages
from tests.bench.submissions import submissions
from tests.bench.summary_pdf import summary_pdf

RESULTS = Path(__file__).parent / "RESULTS.md"
SIZES = {
    "quick": [("1 000 open of 1 000", 1_000, 0, 40.0)],
    "default": [("1 000 open of 1 000", 1_000, 0, 40.0), ("10 000 open", 10_000, 0, 400.0)],
}
SIZES["full"] = [*SIZES["default"], ("1 000 open of 100 000", 1_000, 99_000, 45.0)]

SEARCH_GOALS = {1_000: 30.0, 100_000: 1_500.0}
"""How many milliseconds a search may take, by the number of cases (DESIGN section 10)."""


class Run:
    """One run: what has been measured so far."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.figures: list[Figure] = []
        self.loads: list[FirstLoad] = []

    def measure(self) -> None:
        """Each size in an office of its own; the last and largest is measured in all ways."""
        *smaller, (name, open_cases, closed, goal) = SIZES[self.kind]
        for size in smaller:
            with _office(size[1], size[2]) as place:
                self._measure_pages(place, size)
        with _office(open_cases, closed) as place:
            self._measure_pages(place, (name, open_cases, closed, goal))
            self._measure_all(place)
        say("a fresh clone")
        wait_for_quiet()
        self._add(first_page())

    def _measure_pages(self, place: Open, size: tuple[str, int, int, float]) -> None:
        wait_for_quiet()
        self._add(queue_page(place, size[0], size[3]))
        if size[1] + size[2] in SEARCH_GOALS:
            self._add(searches(place, size[0], SEARCH_GOALS[size[1] + size[2]]))
        if size == SIZES["quick"][0]:
            self._add(staff_pages(place))

    def _measure_all(self, place: Open) -> None:
        self.loads = first_loads(place)
        self._add(figures(self.loads))
        for measured in (
            monthly_figures,
            form_page,
            sign_ins,
            submissions,
            summary_pdf,
            memory,
        ):
            wait_for_quiet()
            self._add(measured(place))

    def _add(self, figures: list[Figure]) -> None:
        for figure in figures:
            say(f"{figure.what}: {figure.measured:.2f} {figure.unit}")
        self.figures += figures

    def shown(self) -> str:
        """The results as a document."""
        lines = "\n".join(f"- {name}: {value}" for name, value in facts().items())
        rows = [figure.cells() for figure in self.figures]
        loads = [[x.page, x.language, str(x.size), str(x.requests)] for x in self.loads]
        return (
            "# Results of the benchmark\n\n"
            f"Written by `bin/bench{'' if self.kind == 'default' else ' ' + self.kind}`."
            " Medians, unless a line says otherwise. “load” is how many processes wanted a"
            " processor in the minute before (the benchmark's own included).\n\n"
            f"{lines}\n\n{table(HEADS, rows)}\n\n"
            "## First load of each public page, in bytes\n\n"
            f"{table(['page', 'language', 'bytes', 'requests'], loads)}\n"
        )


@contextmanager
def _office(open_cases: int, closed: int) -> Iterator[Open]:
    with premises() as place:
        say(f"an office with {open_cases} open and {closed} closed cases is being filled")
        fill(place, open_cases, closed)
        with opened(place) as served:
            yield served


def main() -> None:
    """Run what is asked for; the table goes to the terminal and to RESULTS.md."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "default"
    if len(sys.argv) > 2 or kind not in SIZES:
        click.echo("Usage: bin/bench [quick|full]", err=True)
        sys.exit(2)
    began = time.monotonic()
    run = Run(kind)
    run.measure()
    say(f"done in {time.monotonic() - began:.0f} s")
    RESULTS.write_text(run.shown(), encoding="utf-8")
    click.echo(table(HEADS, [figure.cells() for figure in run.figures]))


if __name__ == "__main__":
    main()
