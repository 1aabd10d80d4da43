"""Builds tables from figures: rows from the office's lists, words in every language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.i18n import Text
from intake.i18n import lazy_gettext as _l
from intake.office import Choice, Office
from intake.reports import words
from intake.reports.counting import Figures
from intake.reports.table import Frame, Heading, RawTable, Sum
from intake.reports.words import Lexicon, TableWords

MONTH = "month"
TOTAL, UNKNOWN, NOT_ASKED = "-total", "-unknown", "-not_asked"
"""Codes of the settings have no dash: these can't be one of them."""


@dataclass(frozen=True)
class Writer:
    """Writes the tables of one month; `key` is how places name the report."""

    office: Office
    figures: Figures
    lexicon: Lexicon
    key: str

    def row(self, code: str, label: object) -> Heading:
        """A row of the program's own."""
        return Heading(code, self.lexicon.say(label))

    @property
    def unknown(self) -> Heading:
        """The row that is in every table."""
        return self.row(UNKNOWN, _l("Not known"))

    def rows(self, choices: Mapping[str, Choice], counts: Mapping[str, int]) -> list[Heading]:
        """The entries in use, in the order of the settings, and all others that were counted."""
        shown = [
            Heading(entry.code, entry.label)
            for entry in choices.values()
            if not entry.retired or counts.get(entry.code)
        ]
        gone = sorted(code for code in counts if code and code not in choices and counts[code])
        return [*shown, *(self.row(code, code) for code in gone if code[0] != "-")]

    def month_column(self) -> Heading:
        """The column of a table that shows the month alone."""
        return Heading(MONTH, self.lexicon.month(self.figures.month))

    def breakdown(
        self,
        code: str,
        about: TableWords,
        rows: Iterable[Heading],
        counts: Mapping[str, int],
        total: object,
    ) -> RawTable:
        """A table of one column whose last row is the sum of the others; "" counts as unknown."""
        body = tuple(rows)
        found = Counter({code or UNKNOWN: count for code, count in counts.items()})
        frame = self.frame(
            code,
            about,
            (*body, self.row(TOTAL, total)),
            (Sum(TOTAL, tuple(row.code for row in body)),),
        )
        cells: dict[tuple[str, str], int | None] = {
            (row.code, MONTH): found[row.code] for row in body
        }
        return RawTable(frame, cells | {(TOTAL, MONTH): sum(found[row.code] for row in body)})

    def frame(
        self,
        code: str,
        about: TableWords,
        rows: tuple[Heading, ...],
        sums: tuple[Sum, ...] = (),
        *,
        additive: bool = True,
        by: object | None = None,
    ) -> Frame:
        """The headings and words of a table of one column."""
        title, unit, rule = self.said(about)
        columns = (self.month_column(),)
        return Frame(
            code,
            rows,
            columns,
            sums,
            title=title,
            unit=unit,
            rule=rule,
            additive=additive,
            grouped_by=by,
        )

    def said(self, about: TableWords) -> tuple[Text, Text, Text]:
        """Title, unit and rule in every language."""
        say = self.lexicon.say
        return say(about.title), say(about.unit), say(about.rule)

    def by_choice(
        self,
        code: str,
        about: TableWords,
        choices: Mapping[str, Choice],
        counts: Mapping[str, int],
        total: object = words.NEW_CASES,
    ) -> RawTable:
        """A table by one list of the settings, with its unknown row."""
        rows = [*self.rows(choices, counts), self.unknown]
        return self.breakdown(code, about, rows, counts, total)
