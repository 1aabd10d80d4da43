"""The tables of closings and of contacts, and what was not recorded."""

from collections import Counter
from collections.abc import Iterator, Mapping

from intake.i18n import lazy_gettext as _l
from intake.office import Choice, ClosingReason
from intake.reports import words
from intake.reports.case_tables import steps
from intake.reports.happenings import Turn
from intake.reports.publishing import Ladder
from intake.reports.table import RawTable
from intake.reports.words import TableWords
from intake.reports.writer import MONTH, NOT_ASKED, UNKNOWN, Writer

BANDS = (7, 30, 90, 180)
"""The last day of each band of duration but the longest (DOMAIN section 6)."""


def other_ladders(writer: Writer) -> Iterator[Ladder]:
    """Closings by service level, outcome and duration; contacts by channel and interpreting."""
    office, contacts = writer.office, writer.figures.contacts
    yield of_closings(writer, "service_level", words.SERVICE_LEVEL, office.service_levels)
    yield of_closings(writer, "outcome", words.OUTCOME, office.outcomes)
    yield steps(writer, durations(writer))
    channels = Counter(talk.channel for talk in contacts)
    yield of_contacts(writer, "talk_channel", words.TALK_CHANNEL, office.contact_channels, channels)
    ways = Counter(talk.interpreting for talk in contacts)
    yield of_contacts(writer, "interpreting", words.INTERPRETING, office.interpreting, ways)
    yield Ladder((quality(writer),))


def of_closings(
    writer: Writer, code: str, about: TableWords, choices: Mapping[str, Choice]
) -> Ladder:
    """Closings by a code that some closing reasons do not ask for."""
    counts = closings(writer, code)
    not_asked = writer.row(NOT_ASKED, _l("Not asked for this closing reason"))
    rows = [*writer.rows(choices, counts), not_asked, writer.unknown]
    return steps(writer, writer.breakdown(code, about, rows, counts, words.CLOSED_CASES))


def of_contacts(
    writer: Writer,
    code: str,
    about: TableWords,
    choices: Mapping[str, Choice],
    counts: Mapping[str, int],
) -> Ladder:
    """Contacts by one list of the settings."""
    return steps(writer, writer.by_choice(code, about, choices, counts, words.CONTACTS))


def closings(writer: Writer, name: str) -> Counter[str]:
    """Closings by outcome or service level, told apart where there is none."""
    return Counter(
        str(getattr(turn, name)) or (UNKNOWN if asks(writer, turn, name) else NOT_ASKED)
        for turn in writer.figures.closed
    )


def asks(writer: Writer, turn: Turn, name: str) -> bool:
    """Whether the reason of a closing asks for the outcome or the service level."""
    reason = writer.office.closing_reasons.get(turn.reason)
    return reason is None or needs(reason)[name]


def needs(reason: ClosingReason) -> Mapping[str, bool]:
    """What a reason asks for, by the name of the code."""
    return {"outcome": reason.needs_outcome, "service_level": reason.needs_service_level}


def durations(writer: Writer) -> RawTable:
    """Closings by how long the case had been with the office."""
    counts = Counter(band_of(days) for days in writer.figures.durations())
    rows = [writer.row(f"to_{BANDS[0]}", _l("Up to 7 days"))]
    rows += [
        writer.row(f"to_{last}", _l("%(first)s to %(last)s days", first=first + 1, last=last))
        for first, last in zip(BANDS, BANDS[1:], strict=False)
    ]
    rows.append(writer.row("longer", _l("More than 180 days")))
    return writer.breakdown("duration", words.DURATION, rows, counts, words.CLOSED_CASES)


def band_of(days: int) -> str:
    """The row of a duration in whole days."""
    return next((f"to_{last}" for last in BANDS if days <= last), "longer")


def quality(writer: Writer) -> RawTable:
    """How many cases lack what the tables are made of."""
    figures = writer.figures
    labels = {
        "municipality": _l("New cases without municipality"),
        "language": _l("New cases without language"),
        "main_topic": _l("New cases without main topic"),
        "outcome": _l("Closed cases without outcome"),
    }
    rows = tuple(writer.row(code, label) for code, label in labels.items())
    counts = {(code, MONTH): figures.new_by(code)[""] for code in labels if code != "outcome"}
    counts["outcome", MONTH] = closings(writer, "outcome")[UNKNOWN]
    return RawTable(writer.frame("quality", words.QUALITY, rows), counts)
