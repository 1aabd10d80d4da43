"""The logs as whole lines: with names, and case numbers or months, no content."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from intake.database import db
from intake.models.access import AccessEntry
from intake.models.case import Case
from intake.models.export import Export
from intake.models.member import Member
from intake.models.report_log import ReportEntry


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


def report_lines(before: int | None, size: int) -> Sequence[Row[ReportEntry, str]]:
    """A page of the report log, newest first: entry, name."""
    query = (
        select(ReportEntry, Member.name)
        .join(Member, Member.uuid == ReportEntry.member_uuid)
        .order_by(ReportEntry.id.desc())
        .limit(size)
    )
    return db.session.execute(query.where(ReportEntry.id < before) if before else query).all()
