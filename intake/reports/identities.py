"""What a reader knows of how the tables of a monthly report hang together."""

from collections import Counter
from collections.abc import Iterator

from intake.reports.cells import Place
from intake.reports.happenings import Received
from intake.reports.other_tables import needs
from intake.reports.overview import ACTIVITY, BEFORE, CASES, YEAR
from intake.reports.report import Identity
from intake.reports.topic_tables import FURTHER, MAIN, further_of, main_of, own_code, own_tables
from intake.reports.writer import MONTH, NOT_ASKED, TOTAL, UNKNOWN, Writer

OF_NEW = ("requester", "kind", MAIN, "municipality", "language", "interpreter", "channel",
          "first_response")  # fmt: skip
OF_CLOSED = ("service_level", "outcome", "duration")
OF_CONTACTS = ("talk_channel", "interpreting")
QUALITY = ("municipality", "language", MAIN, "outcome")


def place(writer: Writer, table: str, row: str, column: str = MONTH) -> Place:
    """A place of this report."""
    return Place(writer.key, table, row, column)


def identities_of(writer: Writer) -> Iterator[Identity]:
    """All equations between the printed tables."""

    def same(one: Place, other: Place) -> Identity:
        return Identity(one, (other,))

    def at(table: str, row: str, column: str = MONTH) -> Place:
        return place(writer, table, row, column)

    for tables, total in (
        (OF_NEW, at(CASES, "new")),
        (OF_CLOSED, at(CASES, "closed")),
        (OF_CONTACTS, at(ACTIVITY, "contacts")),
    ):
        for table in tables:
            yield same(total, at(table, TOTAL))
    for column in (MONTH, BEFORE, YEAR):
        parts = (at(CASES, "new", column), at(ACTIVITY, "brief_contacts", column))
        yield Identity(at(ACTIVITY, "requests", column), parts)
    yield same(at(CASES, "open_at_start"), at(CASES, "open_at_end", BEFORE))
    yield same(at(CASES, "open_at_end"), at(CASES, "open_at_end", YEAR))
    for table in QUALITY:
        yield same(at("quality", table), at(table, UNKNOWN))
    for kind in own_tables(writer):
        yield same(at("kind", kind.code), at(own_code(kind), TOTAL))
    asked = [needs(reason) for reason in writer.office.closing_reasons.values() if reason.counted]
    if all(one["outcome"] == one["service_level"] for one in asked):
        yield same(at("outcome", NOT_ASKED), at("service_level", NOT_ASKED))


def topic_identities(writer: Writer) -> tuple[list[Identity], dict[Place, int]]:
    """A topic is the main one, a further one, or neither; the main one is of one kind or another.

    What these sums need beside the printed numbers is not printed, but it can't be below nought:
    where it is small, it could be worked out, so it is protected too.
    """
    cases = writer.figures.new
    found: list[Identity] = []
    unprinted: dict[Place, int] = {}
    for topic in topics_in(cases):
        main = place(writer, MAIN, topic or UNKNOWN)
        further = sum(topic in further_of(case) for case in cases)
        if further:
            neither = place(writer, "-neither", topic)
            named = sum(main_of(case) == topic for case in cases) + further
            unprinted[neither] = len(cases) - named
            named_so = place(writer, FURTHER, topic)
            found.append(Identity(place(writer, CASES, "new"), (main, named_so, neither)))
        for kind in own_tables(writer):
            mine = [case for case in cases if main_of(case) == topic]
            own = sum(case.kind == kind.code for case in mine)
            if own:
                rest = place(writer, f"-beside-{kind.code}", topic or UNKNOWN)
                unprinted[rest] = len(mine) - own
                theirs = place(writer, own_code(kind), topic or UNKNOWN)
                found.append(Identity(main, (theirs, rest)))
    return found, unprinted


def asker_identities(writer: Writer) -> tuple[list[Identity], dict[Place, int]]:
    """Kinds and requesters are sums of the same pairs, which are not printed.

    The forms tell who can ask for what: advice is for persons, reports come from municipalities.
    A reader is taken to know all pairs that do not occur; from the forms he can't know more.
    """
    pairs = Counter(
        (case.kind, str(case.profile.get("requester") or UNKNOWN)) for case in writer.figures.new
    )
    places = {pair: place(writer, "-kind-requester", *pair) for pair in pairs}
    found: list[Identity] = []
    for table, side in (("kind", 0), ("requester", 1)):
        for code in sorted({pair[side] for pair in pairs}):
            parts = tuple(at for pair, at in places.items() if pair[side] == code)
            found.append(Identity(place(writer, table, code), parts))
    unprinted = {places[pair]: count for pair, count in pairs.items()}
    return found + not_asked_of_bodies(writer, unprinted), unprinted


def not_asked_of_bodies(writer: Writer, unprinted: dict[Place, int]) -> list[Identity]:
    """Only persons are asked whether they need an interpreter: of all others it is not known."""
    kinds = writer.office.kinds
    persons = {kind.code for kind in kinds.values() if kind.form == "person"}
    others = Counter(case.kind for case in writer.figures.new if case.kind not in persons)
    unknown = Counter(
        case.kind for case in writer.figures.new if not case.profile.get("interpreter")
    )
    if not others or any(unknown[kind] < count for kind, count in others.items()):
        return []
    rest = place(writer, "-persons-unknown", "interpreter")
    unprinted[rest] = sum(unknown[kind] for kind in persons)
    parts = (*(place(writer, "kind", kind) for kind in sorted(others)), rest)
    return [Identity(place(writer, "interpreter", UNKNOWN), parts)]


def topics_in(cases: tuple[Received, ...]) -> list[str]:
    """All topics of the cases, "" for those whose main topic is open."""
    return sorted({topic for case in cases for topic in (main_of(case), *further_of(case))})
