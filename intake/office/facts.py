"""What an office is, has and may decide: one frozen class for each block of `office.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from intake.i18n import Text
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
    OtherOffice,
    Outcome,
    Requester,
    RetentionClass,
    ServiceLevel,
    SpokenLanguage,
    Topic,
    Urgency,
    WaitReason,
)
from intake.office.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Contact:
    """How people reach the office. `phone` is for reading, `phone_link` for `href`."""

    phone: str
    phone_link: str
    email: str
    email_confirmed: bool
    street: str
    postcode: str
    town: str
    website: str | None


@dataclass(frozen=True, slots=True)
class Promises:
    """What the public pages promise; shown only once confirmed. Days are opening days."""

    first_response_days: int
    first_response_confirmed: bool
    interpreter_free: bool
    interpreter_free_confirmed: bool


@dataclass(frozen=True, slots=True)
class GrantRules:
    """What an application for a contribution must know; shown only once confirmed.

    `ceiling` is in Swiss francs.
    """

    ceiling: int
    decided_by: Text
    criteria: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the work: `k` of disclosure control, the rest in calendar days.

    `next_step_days` are opening days: by when the lead acts next when nothing else says so.
    """

    k: int
    waiting_max_days: int
    reopen_days: int
    next_step_days: int
    code_days: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits against abuse. Rates are for each address and hour, text in characters.

    `files` may come with one request or message; `body_bytes` is for all that comes without files.
    """

    submissions_per_hour: int
    wrong_codes_per_hour: int
    sign_in_tries_per_hour: int
    form_min_seconds: int
    form_max_hours: int
    text_characters: int
    body_bytes: int
    files: int
    file_bytes: int
    files_per_hour: int
    files_of_case_per_day: int


@dataclass(frozen=True, slots=True)
class StorageDays:
    """How long things beside the cases are kept, in days."""

    attachments: int
    access_log: int
    backups: int


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes the office's mail, and what the mail says about the office.

    `security` is `tls`, `starttls` or `none`. `password_file` is the name of a file in the key
    folder, there if there is a `user`. `desk_address` is the address of the desk as mail names
    it, without a slash at its end. `neutral_sender` writes to clients who asked to be discreet;
    None: the usual sender does.
    """

    host: str
    port: int
    security: str
    sender: str
    neutral_sender: str | None
    user: str | None
    password_file: str | None
    desk_address: str


@dataclass(frozen=True, slots=True)
class Office:
    """The whole office, as read and checked from its settings file."""

    name: Text
    short_name: Text
    contact: Contact
    hours: OpeningHours
    emergency: tuple[EmergencyNumber, ...]
    other_offices: tuple[OtherOffice, ...]
    promises: Promises
    topic_groups: Choices[Choice]
    topics: Choices[Topic]
    municipality_groups: Choices[Choice]
    municipalities: Choices[Municipality]
    kinds: Choices[Kind]
    requesters: Choices[Requester]
    concerns: Choices[Concern]
    grant: GrantRules
    channels: Choices[Channel]
    contact_channels: Choices[Choice]
    talk_places: Choices[Choice]
    access_needs: Choices[Choice]
    urgencies: Choices[Urgency]
    outcomes: Choices[Outcome]
    service_levels: Choices[ServiceLevel]
    closing_reasons: Choices[ClosingReason]
    next_actors: Choices[NextActor]
    wait_reasons: Choices[WaitReason]
    hand_back_reasons: Choices[HandBackReason]
    reopen_reasons: Choices[Choice]
    opening_reasons: Choices[Choice]
    interpreting: Choices[Interpreting]
    export_purposes: Choices[Choice]
    report_reasons: Choices[Choice]
    languages: tuple[OfferedLanguage, ...]
    staff_languages: tuple[str, ...]
    spoken_languages: Choices[SpokenLanguage]
    thresholds: Thresholds
    limits: Limits
    retention: Choices[RetentionClass]
    storage_days: StorageDays
    mail: MailServer | None

    @property
    def timezone(self) -> ZoneInfo:
        """The time zone of the office."""
        return self.hours.timezone

    @property
    def confirmable(self) -> Mapping[str, bool]:
        """Each fact a coordinator has to confirm at set-up: its key, and whether the file does."""
        facts = {number.key: number.confirmed for number in self.emergency}
        facts |= {other.key: other.confirmed for other in self.other_offices}
        facts["grant"] = self.grant.confirmed
        facts["contact.email"] = self.contact.email_confirmed
        facts["hours"] = self.hours.confirmed
        facts["promises.first_response"] = self.promises.first_response_confirmed
        facts["promises.interpreter_free"] = self.promises.interpreter_free_confirmed
        return facts

    def is_confirmed(self, key: str, confirmed_keys: Set[str]) -> bool:
        """Whether the file or a coordinator (`confirmed_keys`) confirmed a fact of `confirmable`.

        KeyError for a key that is not one of them.
        """
        return self.confirmable[key] or key in confirmed_keys

    def shown_emergency(self, confirmed_keys: Set[str]) -> tuple[EmergencyNumber, ...]:
        """The numbers to show, in order: only confirmed ones, each once.

        A number not confirmed gives its place to its fallback, if that is confirmed; a number
        that is some other's fallback is shown in no other place.
        """
        by_code = {number.code: number for number in self.emergency}
        stand_ins = {number.fallback for number in self.emergency}
        shown: dict[str, EmergencyNumber] = {}
        for number in self.emergency:
            if number.code in stand_ins:
                continue
            chosen: EmergencyNumber | None = number
            if not self.is_confirmed(number.key, confirmed_keys):
                chosen = by_code.get(number.fallback or "")
            if chosen is not None and self.is_confirmed(chosen.key, confirmed_keys):
                shown[chosen.code] = chosen
        return tuple(shown.values())

    def shown_others(self, confirmed_keys: Set[str]) -> tuple[OtherOffice, ...]:
        """The other offices to show, in order: only confirmed ones."""
        return tuple(o for o in self.other_offices if self.is_confirmed(o.key, confirmed_keys))

    @property
    def web_channel(self) -> Channel:
        """The channel of requests that come in through the public form."""
        return next(channel for channel in self.channels.active if channel.web)

    def kind_for(self, form: str) -> Kind:
        """The first kind of case that the form `person`, `organisation` or `municipality` makes."""
        fitting = [kind for kind in self.kinds.active if kind.form == form]
        return (fitting or self.kinds.active)[0]

    def requester_for(self, form: str) -> Requester:
        """The first one who asks with a form; the municipality's form is for municipalities."""
        return next(entry for entry in self.requesters.active if entry.form == form)

    @property
    def default_urgency(self) -> Urgency:
        """What a request has until somebody triages it."""
        return next(urgency for urgency in self.urgencies.active if urgency.default)

    @property
    def withdrawn_reason(self) -> ClosingReason:
        """The closing reason when residents withdraw their request themselves."""
        return next(reason for reason in self.closing_reasons.active if reason.by_client)

    def urgency_of(self, code: str | None) -> Urgency:
        """The urgency set at triage; before that, the default one."""
        return self.urgencies[code] if code else self.default_urgency

    @property
    def wait_for_client(self) -> WaitReason:
        """The reason when the client's answer is waited for."""
        client = self.actor("client").code
        return next(reason for reason in self.wait_reasons.active if reason.whom == client)

    def next_step_due(self, now: datetime) -> datetime:
        """By when the case lead acts next when nothing else says so (aware, UTC)."""
        return self.hours.due(now, self.thresholds.next_step_days)

    def actor(self, role: str) -> NextActor:
        """Who acts next in the role `triage`, `case_lead` or `client`."""
        return next(actor for actor in self.next_actors.active if actor.role == role)

    @property
    def longest_for_persons(self) -> RetentionClass:
        """The class that keeps the words of a person who asked for advice the longest.

        What organisations apply for may be kept much longer; no person is told about that.
        """
        kinds = [kind for kind in self.kinds.active if kind.form == "person"]
        lists = kinds, self.topics.active, self.service_levels.active, self.closing_reasons.active
        codes = {entry.retention for entries in lists for entry in entries if entry.retention}
        kept = [self.retention[code] for code in codes] or list(self.retention.values())
        return max(kept, key=lambda entry: entry.days)

    def retention_class(self, *codes: str | None) -> RetentionClass:
        """The class that applies when several fit (kind, topics, reason, level; None: no rule).

        The longest wins, but a class that overrides (spam, test, duplicate) beats all others.
        With no code at all the longest of the office applies: nothing is destroyed by mistake.
        """
        fitting = [self.retention[code] for code in codes if code is not None]
        overriding = [entry for entry in fitting if entry.overrides]
        candidates = overriding or fitting or list(self.retention.values())
        return max(candidates, key=lambda entry: entry.days)
