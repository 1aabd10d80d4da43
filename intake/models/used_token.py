"""Used form tokens: what was sent once does not happen twice, however often it is sent."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Moment, db, insert_or_ignore


class UsedToken(Base):
    """The hash of a nonce, and of what was sent with it, that was used up."""

    __tablename__ = "used_token"
    nonce_hash: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)


def use_up(sent: bytes, now: datetime, keep: timedelta) -> bool:
    """Use a nonce, with what was sent along, up; False if that was done before.

    Part of the caller's transaction. `keep` is how long a token can be valid; older rows
    are deleted.
    """
    sweep_tokens(now, keep)
    return insert_or_ignore(UsedToken, nonce_hash=sha256(sent).digest(), at=now)


def is_used_up(sent: bytes) -> bool:
    """Whether `use_up` was told the same before."""
    return db.session.get(UsedToken, sha256(sent).digest()) is not None


def sweep_tokens(now: datetime, keep: timedelta) -> None:
    """Forget what could not be valid any more; part of the caller's transaction."""
    db.session.execute(delete(UsedToken).where(UsedToken.at < now - keep))
