"""The names of the staff, for showing who did what."""

from uuid import UUID

from sqlalchemy import select

from intake.database import db
from intake.models.member import Member


def names_of_members() -> dict[UUID, str]:
    """The name of every member there ever was, by uuid."""
    rows = db.session.execute(select(Member.uuid, Member.name))
    return {row.uuid: row.name for row in rows}
