"""One timeline of a case: messages, notes, contacts and changes, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from intake.cases.facts import label
from intake.guards import now, who
from intake.guards.dates import dated
from intake.i18n import gettext, ngettext
from intake.models.access import OpenedCase
from intake.models.attachment import KnownFile, files_of, message_files
from intake.models.contact import Contact, ContactFacts
from intake.models.contact_mending import may_mend, why_it_stays
from intake.models.event import Event, Verb
from intake.models.message import Message
from intake.models.note import Note
from intake.models.permissions import Permission
from intake.models.task import Task
from intake.office import Office

SHOWN_THEMSELVES = {Verb.MESSAGE, Verb.NOTE, Verb.CONTACT}


@dataclass(frozen=True)
class Talk:
    """A talk in the timeline: whether the reader can change it, and what was done to it since."""

    uuid: UUID
    can_change: bool
    mended_at: datetime | None
    taken_back_at: datetime | None


@dataclass(frozen=True)
class Line:
    """One entry: `kind` is message-in, message-out, note, contact or change."""

    kind: str
    at: datetime
    who: str
    text: str
    lang: str = ""
    facts: tuple[str, ...] = ()
    talk: Talk | None = None
    files: tuple[KnownFile, ...] = ()


def timeline(opened: OpenedCase, office: Office, names: dict[UUID, str], client: str) -> list[Line]:
    """Everything that happened in a case."""
    case, keys = opened.case, opened.keys
    lines = [talk_line(one, opened, office, names) for one in Contact.of_case(case.uuid)]
    files = message_files(files_of(keys))
    for message in Message.of_case(case.uuid):
        words = message.body.get(keys)
        kind = "message-in" if message.from_client else "message-out"
        who = names[message.member_uuid] if message.member_uuid else client
        sent = tuple(files.get(message.uuid, ()))
        lines.append(Line(kind, message.at, who, words["text"], words["lang"], files=sent))
    for note in Note.of_case(case.uuid):
        lines.append(Line("note", note.at, names[note.member_uuid], note.body.get(keys)))
    tasks = {str(task.uuid): task.what.get(keys) for task in Task.of_case(case.uuid)}
    for event in Event.of_case(case.uuid):
        if event.verb not in SHOWN_THEMSELVES:
            who = names[event.member_uuid] if event.member_uuid else client
            if event.verb == Verb.CAME_BACK:
                who = gettext("By itself")
            details = event.details.get(keys) if event.details_sealed else {}
            if "task" in details:
                text = said_of_task(details, tasks)
            elif "replaces" in details:
                text = said_of_talk(details)
            else:
                text = said(event.verb, details, office, names)
            lines.append(Line("change", event.at, who, text))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def talk_line(contact: Contact, opened: OpenedCase, office: Office, names: dict[UUID, str]) -> Line:
    """One talk, as the timeline shows it."""
    facts = contact.facts.get(opened.keys)
    shown = (
        dated(date.fromisoformat(facts["day"])),
        label(office.contact_channels, facts["channel"]),
        gettext("%(minutes)s minutes", minutes=facts["minutes"])
        if facts["reached"]
        else not_held(facts),
        label(office.spoken_languages, facts["language"]),
        gettext("Message left on the voicemail") if facts.get("voice_message") else None,
        _interpreted(facts["interpreting"], office),
    )
    changes = (facts.get("mended_at"), facts.get("taken_back_at"))
    can_change = may_mend(contact, opened.case, who().actor) and opened.may(Permission.WORK_ON_CASE)
    return Line(
        "contact",
        contact.at,
        names[contact.member_uuid],
        facts["note"],
        facts=tuple(fact for fact in shown if fact),
        talk=Talk(
            contact.uuid,
            can_change and not why_it_stays(facts, contact, office, now()),
            *(datetime.fromisoformat(at) if at else None for at in changes),
        ),
    )


def not_held(facts: ContactFacts) -> str:
    """Why a talk did not take place."""
    if facts.get("no_show"):
        return gettext("The person did not come")
    return gettext("Nobody reached")


def _interpreted(code: str, office: Office) -> str | None:
    kind = office.interpreting.get(code)
    return str(kind.label) if kind and kind.interpreted else None


def said(verb: str, details: dict[str, Any], office: Office, names: dict[UUID, str]) -> str:
    """A change in words."""
    if verb == Verb.ASSIGNED:
        lead, tasks = names.get(UUID(details["lead"]), ""), details.get("tasks", 0)
        if tasks:
            return ngettext(
                "Assigned to %(name)s, with %(num)s open task",
                "Assigned to %(name)s, with %(num)s open tasks",
                tasks,
                name=lead,
            )
        return gettext("Assigned to %(name)s", name=lead)
    if verb == Verb.WAITED:
        reason = label(office.wait_reasons, details["reason"])
        return gettext(
            "Waits (%(reason)s) until %(day)s",
            reason=reason,
            day=dated(date.fromisoformat(details["until"])),
        )
    if verb == Verb.CLOSED:
        reason = details.get("reason") or office.withdrawn_reason.code
        return gettext("Closed: %(reason)s", reason=label(office.closing_reasons, reason))
    if verb == Verb.REOPENED:
        reason = label(office.reopen_reasons, details["reason"])
        return gettext("Reopened: %(reason)s", reason=reason)
    if verb == Verb.EXPORTED:
        purpose = label(office.export_purposes, details["purpose"])
        if details["kind"] == "client":
            return gettext("Paper for the client made: %(purpose)s", purpose=purpose)
        return gettext("Case summary made: %(purpose)s", purpose=purpose)
    if verb == Verb.CHANGED:
        return _changed(details, office, names)
    return {
        Verb.RECEIVED: gettext("Request received"),
        Verb.TAKEN_ON: gettext("Taken on"),
        Verb.RESUMED: gettext("Taken up again"),
        Verb.CAME_BACK: gettext("The day of the follow-up has come"),
        Verb.REACH_CHANGED: gettext("How to reach the person has changed"),
        Verb.WORDS_TAKEN_BACK: gettext("The client deleted a text that nobody had answered yet"),
    }[Verb(verb)]


def said_of_talk(details: dict[str, Any]) -> str:
    """What was done to a talk that was logged before."""
    if "of" in details:
        return gettext("Talk of %(day)s taken back", day=dated(date.fromisoformat(details["of"])))
    return gettext("Talk of %(day)s changed", day=dated(date.fromisoformat(details["day"])))


def said_of_task(details: dict[str, Any], tasks: dict[str, str]) -> str:
    """What was done to a task, in words; `tasks` are the words of each by its uuid."""
    what = tasks.get(details["which"], "")
    due = dated(date.fromisoformat(details["due"])) if "due" in details else ""
    return {
        "added": gettext("Task added, due on %(day)s: %(what)s", day=due, what=what),
        "changed": gettext("Task changed, due on %(day)s: %(what)s", day=due, what=what),
        "done": gettext("Task done: %(what)s", what=what),
        "open": gettext("Task open again: %(what)s", what=what),
        "removed": gettext("Task removed: %(what)s", what=what),
        "taken": gettext("Task taken on: %(what)s", what=what),
    }[details["task"]]


def _changed(details: dict[str, Any], office: Office, names: dict[UUID, str]) -> str:
    if "new_code" in details:
        return gettext("New code issued; the old one stopped")
    if "read" in details:
        return gettext("Marked as read")
    if seen := _seen_by(details, names):
        return seen
    if "handed_back" in details:
        reason = label(office.hand_back_reasons, details["handed_back"])
        return gettext("Handed back: %(reason)s", reason=reason)
    if "agreement" in details:
        made = details["agreement"] == "made"
        return gettext("Agreement made") if made else gettext("Agreement fulfilled")
    if "linked" in details:
        return gettext("Linked with case %(number)s", number=details["linked"])
    if "merged" in details:
        return gettext("Case %(number)s was merged into this one", number=details["merged"])
    if "lead_left" in details:
        name = names.get(UUID(details["lead_left"]), "")
        return gettext("Back at the desk, since %(name)s has left", name=name)
    return gettext("Continued in case %(number)s", number=details["continued_in"])


def _seen_by(details: dict[str, Any], names: dict[UUID, str]) -> str:
    """Who no longer sees the case, or does so again; empty for a change of something else."""
    if "conflict" in details:
        if "whose" not in details:
            return gettext("Has a conflict of interest and no longer sees this case")
        name = names.get(UUID(details["whose"]), "")
        return gettext(
            "%(name)s has a conflict of interest and no longer sees this case", name=name
        )
    if "conflict_undone" in details:
        return gettext(
            "The conflict of interest of %(name)s is undone: %(reason)s",
            name=names.get(UUID(details["whose"]), ""),
            reason=details["conflict_undone"],
        )
    if "restricted" in details:
        listed = ", ".join(sorted(names.get(UUID(uuid), "") for uuid in details["listed"]))
        return gettext(
            "Restricted to %(names)s: %(reason)s", names=listed, reason=details["restricted"]
        )
    if "released" in details:
        return gettext("Released to the whole team: %(reason)s", reason=details["released"])
    return ""


def title_of(line: Line, client: str) -> str:
    """Who wrote to whom: the head of an entry."""
    return {
        "message-in": gettext("From %(name)s", name=line.who),
        "message-out": gettext("To %(client)s, from %(name)s", client=client, name=line.who),
        "note": gettext("Internal: %(name)s", name=line.who),
        "contact": gettext("Talk: %(name)s", name=line.who),
    }.get(line.kind, line.who)
