"""Who is signed in: the staff session of the request's cookie, opened once per request."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast
from uuid import UUID

from flask import Request
from flask_login import UserMixin, current_user
from werkzeug import Response

from intake.extensions import login_manager
from intake.guards.desk import now, the_desk
from intake.models.event import Actor
from intake.models.member import Member, Role
from intake.models.office_key import Keyring
from intake.models.session import StaffSession
from intake.vault import BadToken, CannotOpen, KeyPair, SessionToken

COOKIE = "staff"


@dataclass
class SignedIn(UserMixin):
    """A member with a living session, and the key pair that the session's cookie opens."""

    member: Member
    token: SessionToken = field(repr=False)
    pair: KeyPair = field(repr=False)

    def get_id(self) -> str:
        """For Flask-Login; never put into a cookie."""
        return str(self.uuid)

    @cached_property
    def uuid(self) -> UUID:
        """The member's uuid."""
        return self.member.uuid

    @cached_property
    def role(self) -> Role:
        """The member's role."""
        return Role(self.member.role)

    @cached_property
    def language(self) -> str:
        """The language the member has chosen."""
        return self.member.language

    @cached_property
    def actor(self) -> Actor:
        """The member as the actor of a verb."""
        return Actor(self.uuid, self.role)

    @cached_property
    def keyring(self) -> Keyring:
        """The office's keys, opened when first needed in a request."""
        return Keyring.of_member(self.uuid, self.pair)


def who() -> SignedIn:
    """The signed-in member; only behind `requires`."""
    return cast(SignedIn, current_user._get_current_object())


@login_manager.request_loader
def load_from_cookie(_request: Request) -> SignedIn | None:
    """Find and open the staff session of the request's cookie."""
    try:
        token = SessionToken.from_cookie(the_desk().cookie(COOKIE) or "")
        session = StaffSession.find(token, now())
        member = session.member() if session else None
        if session is None or member is None:
            return None
        signed_in = SignedIn(member, token, session.key_pair(token))
    except (BadToken, CannotOpen):
        return None
    # Read once here: a rollback later in the request must not fetch them again.
    _ = signed_in.uuid, signed_in.role, signed_in.language
    return signed_in


def sign_in(response: Response, member: Member, pair: KeyPair) -> Response:
    """Begin a session in place of the one before; the caller commits and sends the response."""
    end_session_here()
    the_desk().set_cookie(response, COOKIE, StaffSession.begin(member, pair, now()))
    return response


def sign_out(response: Response) -> Response:
    """End the session of this browser, if it has one; the caller commits."""
    end_session_here()
    the_desk().delete_cookie(response, COOKIE)
    return response


def end_session_here() -> None:
    """Delete the session of this browser's cookie; the caller commits."""
    # A cookie that is no session has nothing to end.
    with suppress(BadToken):
        StaffSession.end(SessionToken.from_cookie(the_desk().cookie(COOKIE) or ""))
