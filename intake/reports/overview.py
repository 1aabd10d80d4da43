"""The two tables that show the month beside the one before and the year to date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.i18n import lazy_gettext as _l
from intake.reports import words
from intake.reports.cells import Place
from intake.reports.counting import Overview
from intake.reports.period import Month
from intake.reports.publishing import Ladder
from intake.reports.report import Identity
from intake.reports.table import Frame, Heading, RawTable, Sum
from intake.reports.writer import MONTH, Writer

BEFORE, YEAR = "before", "year"
CASES, ACTIVITY = "overview", "activity"
MOVES = ("open_at_start", "new", "reopened", "closed", "corrections", "open_at_end")
WORK = ("requests", "brief_contacts", "contacts", "failed_attempts", "no_shows", "late_contacts")
PLACES = {CASES: MOVES, ACTIVITY: WORK}
"""The rows of each of the two tables."""
LABELS = {
    "open_at_start": _l("Open at the start"),
    "new": _l("New"),
    "reopened": _l("Reopened"),
    "closed": _l("Closed"),
    "corrections": _l("Corrections"),
    "open_at_end": _l("Open at the end"),
    "requests": _l("Requests"),
    "brief_contacts": _l("Brief contacts (among the requests and the contacts)"),
    "contacts": _l("Contacts"),
    "failed_attempts": _l("Failed attempts"),
    "no_shows": _l("Missed appointments"),
    "late_contacts": _l("Late entries (contacts of frozen months)"),
}
STANDING = {"open_at_start": 0, "open_at_end": -1}
"""What is no movement: over a year it is that of the first or the last month."""
DEAR = ("new", *STANDING)
"""What is hidden last. Each month goes on from what was open at the end of the one before: once
hidden, it would stay hidden for ever."""

Numbers = Mapping[str, int]


@dataclass(frozen=True)
class Course:
    """The numbers of the months of a year up to the reported one, and of the month before it."""

    before: Numbers | None
    year: tuple[Numbers, ...]

    @property
    def year_to_date(self) -> Numbers:
        """The months added up; what is open, at the start and at the end of the time."""
        return {
            name: self.year[STANDING[name]][name]
            if name in STANDING
            else sum(month[name] for month in self.year)
            for name in (*MOVES, *WORK)
        }


def numbers_of(overview: Overview) -> Numbers:
    """The numbers of a month that these tables show."""
    return {name: getattr(overview, name) for name in (*MOVES, *WORK)}


def overview_ladders(writer: Writer, course: Course) -> tuple[Ladder, Ladder]:
    """The movement of cases, and what came in and was talked about."""
    identity = Sum("open_at_end", ("open_at_start", "new", "reopened"), ("closed", "corrections"))
    return (
        Ladder((_table(writer, course, CASES, words.OVERVIEW, MOVES, (identity,)),)),
        Ladder((_table(writer, course, ACTIVITY, words.ACTIVITY, WORK, ()),)),
    )


def _table(
    writer: Writer,
    course: Course,
    code: str,
    about: words.TableWords,
    names: Iterable[str],
    sums: tuple[Sum, ...],
) -> RawTable:
    month = writer.figures.month
    lexicon = writer.lexicon
    columns = {
        MONTH: (lexicon.month(month), numbers_of(writer.figures.overview)),
        BEFORE: (lexicon.month(month.previous), course.before),
        YEAR: (lexicon.year_to_date(month), course.year_to_date),
    }
    rows = tuple(writer.row(name, LABELS[name]) for name in names)
    counts = {
        (row.code, column): numbers[row.code] if numbers is not None else None
        for row in rows
        for column, (_label, numbers) in columns.items()
    }
    headings = tuple(Heading(column, label) for column, (label, _numbers) in columns.items())
    title, unit, rule = writer.said(about)
    frame = Frame(code, rows, headings, sums, title=title, unit=unit, rule=rule)
    return RawTable(frame, counts)


def course_identities(key: str, course: Course) -> tuple[list[Identity], dict[Place, int]]:
    """The year to date is this month, the one before, and what was earlier: that is not printed."""
    found: list[Identity] = []
    unprinted: dict[Place, int] = {}
    if len(course.year) == 1:
        return found, unprinted
    *earlier, _before, _month = course.year
    for table, row in ((table, row) for table, rows in PLACES.items() for row in rows):
        parts = [Place(key, table, row, MONTH), Place(key, table, row, BEFORE)]
        if row == "open_at_start" and not earlier:
            found.append(Identity(Place(key, table, row, YEAR), (parts[1],)))
        if row in STANDING:
            continue
        if earlier:
            parts.append(Place(key, f"-earlier-{table}", row, YEAR))
            unprinted[parts[-1]] = sum(month[row] for month in earlier)
        found.append(Identity(Place(key, table, row, YEAR), tuple(parts)))
    return found, unprinted


def dear_places(key: str) -> frozenset[Place]:
    """The numbers that are hidden last, as `key` names the report."""
    return frozenset(
        Place(key, CASES, row, column) for row in DEAR for column in (MONTH, BEFORE, YEAR)
    )


def months_of_the_year(month: Month, first: Month) -> list[Month]:
    """The months that the year to date adds up: none from before the first case."""
    return [one for one in month.year_to_date() if one >= first or one == month]
