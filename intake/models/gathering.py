"""Reports of one challenge, gathered: they are linked, and each says how many others there are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from intake.database import db
from intake.models.case import Case
from intake.models.event import Actor
from intake.models.merged import Link
from intake.models.merging import CannotJoin, link
from intake.office import Office
from intake.vault import CaseKeys


def is_gathered(kind: str, office: Office) -> bool:
    """Whether several cases of this kind can be about the same: those with a table of their own."""
    known = office.kinds.get(kind)
    return known is not None and known.own_table


def gather(
    case: Case,
    keys: CaseKeys,
    other: Case,
    other_keys: CaseKeys,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """Two reports are of the same challenge: each counts the other one, and both go on."""
    if not is_gathered(case.kind, office) or case.kind != other.kind:
        raise CannotJoin("no_report")
    if case.uuid != other.uuid and other.uuid in _together(case):
        raise CannotJoin("gathered")
    link(case, keys, other, other_keys, actor, now)


def also_reported(case: Case) -> int:
    """By how many other cases of this kind the same was reported, over all links; never by whom."""
    others = _together(case) - {case.uuid}
    same = select(func.count()).where(Case.uuid.in_(others), Case.kind == case.kind)
    return db.session.scalar(same) or 0


def _together(case: Case) -> set[UUID]:
    """The case, and all that are linked with it, directly or over others."""
    found: set[UUID] = set()
    new = {case.uuid}
    while new:
        found |= new
        either = or_(Link.case_uuid.in_(new), Link.other_uuid.in_(new))
        rows = db.session.execute(select(Link.case_uuid, Link.other_uuid).where(either))
        new = {uuid for row in rows for uuid in row} - found
    return found
