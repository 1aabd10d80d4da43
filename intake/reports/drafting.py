"""Drafts the report of a month from its figures, beside all reports that are issued already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.office import Office
from intake.reports.case_tables import case_ladders
from intake.reports.cells import Place
from intake.reports.counting import Figures, count_month
from intake.reports.edition import Edition
from intake.reports.identities import asker_identities, identities_of, topic_identities
from intake.reports.key_figures import key_figures
from intake.reports.links import SameColumn, running_total
from intake.reports.monthly import check_month, stage_of
from intake.reports.other_tables import other_ladders
from intake.reports.overview import (
    BEFORE,
    PLACES,
    YEAR,
    Course,
    Numbers,
    course_identities,
    dear_places,
    months_of_the_year,
    numbers_of,
    overview_ladders,
)
from intake.reports.period import Month
from intake.reports.printed import Printed, Stage
from intake.reports.publishing import Draft, publish
from intake.reports.reading import Reader
from intake.reports.report import Identity, Issued, RawReport, counts_in, key_of
from intake.reports.topic_tables import topic_ladders
from intake.reports.words import Lexicon, title_of
from intake.reports.writer import MONTH, Writer


@dataclass(frozen=True)
class Drafted:
    """A report not issued yet; `finest` are its tables before any rows were put together."""

    edition: Edition
    finest: RawReport = field(repr=False)


@dataclass(frozen=True)
class Drafting:
    """Drafts reports from what one coordinator may open, beside all that are issued already."""

    reader: Reader
    issued: Sequence[Edition]
    first: Month
    now: datetime
    _counted: dict[Month, Figures] = field(default_factory=dict, repr=False)

    @property
    def office(self) -> Office:
        """The office's settings."""
        return self.reader.office

    def report(self, month: Month, reason: object | None = None) -> Drafted:
        """The next version of the report of a month, as it would be issued now.

        Errors as in `publish`: CannotProtect where issued reports leave no way.
        """
        check_month(month, self.first, self.now)
        version = 1 + max(
            (one.printed.version for one in self.issued if one.printed.code == str(month)),
            default=0,
        )
        lexicon = Lexicon(self.office.staff_languages)
        key = key_of(str(month), version)
        writer = Writer(self.office, self.figures(month), lexicon, key)
        draft = self._draft(writer, version)
        done = publish(draft, self.office.thresholds.k, [one.issued for one in self.issued])
        printed = Printed(
            done.safe,
            title_of(month, lexicon),
            self.office.name,
            self.now,
            stage_of(month, self.now),
            reason,
            key_figures(writer, done.safe),
        )
        finest = tuple(ladder.levels[0] for ladder in draft.ladders)
        return Drafted(Edition(done, printed), RawReport(str(month), version, finest))

    def figures(self, month: Month) -> Figures:
        """The counted month."""
        if month not in self._counted:
            is_counted = self._is_counted
            self._counted[month] = count_month(
                self.reader.month(month), month, is_counted, self.now
            )
        return self._counted[month]

    def _is_counted(self, reason: str) -> bool:
        known = self.office.closing_reasons.get(reason)
        return known is None or known.counted

    def _draft(self, writer: Writer, version: int) -> Draft:
        month = writer.figures.month
        course = self._course(month)
        sums, topics = topic_identities(writer)
        asked, pairs = asker_identities(writer)
        added, earlier = course_identities(writer.key, course)
        ladders = (
            *overview_ladders(writer, course),
            *case_ladders(writer),
            *topic_ladders(writer),
            *other_ladders(writer),
        )
        found = (*identities_of(writer), *sums, *asked, *added, *self._next_month(writer, course))
        links = tuple(self._links(month, writer.key))
        unprinted, dear = topics | pairs | earlier, dear_places(writer.key)
        return Draft(str(month), version, ladders, found, links, unprinted, dear)

    def _course(self, month: Month) -> Course:
        """The numbers of the months before, for the columns beside the month's own."""
        year = tuple(self._numbers(one, month) for one in months_of_the_year(month, self.first))
        has_before = self.first <= month.previous
        return Course(self._numbers(month.previous, month) if has_before else None, year)

    def _numbers(self, month: Month, reported: Month) -> Numbers:
        """As they were issued, if that was final; else counted now. Its own are always counted."""
        final = self._final(month)
        if month == reported or final is None:
            return numbers_of(self.figures(month).overview)
        counts = counts_in(final.raw)
        return {
            row: counts[Place(final.raw.key, table, row, MONTH)]
            for table, rows in PLACES.items()
            for row in rows
        }

    def _final(self, month: Month) -> Issued | None:
        """The newest version of a month that was issued after its freeze."""
        final = (
            one
            for one in self.issued
            if one.printed.code == str(month) and one.printed.stage == Stage.FINAL
        )
        newest = max(final, key=lambda one: one.printed.version, default=None)
        return newest.issued if newest else None

    def _keys_of(self, month: Month) -> list[str]:
        """How places name the issued versions of a month."""
        return [one.issued.raw.key for one in self.issued if one.printed.code == str(month)]

    def _links(self, month: Month, key: str) -> Iterator[SameColumn]:
        """What repeats columns of issued reports, or adds to them."""
        if month in (self.first, Month(month.year, 1, month.zone)):
            yield SameColumn(YEAR, key, MONTH)
        for earlier in self._keys_of(month.previous):
            yield SameColumn(BEFORE, earlier, MONTH)
            if month.number > 1:
                yield running_total(YEAR, MONTH, earlier, YEAR)
                yield SameColumn(YEAR, earlier, YEAR)
        for later in self._keys_of(month.next):
            yield SameColumn(MONTH, later, BEFORE)

    def _next_month(self, writer: Writer, course: Course) -> Iterator[Identity]:
        """A later month that is issued already: its year to date less itself is ours."""
        month = writer.figures.month
        if month.next.number == 1:
            return
        counts = {p: n for one in self.issued for p, n in counts_in(one.issued.raw).items()}
        for later in self._keys_of(month.next):
            for table, rows in PLACES.items():
                for row in rows:
                    year, own = Place(later, table, row, YEAR), Place(later, table, row, MONTH)
                    ours = course.year_to_date[row]
                    if year in counts and counts[year] == ours + counts[own]:
                        yield Identity(year, (Place(writer.key, table, row, YEAR), own))
