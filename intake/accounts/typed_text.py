"""Text typed into a staff form when the session had ended: kept in the page, not on the server."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass, field
from typing import Self

from flask import request

from intake.database import db
from intake.guards import now, permission_of, the_desk, the_office
from intake.guards.browser import browser_token
from intake.guards.language import is_staff_path
from intake.guards.signed_in import COOKIE
from intake.models.member import Member
from intake.models.permissions import Permission, may
from intake.models.session import StaffSession
from intake.vault import BadToken, CannotOpen, SessionToken, derive, seal, unseal

LABEL = "typed-text.1"
LONGEST = 64 * 1024
TOKEN = "form_token"
# Passwords and the groups of the recovery sheet are typed below /staff: they are not kept.
OWN_ACCOUNT = "/staff"
CODE = re.compile(r"[\w.:-]*", re.ASCII)


@dataclass(frozen=True)
class TypedText:
    """The fields of a form that could not be taken, and the address they were sent to.

    They travel sealed in a hidden field of the sign-in page, readable for nobody but this
    server, and only from the same browser. The form's own token travels with them: it still
    holds, or the form says that it was open for too long and keeps the text.
    """

    path: str
    fields: list[tuple[str, str]] = field(repr=False)
    at: int
    permission: str
    member: str

    @classmethod
    def of_request(cls) -> Self | None:
        """What the current request brings, if it is a form of ours that may be kept."""
        fields = list(request.form.items(multi=True))
        keeps = is_staff_path(request.path) and not request.path.startswith(OWN_ACCOUNT)
        if not keeps or not request.form.get(TOKEN):
            return None
        permission = permission_of(request.endpoint or "") or ""
        return cls(request.path, fields, int(now().timestamp()), permission, whose_session())

    def sealed(self) -> str:
        """For a hidden field; empty if it is too much."""
        plain = json.dumps(asdict(self)).encode()
        blob = seal(_key(), plain, LABEL, browser_token().lookup)
        text = urlsafe_b64encode(blob).decode()
        return text if len(text) <= LONGEST else ""

    @classmethod
    def opened(cls, text: str | None) -> Self | None:
        """What `sealed` gave; None for anything else, and after a day."""
        try:
            blob = urlsafe_b64decode((text or "").encode())
            typed = cls(**json.loads(unseal(_key(), blob, LABEL, browser_token().lookup)))
        except (CannotOpen, ValueError):
            return None
        oldest = now().timestamp() - the_office().limits.form_max_hours * 3600
        return typed if typed.at > oldest else None

    def may_be_shown_to(self, member: Member) -> bool:
        """Not to a colleague at the same computer, as far as the old session is still known."""
        may_write = may(member.known_role, Permission(self.permission))
        return may_write and self.member in {"", member.uuid.hex}

    @property
    def words(self) -> list[str]:
        """What a person typed, without the codes of choices and without the token."""
        return [value for name, value in self.fields if name != TOKEN and not CODE.fullmatch(value)]


def whose_session() -> str:
    """The member whose session has ended in this browser; empty if its row is gone."""
    try:
        token = SessionToken.from_cookie(the_desk().cookie(COOKIE) or "")
    except BadToken:
        return ""
    session = db.session.get(StaffSession, token.lookup)
    return session.member_uuid.hex if session else ""


def _key() -> bytes:
    return derive(the_desk().keys.form, "typed-text")
