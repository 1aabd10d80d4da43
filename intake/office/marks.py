"""Checks what only the whole file can show: marks that exactly one entry has to carry."""

from __future__ import annotations

from collections.abc import Iterable

from intake.office.choices import Choice
from intake.office.facts import Office
from intake.office.table import Table

ROLES_NEEDED = ("triage", "case_lead", "client")


def check_marks(root: Table, office: Office) -> None:
    """Note each mark that no entry, or more than one, carries, and promises nobody can keep."""
    places = office.municipalities.active
    _exactly_one(root, "municipalities", "other = true", places, [p for p in places if p.other])
    silent = [place for place in places if place.not_said]
    _exactly_one(root, "municipalities", "not_said = true", places, silent)
    channels = office.channels.active
    _exactly_one(root, "channels", "web = true", channels, [c for c in channels if c.web])
    urgencies = office.urgencies.active
    default = [urgency for urgency in urgencies if urgency.default]
    _exactly_one(root, "urgencies", "default = true", urgencies, default)
    reasons = office.closing_reasons.active
    by_client = [reason for reason in reasons if reason.by_client]
    _exactly_one(root, "closing_reasons", "by_client = true", reasons, by_client)
    actors = office.next_actors.active
    for role in ROLES_NEEDED:
        in_role = [actor for actor in actors if actor.role == role]
        _exactly_one(root, "next_actors", f'role = "{role}"', actors, in_role)
    _check_promise(root, office)


def _exactly_one(
    root: Table, name: str, mark: str, entries: Iterable[Choice], marked: Iterable[Choice]
) -> None:
    codes = [entry.code for entry in marked]
    if entries and len(codes) != 1:
        found = ", ".join(codes) or "none"
        root.note(name, f"exactly one entry in use needs {mark}; now it is: {found}.")


def _check_promise(root: Table, office: Office) -> None:
    promised = office.promises.first_response_days
    for urgency in office.urgencies.active:
        if urgency.default and urgency.response_days > promised:
            advice = f"residents are promised {promised} days; write at most that."
            root.note(f"urgencies[{urgency.code}].response_days", advice)
