"""The access log and the export log as whole lines: with names and case numbers, no content."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from intake.database import db
from intake.models.access import AccessEntry
from intake.models.case import Case
from intake.models.export import Export
from intake.models.member import Member


def access_lines(before: int | None, size: int) -> Sequence[Row[AccessEntry, str, str]]:
    """A page of the access log, newest first: entry, name, case number."""
    query = (
        select(AccessEntry, Member.name, Case.number)
        .join(Member, Member.uuid == AccessEntry.member_uuid)
        .join(Case, Case.uuid == AccessEntry.case_uuid)
        .order_by(AccessEntry.id.desc())
        .limit(size)
    )
    return db.session.execute(query.where(AccessEntry.id < before) if before else query).all()


def export_lines(before: int | None, size: int) -> Sequence[Row[Export, str, str]]:
    """A page of the export log, newest first: export, name, case number."""
    query = (
        select(Export, Member.name, Case.number)
        .join(Member, Member.uuid == Export.member_uuid)
        .join(Case, Case.uuid == Export.case_uuid)
        .order_by(Export.id.desc())
        .limit(size)
    )
    return db.session.execute(query.where(Export.id < before) if before else query).all()
