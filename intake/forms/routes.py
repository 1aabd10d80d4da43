"""Every public address on one screen. Below `/<lang>/` each page exists in every language."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, current_app

from intake.forms import (
    bodies,
    code,
    entrance,
    leaving,
    own_files,
    paper,
    person,
    reach,
    receipt,
    status,
    taking_back,
    withdrawal,
)
from intake.guards.language import page_language

ANYWHERE = (
    ("/", "GET", entrance.pick_language),
    ("/healthz", "GET", entrance.report_health),
    ("/leave", "GET", leaving.leave_fast),
    ("/left", "GET", leaving.show_neutral_page),
)
IN_A_LANGUAGE = (
    ("/", "GET", entrance.show_landing),
    ("/request/person", "GET", person.show_person_form),
    ("/request/person", "POST", person.send_person_form),
    ("/request/organisation", "GET", bodies.show_organisation_form),
    ("/request/organisation", "POST", bodies.send_organisation_form),
    ("/request/organisation/grant", "GET", bodies.show_grant_form),
    ("/request/organisation/grant", "POST", bodies.send_grant_form),
    ("/request/municipality", "GET", bodies.show_municipality_form),
    ("/request/municipality", "POST", bodies.send_municipality_form),
    ("/receipt", "GET", receipt.show_receipt),
    ("/receipt/paper", "GET", paper.print_sheet),
    ("/status", "GET", status.show_status),
    ("/status", "POST", code.open_with_code),
    ("/status/message", "GET", status.return_to_status),
    ("/status/message", "POST", status.send_message),
    ("/status/files/<uuid:file_uuid>", "GET", own_files.show_own_file),
    ("/status/withdraw", "GET", withdrawal.ask_to_withdraw),
    ("/status/withdraw", "POST", withdrawal.withdraw_request),
    ("/status/reach", "GET", reach.show_reach),
    ("/status/reach", "POST", reach.save_reach),
    ("/status/delete/<uuid:text>", "GET", taking_back.ask_to_delete),
    ("/status/delete/<uuid:text>", "POST", taking_back.delete_text),
    ("/status/leave", "GET", status.return_to_status),
    ("/status/leave", "POST", leaving.leave_request),
    ("/help", "GET", entrance.show_help),
    ("/privacy", "GET", entrance.show_privacy),
    ("/accessibility", "GET", entrance.show_accessibility),
)


def new_blueprint(languages: Iterable[str]) -> Blueprint:
    """The public addresses of an office that offers these languages; any other is a 404."""
    blueprint = Blueprint("forms", __name__)
    prefix = f"/<any({', '.join(languages)}):lang>"
    for place, routes in (("", ANYWHERE), (prefix, IN_A_LANGUAGE)):
        for path, method, view in routes:
            blueprint.add_url_rule(place + path, view_func=view, methods=[method])
    blueprint.url_value_preprocessor(_take_language_out)
    return blueprint


def _take_language_out(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Views need no language parameter."""
    if values:
        values.pop("lang", None)


def put_language_in(endpoint: str, values: dict[str, Any]) -> None:
    """Addresses made on a page are in the page's language."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", page_language())
