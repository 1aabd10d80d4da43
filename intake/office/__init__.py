"""The office as data: read from `office.toml`, checked completely, unchangeable after that."""

from intake.office.choices import Choice, Choices
from intake.office.entries import (
    Channel,
    ClosingReason,
    Concern,
    EmergencyNumber,
    HandBackReason,
    Interpreting,
    Kind,
    Municipality,
    NextActor,
    OfferedLanguage,
    Outcome,
    Requester,
    RetentionClass,
    ServiceLevel,
    SpokenLanguage,
    Topic,
    Urgency,
    WaitReason,
)
from intake.office.facts import (
    Contact,
    Limits,
    MailServer,
    Office,
    Promises,
    StorageDays,
    Thresholds,
)
from intake.office.freezing import first_day_to_enter, freezes_at
from intake.office.holidays import Holiday, HolidayRule
from intake.office.hours import HoursLine, OpeningHours, OpenSpan
from intake.office.problems import OfficeErrors, Problem
from intake.office.reading import check_office, read_office, untranslated_texts

__all__ = [
    "Channel",
    "Choice",
    "Choices",
    "ClosingReason",
    "Concern",
    "Contact",
    "EmergencyNumber",
    "HandBackReason",
    "Holiday",
    "HolidayRule",
    "HoursLine",
    "Interpreting",
    "Kind",
    "Limits",
    "MailServer",
    "Municipality",
    "NextActor",
    "OfferedLanguage",
    "Office",
    "OfficeErrors",
    "OpenSpan",
    "OpeningHours",
    "Outcome",
    "Problem",
    "Promises",
    "Requester",
    "RetentionClass",
    "ServiceLevel",
    "SpokenLanguage",
    "StorageDays",
    "Thresholds",
    "Topic",
    "Urgency",
    "WaitReason",
    "check_office",
    "first_day_to_enter",
    "freezes_at",
    "read_office",
    "untranslated_texts",
]
