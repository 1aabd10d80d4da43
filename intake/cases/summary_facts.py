"""Gathers what the internal case summary says, from an opened case."""

from uuid import UUID

from intake.cases.agreements import agreements_of
from intake.cases.facts import CaseFacts, label
from intake.cases.steps import status_label
from intake.cases.tasks import tasks_of
from intake.cases.timeline import not_held
from intake.guards import now, the_office, who
from intake.guards.particulars import labelled
from intake.i18n import LANGUAGES
from intake.models.access import OpenedCase
from intake.models.case import AskedWords
from intake.models.case_summary import (
    AgreementEntry,
    AtAGlance,
    CaseSummary,
    ContactEntry,
    DataProtection,
    Disclosure,
    Entry,
    OutcomeOfCase,
    Reach,
    SpokenWords,
    TaskEntry,
)
from intake.models.closure import Closure
from intake.models.contact import Contact
from intake.models.export import Export
from intake.models.message import Message
from intake.models.note import Note
from intake.models.task import TaskState


def summary_of(opened: OpenedCase, purpose: str, with_signatures: bool) -> CaseSummary:
    """Everything the internal kind shows (DOMAIN section 9), in the staff member's language."""
    office, case = the_office(), opened.case
    facts = CaseFacts.of(opened, office)
    asked = case.asked.get(opened.keys)
    return CaseSummary(
        number=case.number,
        status=status_label(case.status),
        is_open=case.is_open,
        printed_by=who().member.name,
        printed_at=now(),
        purpose=label(office.export_purposes, purpose) or "",
        reach=_reach(facts, asked.get("not_interpreter") or None),
        request=spoken(asked.get("question", ""), facts.profile.get("page_language", "")),
        particulars=tuple(
            (name, spoken(text, "")) for name, text in labelled(asked.get("particulars", {}))
        ),
        glance=_glance(opened, facts, asked),
        data_protection=_data_protection(opened, facts),
        agreements=tuple(
            AgreementEntry(one.who, spoken(one.what, ""), one.until, one.done)
            for one in agreements_of(opened, office)
        ),
        tasks=tuple(
            TaskEntry(one.who, spoken(one.what, ""), one.due_on, one.done_on)
            for state in (TaskState.OPEN, TaskState.DONE)
            for one in tasks_of(opened, facts.names, state)
        ),
        contacts=tuple(_contacts(opened, facts)),
        messages=tuple(_messages(opened, facts)),
        notes=tuple(
            Entry(n.at, facts.names[n.member_uuid], spoken(n.body.get(opened.keys), ""))
            for n in Note.of_case(case.uuid)
        ),
        outcome=_outcome(opened, facts),
        with_signatures=with_signatures,
    )


def spoken(text: str, lang: str) -> SpokenWords:
    """Words with the language they were written in, as far as it is known."""
    language = LANGUAGES.get(lang)
    return SpokenWords(text, lang, "rtl" if language and language.direction == "rtl" else "ltr")


def _reach(facts: CaseFacts, not_interpreter: str | None) -> Reach:
    identity = facts.identity
    return Reach(
        name=identity.get("alias") or None,
        phone=identity.get("phone") or None,
        email=identity.get("email") or None,
        way=None,
        times=identity.get("times") or None,
        voicemail_allowed=identity.get("voicemail", False),
        discreet=identity.get("discreet", False),
        for_another_person=facts.profile.get("requester") == "other_person",
        asker_knows=facts.asker_knows,
        not_interpreter=not_interpreter,
        organisation=identity.get("organisation") or None,
        function=identity.get("function") or None,
    )


def _glance(opened: OpenedCase, facts: CaseFacts, asked: AskedWords) -> AtAGlance:
    case, office = opened.case, facts.office
    return AtAGlance(
        received_at=case.received_at,
        kind=facts.kind,
        requester=facts.requester,
        concern=facts.concern,
        asked_urgency=facts.asked_urgency,
        topics=facts.topics,
        main_topic=facts.main_topic,
        municipality=facts.municipality,
        language=facts.language,
        interpreting=facts.interpreting,
        channel=facts.channel,
        talk_places=facts.talk_places,
        access_needs=facts.access_needs,
        urgency=label(office.urgencies, case.urgency),
        case_lead=facts.lead,
        next_actor=label(office.next_actors, case.next_actor),
        next_action_due=case.next_action_due,
        waiting_for=facts.waiting_line or None,
        since=asked.get("since") or None,
        place=asked.get("place") or None,
        for_steering_group=facts.for_steering_group,
    )


def _messages(opened: OpenedCase, facts: CaseFacts) -> list[Entry]:
    entries = []
    for message in Message.of_case(opened.case.uuid):
        words = message.body.get(opened.keys)
        who_wrote = facts.names[message.member_uuid] if message.member_uuid else facts.recipient
        text = spoken(words["text"], words["lang"])
        entries.append(Entry(message.at, who_wrote, text, message.from_client))
    return entries


def _contacts(opened: OpenedCase, facts: CaseFacts) -> list[ContactEntry]:
    entries = []
    for contact in Contact.of_case(opened.case.uuid):
        talk = contact.facts.get(opened.keys)
        if talk.get("taken_back_at"):
            continue
        entries.append(
            ContactEntry(
                at=contact.at,
                who=facts.names[contact.member_uuid],
                channel=label(facts.office.contact_channels, talk["channel"]) or "",
                minutes=talk["minutes"] if talk["reached"] else None,
                language=label(facts.office.spoken_languages, talk["language"]),
                interpreting=label(facts.office.interpreting, talk["interpreting"]),
                result=None if talk["reached"] else not_held(talk),
                note=spoken(talk["note"], "") if talk["note"] else None,
            )
        )
    return entries


def _outcome(opened: OpenedCase, facts: CaseFacts) -> OutcomeOfCase | None:
    closure = Closure.latest(opened.case.uuid) if not opened.case.is_open else None
    if closure is None:
        return None
    ending = closure.facts.get(opened.keys) if closure.facts_sealed else None
    reason = ending["reason"] if ending else facts.office.withdrawn_reason.code
    return OutcomeOfCase(
        closed_at=closure.at,
        closed_by=_name(facts, closure.member_uuid),
        reason=label(facts.office.closing_reasons, reason) or "",
        outcome=label(facts.office.outcomes, ending["outcome"]) if ending else None,
        service_level=label(facts.office.service_levels, ending["service_level"])
        if ending
        else None,
    )


def _data_protection(opened: OpenedCase, facts: CaseFacts) -> DataProtection:
    rule = facts.office.retention.get(facts.profile.get("retention_class", ""))
    return DataProtection(
        keep_until=facts.kept_until,
        rule=str(rule.label) if rule else None,
        disclosures=tuple(
            Disclosure(
                export.at,
                _name(facts, export.member_uuid),
                label(facts.office.export_purposes, export.purpose) or "",
            )
            for export in Export.of_case(opened.case.uuid)
        ),
    )


def _name(facts: CaseFacts, member_uuid: UUID | None) -> str:
    return facts.names.get(member_uuid, "") if member_uuid else facts.recipient
