"""Reads the lists of the settings file: topics, municipalities, reasons and all other codes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Concatenate, ParamSpec, TypeVar

from intake.i18n import Text
from intake.office.choices import Choice, Choices
from intake.office.entries import (
    Channel,
    ClosingReason,
    Concern,
    HandBackReason,
    Interpreting,
    Kind,
    Municipality,
    NextActor,
    Outcome,
    Requester,
    RetentionClass,
    ServiceLevel,
    Topic,
    Urgency,
    WaitReason,
)
from intake.office.table import Table

P = ParamSpec("P")
T = TypeVar("T", bound=Choice)

FORMS = ("person", "organisation", "municipality")
ROLES = ("triage", "case_lead", "client", "other")
TEN_YEARS = 3660
"""The longest time in days anything may be kept: ten years, with their leap days to spare."""


def read_choices(
    root: Table,
    name: str,
    read: Callable[Concatenate[Table, P], T],
    *known: P.args,
    **named: P.kwargs,
) -> Choices[T]:
    """Read a list of blocks with `read`, which is also given what it may refer to.

    Codes have to differ, and one entry at least has to be in use.
    """
    entries: dict[str, T] = {}
    for block in root.tables(name):
        entry = read(block, *known, **named)
        block.finish()
        if entry.code in entries:
            block.note("code", f'there are two with the code "{entry.code}"; change one of them.')
        entries[entry.code] = entry
    choices = Choices(entries.values())
    if entries and not choices.active:
        root.note(name, "all entries are retired; leave at least one in use.")
    return choices


def read_choice(block: Table) -> Choice:
    """A code with a label and nothing else."""
    return Choice(block.code(), block.text("label"), block.flag_or("retired", False))


def read_topic(block: Table, groups: Collection[str], kept: Collection[str]) -> Topic:
    """A topic in its report group."""
    return Topic(
        *_base(block),
        report_group=block.one_of("report_group", groups),
        sensitive=block.flag_or("sensitive", False),
        retention=block.one_of_or_none("retention", kept),
    )


def read_municipality(block: Table, groups: Collection[str]) -> Municipality:
    """A municipality, or one of the two answers that are none."""
    code, label, retired = _base(block)
    other, not_said = block.flag_or("other", False), block.flag_or("not_said", False)
    group = block.one_of_or_none("report_group", groups)
    if other or not_said:
        if other and not_said:
            block.note("not_said", "one entry can't be both other and not_said; make two of them.")
        return Municipality(code, label, retired, group, other=other, not_said=not_said)
    return Municipality(
        code,
        label,
        retired,
        group,
        bfs=block.number("bfs", 1, 9999),
        bfs_confirmed=block.flag_or("bfs_confirmed", True),
        population=block.number("population", 1, 10_000_000),
    )


def read_kind(block: Table, kept: Collection[str]) -> Kind:
    """A sort of case."""
    return Kind(
        *_base(block),
        retention=block.one_of_or_none("retention", kept),
        form=block.one_of_or_none("form", FORMS) or FORMS[0],
        own_table=block.flag_or("own_table", False),
    )


def read_requester(block: Table) -> Requester:
    """Somebody who asks, and the form that is meant for them."""
    return Requester(
        *_base(block),
        form=block.one_of("form", FORMS),
        for_other=block.flag_or("for_other", False),
    )


def read_concern(block: Table, kinds: Collection[str]) -> Concern:
    """Something an organisation or a municipality comes with."""
    return Concern(
        *_base(block),
        form=block.one_of("form", FORMS[1:]),
        kind=block.one_of("kind", kinds),
        grant=block.flag_or("grant", False),
        refers_person=block.flag_or("refers_person", False),
    )


def read_channel(block: Table) -> Channel:
    """A way requests come in."""
    return Channel(*_base(block), web=block.flag_or("web", False))


def read_interpreting(block: Table) -> Interpreting:
    """A way a talk is understood."""
    return Interpreting(*_base(block), interpreted=block.flag("interpreted"))


def read_urgency(block: Table) -> Urgency:
    """An urgency and how soon it wants an answer."""
    return Urgency(
        *_base(block),
        response_days=block.number("response_days", 0, 30),
        default=block.flag_or("default", False),
    )


def read_service_level(block: Table, kept: Collection[str]) -> ServiceLevel:
    """A service level and where it ends."""
    return ServiceLevel(
        *_base(block),
        minutes=block.number("minutes", 5, 480) if block.has("minutes") else None,
        min_talks=block.number("min_talks", 0, 50) if block.has("min_talks") else 0,
        retention=block.one_of_or_none("retention", kept),
    )


def read_outcome(block: Table, kinds: Collection[str]) -> Outcome:
    """What can come of a case, of some kinds or of all."""
    return Outcome(*_base(block), kinds=_kinds(block, kinds))


def read_closing_reason(
    block: Table, kept: Collection[str], kinds: Collection[str]
) -> ClosingReason:
    """A closing reason and what it asks for."""
    reason = ClosingReason(
        *_base(block),
        needs_outcome=block.flag("needs_outcome"),
        needs_service_level=block.flag("needs_service_level"),
        needs_leading_case=block.flag_or("needs_leading_case", False),
        at_triage=block.flag("at_triage"),
        after_triage=block.flag("after_triage"),
        counted=block.flag_or("counted", True),
        by_client=block.flag_or("by_client", False),
        retention=block.one_of_or_none("retention", kept),
        kinds=_kinds(block, kinds),
    )
    return reason


def read_next_actor(block: Table) -> NextActor:
    """Somebody who may have to act next."""
    return NextActor(*_base(block), role=block.one_of("role", ROLES))


def read_wait_reason(block: Table, actors: Collection[str]) -> WaitReason:
    """A reason to wait, and for whom."""
    return WaitReason(*_base(block), whom=block.one_of("whom", actors))


def read_hand_back_reason(block: Table) -> HandBackReason:
    """A reason to hand a case back."""
    return HandBackReason(*_base(block), blocks=block.flag("blocks"))


def read_retention_class(block: Table) -> RetentionClass:
    """A retention class and its days."""
    return RetentionClass(
        *_base(block),
        days=block.number("days", 1, TEN_YEARS),
        overrides=block.flag_or("overrides", False),
    )


def _kinds(block: Table, known: Collection[str]) -> tuple[str, ...]:
    named = block.several_of("kinds", known, may_be_empty=False) if block.has("kinds") else []
    return tuple(named)


def _base(block: Table) -> tuple[str, Text, bool]:
    return block.code(), block.text("label"), block.flag_or("retired", False)
