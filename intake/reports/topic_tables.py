"""The tables of topics: main ones, further ones, and of kinds with a table of their own."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from intake.i18n import lazy_gettext as _l
from intake.office import Kind
from intake.reports import attributes, words
from intake.reports.case_tables import ALL_TOGETHER, present
from intake.reports.happenings import Received
from intake.reports.publishing import Ladder
from intake.reports.table import Heading, RawTable, grouped, totals_only
from intake.reports.words import TableWords
from intake.reports.writer import MONTH, UNKNOWN, Writer

MAIN, FURTHER = "main_topic", "further_topics"
BY_GROUP = _l("Topics in groups: too few cases for single topics.")
FEWEST_OF_A_MARGIN = 2
"""One case always shares its topic with itself; see `attributes.ladder`."""


def topic_ladders(writer: Writer) -> Iterator[Ladder]:
    """Main topics, further topics, and the main topics of each kind with a table of its own."""
    yield main_topics(writer, MAIN, words.MAIN_TOPIC, writer.figures.new)
    yield further_topics(writer)
    for kind in own_tables(writer):
        cases = tuple(case for case in writer.figures.new if case.kind == kind.code)
        ladder = main_topics(writer, own_code(kind), words.own_table_words(kind.label), cases)
        yield ladder if cases else Ladder(ladder.levels, len(ladder.levels) - 1)


def own_tables(writer: Writer) -> list[Kind]:
    """The kinds that have a table of their own."""
    return [kind for kind in writer.office.kinds.values() if kind.own_table]


def own_code(kind: Kind) -> str:
    """The code of the table of a kind."""
    return f"topics-{kind.code}"


def main_of(case: Received) -> str:
    """The main topic of a case; "" while it is open."""
    return str(case.profile.get("main_topic") or "")


def further_of(case: Received) -> set[str]:
    """The topics of a case beside its main one."""
    return set(case.profile.get("topics") or ()) - {main_of(case)}


def main_topics(
    writer: Writer, code: str, about: TableWords, cases: tuple[Received, ...]
) -> Ladder:
    """By topic; then by topic group; then the total alone."""
    counts = Counter(main_of(case) for case in cases)
    still_open = writer.row(UNKNOWN, _l("Still open"))
    rows = [*writer.rows(writer.office.topics, counts), still_open]
    single = writer.breakdown(code, about, rows, counts, words.NEW_CASES)
    levels = (
        single,
        grouped(single, present(single, groups_of(writer)), writer.lexicon.say(BY_GROUP)),
        totals_only(single, writer.lexicon.say(ALL_TOGETHER)),
    )
    sensitive = {topic.code for topic in writer.office.topics.values() if topic.sensitive}
    return attributes.ladder(levels, joint_of(cases), sensitive, FEWEST_OF_A_MARGIN)


def joint_of(cases: tuple[Received, ...]) -> Mapping[str, Mapping[str, int]]:
    """Cases by municipality, and of the whole office (""), and by main topic."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        topic = main_of(case) or UNKNOWN
        found[""][topic] += 1
        if place := str(case.profile.get("municipality") or ""):
            found[place][topic] += 1
    return found


def groups_of(writer: Writer) -> list[tuple[Heading, frozenset[str]]]:
    """The report groups of the topics, each with the codes in it."""
    office = writer.office
    return [
        (
            Heading(f"-{group.code}", group.label),
            frozenset(t.code for t in office.topics.values() if t.report_group == code),
        )
        for code, group in office.topic_groups.items()
    ]


def further_topics(writer: Writer) -> Ladder:
    """Further topics, then their groups, counted anew: a case stands once in each row."""
    further = [further_of(case) for case in writer.figures.new]
    counts = Counter(code for topics in further for code in topics)
    rows = tuple(writer.rows(writer.office.topics, counts))
    single = writer.frame(FURTHER, words.FURTHER_TOPICS, rows, additive=False)
    by_code = RawTable(single, {(row.code, MONTH): counts[row.code] for row in rows})
    groups = tuple(
        Heading(heading.code, heading.label, members) for heading, members in groups_of(writer)
    )
    by = writer.lexicon.say(BY_GROUP)
    frame = writer.frame(FURTHER, words.FURTHER_TOPICS, groups, additive=False, by=by)
    cells = {
        (group.code, MONTH): sum(bool(topics & group.parts) for topics in further)
        for group in groups
    }
    return Ladder((by_code, RawTable(frame, cells)), int(all_share_one(writer)))


def all_share_one(writer: Writer) -> bool:
    """Whether all cases of a municipality, or of the month, name one sensitive topic."""
    sensitive = {topic.code for topic in writer.office.topics.values() if topic.sensitive}
    named: dict[str, list[set[str]]] = defaultdict(list)
    for case in writer.figures.new:
        topics = {main_of(case)} | further_of(case)
        for group in {"", str(case.profile.get("municipality") or "")}:
            named[group].append(topics)
    return any(
        len(each) >= FEWEST_OF_A_MARGIN and sensitive.intersection(*each) for each in named.values()
    )
