"""What page, PDF, CSV and charts are given of a report: nothing that is not printed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.reports.key_figures import Figure
from intake.reports.report import SafeReport


class Stage(StrEnum):
    """How certain a month is: it still runs, it is over but not frozen, it is frozen."""

    RUNNING = "running"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Printed:
    """A report for its readers. Title, office and reason are texts in all languages of the staff.

    `made_at` is when its numbers were counted; `reason` says why there is a later version.
    """

    report: SafeReport
    title: object
    office: object
    made_at: datetime
    stage: Stage
    reason: object | None
    figures: tuple[Figure, ...]

    @property
    def code(self) -> str:
        """The month, such as `2026-10`."""
        return self.report.code

    @property
    def version(self) -> int:
        """Its version, from 1."""
        return self.report.version

    @property
    def name(self) -> str:
        """The name of its files, the same in every language."""
        return f"report-{self.code}-v{self.version}"
