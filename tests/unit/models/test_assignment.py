from uuid import UUID

import pytest

from intake.database import begin_writing, db
from intake.models.access import AccessEntry, AccessRefused, NoSuchCase, open_case, relation_to
from intake.models.assignment import (
    CannotLead,
    Triage,
    assign,
    may_lead,
    refuse_for_conflict,
    take_on,
)
from intake.models.case import Status
from intake.models.conflict import Conflict
from intake.models.event import Event, Verb
from intake.models.member import MemberState, Role
from intake.models.permissions import TABLE, Permission, Relation, may
from tests.unit.models.conftest import TRIAGE, Desk


def test_assigning_tells_lead_topic_urgency_and_who_led_before(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS, topics=("work", "housing"))
    other = desk.cast.coordinator
    chosen = Triage("housing", "urgent")
    assign(case, keys, chosen, other.member, desk.lead, desk.office, desk.clock())
    event = next(
        e
        for e in Event.of_case(case.uuid)
        if e.verb == Verb.ASSIGNED and e.details.get(keys)["main_topic"] == "housing"
    )
    assert event.details.get(keys) == {
        "lead": str(other.member.uuid),
        "main_topic": "housing",
        "urgency": "urgent",
        "lead_before": str(desk.cast.lead.member.uuid),
        "tasks": 0,
    }
    assert event.member_uuid == desk.lead.member_uuid
    assert UUID(event.details.get(keys)["lead"]) == case.lead_uuid


@pytest.mark.parametrize("why", ["left", "invited", "auditor", "conflict"])
def test_who_cannot_read_a_case_cannot_lead_it(desk: Desk, why: str) -> None:
    case, keys = desk.case_in(Status.RECEIVED)
    member = desk.cast.auditor.member if why == "auditor" else desk.cast.outsider.member
    if why == "left":
        member.leave(desk.clock())
    if why == "invited":
        member.state = MemberState.INVITED
    if why == "conflict":
        Conflict.note(case.uuid, member.uuid, desk.clock())
    assert not may_lead(case, member)
    with pytest.raises(CannotLead):
        assign(case, keys, TRIAGE, member, desk.lead, desk.office, desk.clock())
    with pytest.raises(CannotLead):
        take_on(case, keys, TRIAGE, member, desk.office, desk.clock())
    assert case.lead_uuid is None and case.status == Status.RECEIVED
    assert case.profile.get(keys)["main_topic"] == "german"


def test_a_conflict_of_somebody_else_leaves_the_lead(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    other = desk.cast.outsider.member
    refuse_for_conflict(case, keys, other, desk.office, desk.clock())
    assert case.lead_uuid == desk.cast.lead.member.uuid and case.status == Status.IN_PROGRESS
    assert relation_to(case, other.uuid) is Relation.CONFLICT
    refuse_for_conflict(case, keys, other, desk.office, desk.clock())
    assert db.session.query(Conflict).count() == 1


def test_a_conflict_outweighs_leading(desk: Desk) -> None:
    case, _ = desk.case_in(Status.IN_PROGRESS)
    member = desk.cast.lead.member
    assert relation_to(case, member.uuid) is Relation.LEAD
    Conflict.note(case.uuid, member.uuid, desk.clock())
    assert relation_to(case, member.uuid) is Relation.CONFLICT


A, C, D = Role.ADVISER, Role.COORDINATOR, Role.AUDITOR
EVERY = set(Relation) - {Relation.CONFLICT, Relation.RESTRICTED}
OWN = {Relation.LEAD, Relation.UNASSIGNED}
# DOMAIN 5a, written down once more: for whom a page about a case opens.
CASE_TABLE = {
    Permission.READ_CASE: {A: EVERY, C: EVERY, D: set()},
    Permission.WORK_ON_CASE: {A: EVERY, C: EVERY, D: set()},
    Permission.ASSIGN: {A: OWN, C: EVERY, D: set()},
    Permission.HAND_BACK: {A: {Relation.LEAD}, C: {Relation.LEAD, Relation.TEAM}, D: set()},
    Permission.CLOSE: {A: OWN, C: EVERY, D: set()},
    Permission.REOPEN: {A: OWN, C: EVERY, D: set()},
    Permission.RESTRICT: {A: {Relation.LEAD}, C: EVERY, D: set()},
    Permission.RELEASE: {A: set(), C: EVERY | {Relation.RESTRICTED}, D: set()},
    Permission.UNDO_CONFLICT: {A: set(), C: EVERY, D: set()},
    Permission.MARK: {A: EVERY, C: EVERY, D: set()},
    Permission.NEW_CODE: {A: EVERY, C: EVERY, D: set()},
    Permission.READ_OWN_LOG: {A: OWN, C: EVERY, D: set()},
}
OFFICE_TABLE = {
    Permission.OWN_ACCOUNT: {A, C, D},
    Permission.SEE_QUEUE: {A, C},
    Permission.RECORD_REQUEST: {A, C},
    Permission.MANAGE_MEMBERS: {C},
    Permission.MANAGE_SETTINGS: {C},
    Permission.READ_LOGS: {C, D},
    Permission.SEE_WORKLOAD: {C},
}


def test_the_table_is_that_of_the_domain() -> None:
    for permission, row in CASE_TABLE.items():
        for role, relations in row.items():
            opens = {r for r in Relation if may(role, permission, r)}
            assert opens == relations, (permission, role)
    for permission, roles in OFFICE_TABLE.items():
        assert {role for role in Role if may(role, permission)} == roles, permission
    assert TABLE.keys() == set(Role)


@pytest.mark.parametrize("to_write", [False, True])
def test_every_opening_and_every_refusal_is_logged(desk: Desk, to_write: bool) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    number, uuid, lead, other = case.number, case.uuid, desk.cast.lead, desk.cast.outsider
    Conflict.note(uuid, other.member.uuid, desk.clock())
    db.session.commit()
    read = Permission.READ_CASE
    opened = open_case(number, lead.member, lead.keyring, read, desk.clock(), to_write=to_write)
    assert opened.keys == keys and opened.relation is Relation.LEAD
    assert (opened.case.key_wrapped is not None) == to_write
    db.session.commit()
    with pytest.raises(AccessRefused):
        open_case(number, other.member, other.keyring, read, desk.clock(), to_write=to_write)
    lines = [(e.kind, e.member_uuid) for e in AccessEntry.of_case(uuid)]
    kind = "written" if to_write else "opened"
    assert lines == [("refused", other.member.uuid), (kind, lead.member.uuid)]


def test_an_unknown_number_opens_nothing(desk: Desk) -> None:
    lead = desk.cast.lead
    with pytest.raises(NoSuchCase):
        open_case(
            "2026-9999", lead.member, lead.keyring, Permission.READ_CASE, desk.clock(),
            to_write=True,
        )  # fmt: skip
    begin_writing()
    assert db.session.query(AccessEntry).count() == 0
