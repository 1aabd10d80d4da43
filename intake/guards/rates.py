"""Rate limits by address, known only as a hash with a salt that lives in memory for a day."""

from ipaddress import IPv6Address, ip_address

from flask import request

from intake.guards.desk import now, the_desk
from intake.models.rate import count_try, forgive_tries, take_back_try

IPV6_HOST_BITS = 64


class TooMany(Exception):
    """This address has tried something too often in the last hour."""


def count_try_of(what: str, per_hour: int, about: str | None = None) -> None:
    """Count one try of the current visitor; raise `TooMany` beyond `per_hour`.

    With `about` the tries on one account are counted, whoever makes them.
    """
    if count_try(_hashed(about), what, now()) > per_hour:
        raise TooMany(what)


def take_back_try_of(what: str) -> None:
    """Uncount the visitor's last try: it succeeded. Part of the current transaction.

    Unlike forgiving, it gives nobody who has one right code endless tries at others.
    """
    take_back_try(_hashed(None), what)


def forgive_tries_of(what: str, about: str | None = None) -> None:
    """Forget the tries after a success; part of the current transaction."""
    forgive_tries(_hashed(about), what)


def _hashed(about: str | None) -> bytes:
    desk = the_desk()
    day = now().astimezone(desk.office.timezone).date()
    return desk.addresses.hash(about or network_of(request.remote_addr or ""), day)


def network_of(address: str) -> str:
    """What counts as one visitor: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Address(int(parsed) >> IPV6_HOST_BITS << IPV6_HOST_BITS))
    return str(parsed)
