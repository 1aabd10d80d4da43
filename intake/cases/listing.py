"""The queue page: tabs, filters, and a row for each case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import get_flashed_messages, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from intake.cases.facts import label
from intake.cases.matters import STATES, Day
from intake.cases.people import names_of_members
from intake.cases.place import remember
from intake.cases.queue import TABS, Filter, Head, Queue
from intake.cases.sentences import queue_sentence
from intake.cases.steps import due_words, next_step, special_kind
from intake.guards import now, requires, the_office, who
from intake.guards.fields import options
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.case import Status
from intake.models.member import Member
from intake.models.permissions import Permission
from intake.office import Office


class FilterForm(FlaskForm):
    """The filter row; it only reads, so it needs no token. Its values are our own codes."""

    class Meta:
        csrf = False

    state = SelectField(_l("What is to be done"))
    topic = SelectField(_l("Topic"))
    municipality = SelectField(_l("Municipality"))
    language = SelectField(_l("Language"))
    lead = SelectField(_l("Case lead"))

    def __init__(self, office: Office) -> None:
        super().__init__(formdata=request.args)
        every, states = gettext("All"), state_labels()
        self.state.choices = [SelectChoice("", every)] + [
            SelectChoice(state, states[state]) for state in STATES
        ]
        self.topic.choices = options(office.topics.values(), every)
        self.municipality.choices = options(office.municipalities.values(), every)
        self.language.choices = options(office.spoken_languages.values(), every)
        self.lead.choices = [SelectChoice("", every)] + [
            SelectChoice(member.uuid.hex, member.name) for member in Member.active()
        ]

    def chosen(self) -> Filter:
        """The filter; what is not on offer counts as not chosen."""
        valid = {
            field.name: field.data
            for field in self
            if field.data in {choice.value for choice in field.choices}
        }
        return Filter(**{name: value or "" for name, value in valid.items()})

    def in_words(self, chosen: Filter) -> list[str]:
        """The labels of what the list is narrowed to."""
        return [
            str(choice.label)
            for field in self
            for choice in field.choices
            if choice.value and choice.value == getattr(chosen, field.name)
        ]


@dataclass(frozen=True)
class Shown:
    """One row of the list, in words; a stub has no name and no facts."""

    number: str
    due: str
    due_mark: str
    received: datetime
    stub: bool
    marks: tuple[tuple[str, str], ...]
    name: str
    next_step: str
    topic: str
    language: str
    interpreter: bool
    municipality: str
    lead: str
    can_take_on: bool


def state_labels() -> dict[str, str]:
    """What cases of each state ask for, in words."""
    return {
        "reply": gettext("New answers"),
        "overdue": gettext("Overdue"),
        "today": gettext("Due today"),
        "back": gettext("Back from waiting"),
        "handed": gettext("Assigned, not begun"),
    }


def the_queue() -> Queue:
    """The queue of the signed-in member, now."""
    return Queue(who().uuid, who().keyring, Day.at(now(), the_office().timezone))


@requires(Permission.SEE_QUEUE)
def show_queue() -> ResponseReturnValue:
    """The tabs of the queue, what is due first on top."""
    office = the_office()
    tab, after = request.args.get("tab", "mine"), request.args.get("after", "")
    tab = tab if tab in TABS else "mine"
    form = FilterForm(office)
    chosen = form.chosen()
    listed = the_queue().page(tab, chosen, after)
    names = names_of_members()
    codes = {name: code for name, code in vars(chosen).items() if code}
    remember("cases.show_queue", tab=tab, **codes, **({"after": after[:40]} if after else {}))
    return render_template(
        "cases/queue.html",
        tab=tab,
        tabs=TABS,
        counts=listed.counts,
        rows=[shown(head, office, names) for head in listed.heads],
        form=form,
        chosen=form.in_words(chosen),
        codes=codes,
        more=url_for("cases.show_queue", tab=tab, after=listed.more, **codes)
        if listed.more
        else None,
        is_first_page="after" not in request.args,
        done=[queue_sentence(str(code)) for code in get_flashed_messages()],
    )


def shown(head: Head, office: Office, names: dict[UUID, str]) -> Shown:
    """Put a row into words."""
    row, profile = head.row, head.profile or {}
    due, due_mark = due_words(row.next_action_due)
    topic = profile.get("main_topic") or next(iter(profile.get("topics", [])), "")
    return Shown(
        number=row.number,
        due=due,
        due_mark=due_mark,
        received=row.received_at,
        stub=head.profile is None,
        marks=tuple(_marks(head, office)),
        name=head.identity.get("alias") or gettext("no name given"),
        next_step=next_step(row.next_actor, row.lead_uuid, office),
        topic=label(office.topics, topic) or "",
        language=label(office.spoken_languages, profile.get("language")) or "",
        interpreter=profile.get("interpreter") == "yes",
        municipality=label(office.municipalities, profile.get("municipality")) or "",
        lead=names.get(row.lead_uuid, "") if row.lead_uuid else gettext("nobody yet"),
        can_take_on=head.profile is not None and row.status == Status.RECEIVED,
    )


def _marks(head: Head, office: Office) -> list[tuple[str, str]]:
    """Words about a case, each with the class of its mark."""
    row = head.row
    marks = []
    kind = special_kind(row.kind, office)
    if kind:
        marks.append((kind, "kind"))
    if row.status == Status.ASSIGNED and row.lead_uuid == who().uuid:
        marks.append((gettext("Assigned to you"), "new"))
    if row.status == Status.IN_PROGRESS and row.follow_up_on:
        marks.append((gettext("Back from waiting"), "new"))
    if row.unread:
        closed = row.closed_at is not None
        marks.append((gettext("New message") if closed else gettext("New answer"), "new"))
    urgency = office.urgencies.get(row.urgency or "")
    if urgency and not urgency.default:
        marks.append((str(urgency.label), "late"))
    if row.suspected_spam:
        marks.append((gettext("Perhaps spam"), "today"))
    if row.same_form:
        marks.append((gettext("Same form sent twice"), "today"))
    return marks
