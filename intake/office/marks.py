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
    _exactly_one(root, "municipalities", "other = true", (e for e in places if e.other))
    _exactly_one(root, "municipalities", "not_said = true", (e for e in places if e.not_said))
    channels = office.channels.active
    _exactly_one(root, "channels", "web = true", (e for e in channels if e.web))
    urgencies = office.urgencies.active
    _exactly_one(root, "urgencies", "default = true", (e for e in urgencies if e.default))
    reasons = office.closing_reasons.active
    _exactly_one(root, "closing_reasons", "by_client = true", (e for e in reasons if e.by_client))
    for role in ROLES_NEEDED:
        actors = (actor for actor in office.next_actors.active if actor.role == role)
        _exactly_one(root, "next_actors", f'role = "{role}"', actors)
    _check_promise(root, office)


def _exactly_one(root: Table, name: str, mark: str, marked: Iterable[Choice]) -> None:
    codes = [entry.code for entry in marked]
    if len(codes) != 1:
        found = ", ".join(codes) or "none"
        root.note(name, f"exactly one entry in use needs {mark}; now it is: {found}.")


def _check_promise(root: Table, office: Office) -> None:
    promised = office.promises.first_response_days
    for urgency in office.urgencies.active:
        if urgency.default and urgency.response_days > promised:
            advice = f"residents are promised {promised} days; write at most that."
            root.note(f"urgencies[{urgency.code}].response_days", advice)
