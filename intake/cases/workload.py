"""Who has how much to do: open cases, what is due, and the languages of the clients."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import case, func, select

from intake.cases.facts import label
from intake.cases.listing import the_queue
from intake.cases.matters import STILL_OPEN, in_state
from intake.cases.place import remember
from intake.cases.queue import Queue
from intake.cases.task_lists import due_of_members, task_address
from intake.database import db, uuid_bytes
from intake.guards import requires, the_office
from intake.models.access import hidden_from
from intake.models.case import Case
from intake.models.member import Member
from intake.models.permissions import Permission

# Of so many open cases, the newest, the languages are looked at; it takes 10 ms for 1 000.
OPENED = 2000
KEYS = (uuid_bytes(Case.uuid).label("uuid"), Case.office_key_id, Case.key_sealed, Case.key_wrapped)
COUNTED = ("overdue", "today", "handed")
Languages = dict[UUID, Counter[str]]


@dataclass(frozen=True)
class Load:
    """What one member has to do; each number is what the list shows behind it."""

    uuid: UUID
    name: str
    open_cases: int
    states: dict[str, int]
    tasks: int
    tasks_address: str
    languages: list[tuple[str, str, int]]


@requires(Permission.SEE_WORKLOAD)
def show_workload() -> ResponseReturnValue:
    """A row for each member who leads a case or could."""
    remember("cases.show_workload")
    queue = the_queue()
    languages, looked_at = languages_of_leads(queue)
    tasks = due_of_members()
    loads = [_load(row, languages, tasks.get(row[0].uuid, 0)) for row in _counts(queue)]
    return render_template(
        "cases/workload.html",
        loads=loads,
        states=COUNTED,
        opened=looked_at,
        all_opened=looked_at < OPENED,
    )


def _counts(queue: Queue) -> list[tuple[Member, dict[str, int]]]:
    counted = [func.count(case((in_state(state, queue.day), 1))).label(state) for state in COUNTED]
    query = select(Case.lead_uuid, func.count().label("open"), *counted).where(STILL_OPEN)
    found = {
        row.lead_uuid: row._mapping for row in db.session.execute(query.group_by(Case.lead_uuid))
    }
    nothing = dict.fromkeys(("open", *COUNTED), 0)
    return [(m, dict(found.get(m.uuid, nothing))) for m in Member.active() if m.holds_keys]


def _load(counted: tuple[Member, dict[str, int]], languages: Languages, tasks: int) -> Load:
    member, counts = counted
    spoken = languages[member.uuid].most_common() if member.uuid in languages else []
    return Load(
        uuid=member.uuid,
        name=member.name,
        open_cases=counts["open"],
        states={state: counts[state] for state in COUNTED},
        tasks=tasks,
        tasks_address=task_address(member.uuid, "due"),
        languages=[
            (code, label(the_office().spoken_languages, code) or "", n) for code, n in spoken
        ],
    )


def languages_of_leads(queue: Queue) -> tuple[Languages, int]:
    """How many open cases in each language a member leads, and how many were looked at.

    A case that is hidden from the one who looks is not opened.
    """
    hidden = {uuid.bytes for uuid in hidden_from(queue.member_uuid)}
    query = select(*KEYS, Case.lead_uuid, Case.profile_sealed)
    query = query.where(STILL_OPEN, Case.lead_uuid.is_not(None))
    rows = db.session.execute(query.order_by(Case.number.desc()).limit(OPENED)).all()
    seen = [row for row in rows if row.uuid not in hidden]
    keys = queue.keyring.open_each(
        (row.uuid, row.office_key_id, row.key_sealed, row.key_wrapped) for row in seen
    )
    profiles = Case.profile.open_each(
        (keys[row.uuid], row.uuid, row.uuid, row.profile_sealed) for row in seen
    )
    languages: Languages = defaultdict(Counter)
    for row, profile in zip(seen, profiles, strict=True):
        if language := profile.get("language"):
            languages[row.lead_uuid][language] += 1
    return languages, len(rows)
