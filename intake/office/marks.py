"""Checks what only the whole file can show: marks that exactly one entry has to carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from intake.office.choices import Choice, Choices
from intake.office.facts import Office
from intake.office.table import Table

T = TypeVar("T", bound=Choice)

ROLES_NEEDED = ("triage", "case_lead", "client")


def check_marks(root: Table, office: Office) -> None:
    """Note each mark that no entry, or more than one, carries, and promises nobody can keep."""
    places = office.municipalities
    _exactly_one(root, "municipalities", "other = true", places, lambda place: place.other)
    _exactly_one(root, "municipalities", "not_said = true", places, lambda place: place.not_said)
    _exactly_one(root, "channels", "web = true", office.channels, lambda channel: channel.web)
    _exactly_one(root, "urgencies", "default = true", office.urgencies, lambda one: one.default)
    reasons = office.closing_reasons
    _exactly_one(root, "closing_reasons", "by_client = true", reasons, lambda one: one.by_client)
    for role in ROLES_NEEDED:
        mark, actors = f'role = "{role}"', office.next_actors
        _exactly_one(root, "next_actors", mark, actors, lambda one, role=role: one.role == role)
    _check_promise(root, office)


def _exactly_one(
    root: Table, name: str, mark: str, choices: Choices[T], carries: Callable[[T], bool]
) -> None:
    codes = [entry.code for entry in choices.active if carries(entry)]
    if choices.active and len(codes) != 1:
        found = ", ".join(codes) or "none"
        root.note(name, f"exactly one entry in use needs {mark}; now it is: {found}.")


def _check_promise(root: Table, office: Office) -> None:
    promised = office.promises.first_response_days
    for urgency in office.urgencies.active:
        if urgency.default and urgency.response_days > promised:
            advice = f"residents are promised {promised} days; write at most that."
            root.note(f"urgencies[{urgency.code}].response_days", advice)
