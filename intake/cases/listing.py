"""The queue page: tabs, filters, and a row for each case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intake.cases.facts import label
from intake.cases.filtering import (
    FilterForm,
    Labels,
    Named,
    Narrowing,
    filter_labels,
    named_filters,
    narrowing,
    tab_labels,
)
from intake.cases.matters import Day
from intake.cases.news import queue_news
from intake.cases.place import remember
from intake.cases.queue import TABS, Filter, Head, Queue
from intake.cases.steps import due_words, next_step, special_kind
from intake.cases.ticked import tick_of
from intake.database import begin_writing, db
from intake.guards import now, requires, the_office, who
from intake.i18n import gettext
from intake.models.case import Status
from intake.models.permissions import Permission
from intake.models.saved_filter import apply_filter
from intake.office import Office


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
    tick: str


def the_queue() -> Queue:
    """The queue of the signed-in member, now."""
    return Queue(who().uuid, who().keyring, Day.at(now(), the_office().timezone))


@requires(Permission.SEE_QUEUE)
def show_queue() -> ResponseReturnValue:
    """The tabs of the queue, what is due first on top."""
    tab, after = request.args.get("tab", "mine"), request.args.get("after", "")
    tab = tab if tab in TABS else "mine"
    labels, filters = filter_labels(), named_filters()
    narrowed = narrowing(filters, labels)
    codes = narrowed.codes
    remember("cases.show_queue", tab=tab, **codes, **({"after": after[:40]} if after else {}))
    return _page(tab, after, labels, filters, narrowed)


@requires(Permission.SEE_QUEUE)
def narrow_queue() -> ResponseReturnValue:
    """Apply a filter: it is kept sealed, and the list says in its address only which one it is."""
    labels = filter_labels()
    form = FilterForm(labels, "mine", Filter())
    if not form.validate_on_submit():
        return _page("mine", "", labels, named_filters(), Narrowing(Filter()), form), 400
    wanted, codes = form.wanted(), Narrowing(Filter()).codes
    if any(wanted.criteria.values()):
        begin_writing()
        row = apply_filter(wanted, who().keyring, who().uuid, now())
        db.session.commit()
        codes = {"filter": row.uuid.hex}
    return redirect(url_for("cases.show_queue", tab=wanted.tab, **codes), 303)


def _page(
    tab: str,
    after: str,
    labels: Labels,
    filters: list[Named],
    narrowed: Narrowing,
    form: FilterForm | None = None,
) -> str:
    office, codes = the_office(), narrowed.codes
    listed = the_queue().page(tab, narrowed.chosen, after)
    form = form or FilterForm(labels, tab, narrowed.chosen)
    rows = [shown(head, office, labels.names) for head in listed.heads]
    return render_template(
        "cases/queue.html",
        tab=tab,
        tabs=tab_labels(),
        counts=listed.counts,
        rows=rows,
        form=form,
        chosen=labels.in_words(narrowed.chosen),
        narrowed=narrowed,
        unknown=[form[name].label.text for name in narrowed.unknown],
        filters=[one for one in filters if one.row.kept],
        codes=codes,
        more=url_for("cases.show_queue", tab=tab, after=listed.more, **codes)
        if listed.more
        else None,
        is_first_page=not after,
        has_ticks=any(row.tick for row in rows),
        **queue_news(),
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
        tick=tick_of(row) if head.profile is not None else "",
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
    if row.restricted:
        marks.append((gettext("Restricted"), "kind"))
    if row.suspected_spam:
        marks.append((gettext("Perhaps spam"), "today"))
    if row.same_form:
        marks.append((gettext("Same form sent twice"), "today"))
    return marks
