"""Figures made from the counts: medians, shares and minutes. Each needs its base printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from intake.i18n import lazy_gettext as _l
from intake.reports.case_tables import ANSWERED, WITHIN, answered
from intake.reports.cells import Cell
from intake.reports.derived import derived, share
from intake.reports.overview import ACTIVITY, CASES
from intake.reports.report import SafeReport
from intake.reports.writer import MONTH, TOTAL, Writer

LABELS = {
    "median_response": (_l("First response: half of all within, in opening hours"), _l("hours")),
    "slow_response": (_l("First response: 9 of 10 within, in opening hours"), _l("hours")),
    "within_target": (_l("First response within the target"), _l("percent of new cases")),
    "median_duration": (_l("Duration of closed cases: half of all within"), _l("days")),
    "minutes": (_l("Minutes of contacts"), _l("minutes")),
    "late_minutes": (_l("Minutes of late entries"), _l("minutes")),
}
SECONDS_OF_AN_HOUR = 3600
PERCENT = 100
NINE_OF_TEN = 0.9


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it may be printed. `value` is none where it is hidden, or there is none."""

    code: str
    label: object
    unit: object
    value: float | None
    hidden: bool


def key_figures(writer: Writer, safe: SafeReport) -> tuple[Figure, ...]:
    """The figures of a month: first response, duration and contacts."""
    return (*of_responses(writer, safe), *of_work(writer, safe))


def of_responses(writer: Writer, safe: SafeReport) -> tuple[Figure, ...]:
    """How long the first answer took, and how often it kept the target."""
    table = safe.table("first_response")
    base, everyone = table.cell(ANSWERED, MONTH), table.cell(TOTAL, MONTH)
    waited = sorted(response_hours(writer))
    half, most = median(waited) if waited else None, ninth_tenth(waited)
    part = share(table.cell(WITHIN, MONTH), everyone, safe.threshold)
    percent = None if part is None else round(float(part) * PERCENT, 1)
    return (
        figure(writer, "median_response", half, base),
        figure(writer, "slow_response", most, base),
        written(writer, "within_target", percent, hidden=part is None and everyone.number != 0),
    )


def of_work(writer: Writer, safe: SafeReport) -> tuple[Figure, ...]:
    """How long cases and talks took."""
    figures, overview = writer.figures, writer.figures.overview
    closed = safe.table(CASES).cell("closed", MONTH)
    talks = safe.table(ACTIVITY).cell("contacts", MONTH)
    late = safe.table(ACTIVITY).cell("late_contacts", MONTH)
    days = median(figures.durations()) if figures.closed else None
    minutes = overview.minutes if overview.contacts else None
    late_minutes = overview.late_minutes if overview.late_contacts else None
    return (
        figure(writer, "median_duration", days, closed),
        figure(writer, "minutes", minutes, talks),
        figure(writer, "late_minutes", late_minutes, late),
    )


def figure(writer: Writer, code: str, value: float | None, base: Cell) -> Figure:
    """The figure as far as the number it is made from allows it."""
    rounded = None if value is None else round(value, 1)
    shown = derived(rounded, base, writer.office.thresholds.k)
    return written(writer, code, shown, hidden=shown is None and value is not None)


def written(writer: Writer, code: str, value: float | None, *, hidden: bool) -> Figure:
    """The figure with its words."""
    label, unit = LABELS[code]
    say = writer.lexicon.say
    return Figure(code, say(label), say(unit), value, hidden)


def response_hours(writer: Writer) -> list[float]:
    """Opening hours until the first response, for each new case that had one."""
    between = writer.office.hours.open_time_between
    return [
        between(case.at, case.first_response_at).total_seconds() / SECONDS_OF_AN_HOUR
        for case in answered(writer.figures)
        if case.first_response_at is not None
    ]


def ninth_tenth(ordered: Sequence[float]) -> float | None:
    """The smallest value that nine of ten do not exceed; None of nothing."""
    return ordered[ceil(NINE_OF_TEN * len(ordered)) - 1] if ordered else None
