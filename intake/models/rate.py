"""Rate limits: how often one address may do something in an hour. The address is only a hash."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Code, Moment, begin_writing, db, insert_or_ignore

WINDOW = timedelta(hours=1)


class RateCounter(Base):
    """How often an address hash did something since the start of its window."""

    __tablename__ = "rate_counter"
    address_hash: Mapped[bytes] = mapped_column(primary_key=True)
    what: Mapped[Code] = mapped_column(primary_key=True)
    since: Mapped[Moment]
    count: Mapped[int]


def count_try(address_hash: bytes, what: str, now: datetime) -> int:
    """Count one more try and commit; returns how many there were in the current hour.

    Runs in a transaction of its own, before the slow and costly part of the request.
    """
    begin_writing()
    # Past the session: nobody holds these rows as objects, so none have to be kept in step.
    connection = db.session.connection()
    connection.execute(delete(RateCounter).where(RateCounter.since < now - WINDOW))
    key = (RateCounter.address_hash == address_hash) & (RateCounter.what == what)
    insert_or_ignore(RateCounter, address_hash=address_hash, what=what, since=now, count=0)
    one_more = update(RateCounter).where(key).values(count=RateCounter.count + 1)
    count = connection.execute(one_more.returning(RateCounter.count)).scalar_one()
    db.session.commit()
    return count


def sweep_counters(now: datetime) -> None:
    """Delete the counters whose hour is over; part of the caller's transaction."""
    db.session.execute(delete(RateCounter).where(RateCounter.since < now - WINDOW))


def take_back_try(address_hash: bytes, what: str) -> None:
    """Uncount one try, because it was none; part of the caller's transaction."""
    key = (RateCounter.address_hash == address_hash) & (RateCounter.what == what)
    db.session.execute(update(RateCounter).where(key).values(count=RateCounter.count - 1))


def forgive_tries(address_hash: bytes, what: str) -> None:
    """Start counting anew after a success; part of the caller's transaction."""
    db.session.execute(
        delete(RateCounter).where(
            RateCounter.address_hash == address_hash, RateCounter.what == what
        )
    )
