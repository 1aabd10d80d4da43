"""Reads the settings file of an office and checks all of it before anybody relies on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.office.blocks import (
    read_contact,
    read_emergency,
    read_grant,
    read_limits,
    read_other_offices,
    read_promises,
    read_storage_days,
    read_thresholds,
    read_timezone,
)
from intake.office.choices import Choice, Choices
from intake.office.entries import ClosingReason, Kind, Municipality, NextActor, RetentionClass
from intake.office.facts import Office
from intake.office.file import parsed
from intake.office.hours_block import read_hours
from intake.office.languages_block import (
    read_languages,
    read_spoken_languages,
    read_staff_languages,
)
from intake.office.lists import (
    read_channel,
    read_choice,
    read_choices,
    read_closing_reason,
    read_concern,
    read_hand_back_reason,
    read_interpreting,
    read_kind,
    read_municipality,
    read_next_actor,
    read_outcome,
    read_requester,
    read_retention_class,
    read_service_level,
    read_topic,
    read_urgency,
    read_wait_reason,
)
from intake.office.mail_block import read_mail
from intake.office.marks import check_marks
from intake.office.problems import OfficeErrors, Problem
from intake.office.table import Table
from intake.office.texts import add_texts, untranslated

PLAIN_LISTS = (
    "access_needs",
    "contact_channels",
    "export_purposes",
    "opening_reasons",
    "reopen_reasons",
    "report_reasons",
    "talk_places",
)
"""The lists whose entries are a code and a label, and nothing else."""


def read_office(path: Path) -> Office:
    """The office described by a settings file, and by the texts that stand beside it.

    Raises OfficeErrors with every problem of the file, and never another exception.
    """
    problems: list[Problem] = []
    values = parsed(path)
    add_texts(values, path.parent, problems)
    root = Table(values, "", problems)
    office = _office(root, _referred(root))
    root.finish()
    check_marks(root, office)
    if problems:
        raise OfficeErrors(problems)
    return office


def check_office(path: Path) -> list[str]:
    """A sentence for each problem of a settings file; none if it can be used."""
    try:
        read_office(path)
    except OfficeErrors as errors:
        return [str(problem) for problem in errors.problems]
    return []


def untranslated_texts(path: Path) -> list[str]:
    """A sentence for each text that residents would read in German instead of their language.

    Raises OfficeErrors if the files can't be read.
    """
    problems: list[Problem] = []
    values = parsed(path)
    add_texts(values, path.parent, problems)
    if problems:
        raise OfficeErrors(problems)
    return [str(problem) for problem in untranslated(values)]


@dataclass(frozen=True)
class _Referred:
    """The lists whose codes other lists refer to, so that they are read first."""

    topic_groups: Choices[Choice]
    municipality_groups: Choices[Choice]
    next_actors: Choices[NextActor]
    retention: Choices[RetentionClass]
    kinds: Choices[Kind]


def _referred(root: Table) -> _Referred:
    retention = read_choices(root, "retention", read_retention_class)
    return _Referred(
        topic_groups=read_choices(root, "topic_groups", read_choice),
        municipality_groups=read_choices(root, "municipality_groups", read_choice),
        next_actors=read_choices(root, "next_actors", read_next_actor),
        retention=retention,
        kinds=read_choices(root, "kinds", read_kind, retention),
    )


def _office(root: Table, to: _Referred) -> Office:
    return Office(
        name=root.text("name"),
        short_name=root.text("short_name"),
        contact=read_contact(root.table("contact")),
        hours=read_hours(root, read_timezone(root)),
        emergency=read_emergency(root),
        other_offices=read_other_offices(root),
        promises=read_promises(root.table("promises")),
        topic_groups=to.topic_groups,
        topics=read_choices(root, "topics", read_topic, to.topic_groups, to.retention),
        municipality_groups=to.municipality_groups,
        municipalities=_municipalities(root, to),
        kinds=to.kinds,
        requesters=read_choices(root, "requesters", read_requester),
        concerns=read_choices(root, "concerns", read_concern, to.kinds),
        grant=read_grant(root.table("grant")),
        channels=read_choices(root, "channels", read_channel),
        urgencies=read_choices(root, "urgencies", read_urgency),
        outcomes=read_choices(root, "outcomes", read_outcome, to.kinds),
        service_levels=read_choices(root, "service_levels", read_service_level, to.retention),
        closing_reasons=_closing_reasons(root, to),
        next_actors=to.next_actors,
        wait_reasons=read_choices(root, "wait_reasons", read_wait_reason, to.next_actors),
        hand_back_reasons=read_choices(root, "hand_back_reasons", read_hand_back_reason),
        interpreting=read_choices(root, "interpreting", read_interpreting),
        languages=read_languages(root),
        staff_languages=read_staff_languages(root),
        spoken_languages=read_spoken_languages(root.table("spoken_languages")),
        thresholds=read_thresholds(root.table("thresholds")),
        limits=read_limits(root.table("limits")),
        retention=to.retention,
        storage_days=read_storage_days(root.table("storage_days")),
        mail=read_mail(root),
        **{name: read_choices(root, name, read_choice) for name in PLAIN_LISTS},
    )


def _municipalities(root: Table, to: _Referred) -> Choices[Municipality]:
    return read_choices(root, "municipalities", read_municipality, to.municipality_groups)


def _closing_reasons(root: Table, to: _Referred) -> Choices[ClosingReason]:
    return read_choices(root, "closing_reasons", read_closing_reason, to.retention, to.kinds)
