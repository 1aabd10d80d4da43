"""Where somebody arrives after signing in."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from intake.guards import sign_in
from intake.guards.language import is_staff_path
from intake.models.member import Member
from intake.models.permissions import Permission, may
from intake.vault import KeyPair

SEE_OTHER = 303


def own_path(address: str | None) -> str | None:
    """An address to go on to, if it is a path of our own staff pages; nothing else is followed."""
    if not address or not address.isprintable() or "\\" in address:
        return None
    return address if is_staff_path(address) else None


def first_page_of(member: Member) -> str:
    """The first page of a role: the day, or the logs for who may not see it."""
    sees_cases = may(member.known_role, Permission.SEE_QUEUE)
    return "/cases/day" if sees_cases else url_for("accounts.show_access_log")


def see_other(endpoint: str) -> ResponseReturnValue:
    """Go on to another page of accounts after a POST."""
    return redirect(url_for(f"accounts.{endpoint}"), SEE_OTHER)


def welcome(member: Member, pair: KeyPair, address: str | None = None) -> Response:
    """Sign a member in and lead on; the caller commits."""
    return sign_in(redirect(own_path(address) or first_page_of(member), SEE_OTHER), member, pair)


def welcome_to(endpoint: str, member: Member, pair: KeyPair) -> Response:
    """Sign a member in and lead to a page of accounts; the caller commits."""
    return welcome(member, pair, url_for(f"accounts.{endpoint}"))
