"""The tables of the cases that came in: who asked, about what, from where, in which language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from intake.i18n import Text
from intake.i18n import lazy_gettext as _l
from intake.office import Municipality
from intake.reports import words
from intake.reports.counting import Figures
from intake.reports.happenings import Received
from intake.reports.publishing import Ladder
from intake.reports.table import Heading, RawTable, Sum, grouped, totals_only
from intake.reports.writer import MONTH, TOTAL, UNKNOWN, Writer

OTHERS = "-others"
WITHIN, LATER, ANSWERED, NOT_YET = "within", "later", "answered", "not_yet"
INTERPRETER = {"yes": _l("Yes"), "no": _l("No"), "unknown": _l("Not sure")}
ALL_TOGETHER = _l("Only the total is shown: too few cases for more.")


def case_ladders(writer: Writer) -> Iterator[Ladder]:
    """All tables of one column about new cases, but for those of the topics."""
    office, figures = writer.office, writer.figures
    kinds = Counter(case.kind for case in figures.new)
    yield requesters(writer)
    yield steps(writer, writer.by_choice("kind", words.KIND, office.kinds, kinds))
    yield municipalities(writer)
    yield languages(writer)
    needs = [*(writer.row(code, label) for code, label in INTERPRETER.items()), writer.unknown]
    yield steps(
        writer,
        writer.breakdown(
            "interpreter",
            words.INTERPRETER,
            needs,
            figures.new_by("interpreter"),
            words.NEW_CASES,
        ),
    )
    yield steps(
        writer,
        writer.by_choice("channel", words.CHANNEL, office.channels, figures.new_by("channel")),
    )
    yield Ladder((first_response(writer),))


def steps(writer: Writer, *levels: RawTable) -> Ladder:
    """The levels, and at last the totals alone."""
    return Ladder((*levels, totals_only(levels[0], writer.lexicon.say(ALL_TOGETHER))))


def requesters(writer: Writer) -> Ladder:
    """Who asked; then persons, and organisations and authorities."""
    requesters = writer.office.requesters
    counts = writer.figures.new_by("requester")
    single = writer.by_choice("requester", words.REQUESTER, requesters, counts)
    groups = [
        (
            writer.row(f"-{code}", label),
            frozenset(r.code for r in requesters.values() if (r.form == "person") == persons),
        )
        for code, label, persons in (
            ("persons", _l("Persons"), True),
            ("bodies", _l("Organisations and authorities"), False),
        )
    ]
    by = writer.lexicon.say(_l("In two groups: too few cases for more."))
    return steps(writer, single, grouped(single, present(single, groups), by))


def municipalities(writer: Writer) -> Ladder:
    """Small ones always together; then those smaller than the average; then all of the office."""
    office = writer.office
    ours = [m for m in office.municipalities.values() if m.ours]
    average = sum(m.population or 0 for m in ours) / max(1, len(ours))
    small = [m for m in ours if (m.population or 0) < average]
    single = writer.by_choice(
        "municipality",
        words.MUNICIPALITY,
        {m.code: m for m in sorted(office.municipalities.values(), key=partial(_place_of, small))},
        writer.figures.new_by("municipality"),
    )
    groups = [
        (
            Heading(f"-{group.code}", group.label),
            frozenset(m.code for m in office.municipalities.values() if m.report_group == code),
        )
        for code, group in office.municipality_groups.items()
    ]
    asked = grouped(single, present(single, groups), None)
    names = Text({lang: ", ".join(m.label.in_(lang) for m in small) for lang in office.name})
    smaller = Heading("-smaller", names), frozenset(m.code for m in small)
    region = writer.row("-ours", _l("Municipalities of this office")), {m.code for m in ours}
    say = writer.lexicon.say
    return steps(
        writer,
        asked,
        grouped(single, present(single, [smaller]), say(_l("Smaller municipalities together"))),
        grouped(
            single,
            present(single, [(region[0], frozenset(region[1]))]),
            say(_l("All municipalities of this office together")),
        ),
    )


def _place_of(small: Sequence[Municipality], one: Municipality) -> tuple[bool, ...]:
    """What is put together stands together: large ones, smaller ones, small groups, the rest."""
    return (not one.ours, one.report_group is not None, one in small)


def present(
    table: RawTable, groups: list[tuple[Heading, frozenset[str]]]
) -> list[tuple[Heading, frozenset[str]]]:
    """The groups that have rows in the table."""
    codes = {row.code for row in table.frame.rows}
    return [(heading, members & codes) for heading, members in groups if members & codes]


def languages(writer: Writer) -> Ladder:
    """A row for each language with k cases or more; the others together.

    A reader knows that each of the others has fewer than k. So that none of them follows from
    their sum, they stay apart where they are so few that all must be full.
    """
    counts = writer.figures.new_by("language")
    known = writer.office.spoken_languages
    k = writer.office.thresholds.k
    ordered = {code: known[code] for code in sorted(known, key=lambda code: counts[code] < k)}
    full = writer.by_choice("language", words.LANGUAGE, ordered, counts)
    few = frozenset(row.code for row in full.frame.body if counts[row.code] < k) - {UNKNOWN}
    together = sum(counts[code] for code in few)
    if together > (len(few) - 2) * (k - 1):
        return steps(writer, full)
    others = writer.row(OTHERS, _l("Other languages"))
    return steps(writer, grouped(full, [(others, few)], None))


def first_response(writer: Writer) -> RawTable:
    """Whether the first answer came within the target, later, or not until the month froze."""
    found = Counter(response_of(case) for case in writer.figures.new)
    labels = {
        WITHIN: _l("Within the target"),
        LATER: _l("Later"),
        ANSWERED: _l("Answered"),
        NOT_YET: _l("Not yet answered"),
        TOTAL: words.NEW_CASES,
    }
    found[ANSWERED] = found[WITHIN] + found[LATER]
    found[TOTAL] = found[ANSWERED] + found[NOT_YET]
    rows = tuple(writer.row(code, label) for code, label in labels.items())
    sums = (Sum(ANSWERED, (WITHIN, LATER)), Sum(TOTAL, (ANSWERED, NOT_YET)))
    frame = writer.frame("first_response", words.FIRST_RESPONSE, rows, sums)
    return RawTable(frame, {(row.code, MONTH): found[row.code] for row in rows})


def response_of(case: Received) -> str:
    """The row of a case in the table of first responses."""
    if case.first_response_at is None:
        return NOT_YET
    due = case.first_response_due
    return WITHIN if due is None or case.first_response_at <= due else LATER


def answered(figures: Figures) -> list[Received]:
    """The new cases that had a first response."""
    return [case for case in figures.new if case.first_response_at is not None]
