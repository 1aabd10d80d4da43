"""The case summary for the client: what was agreed and where to turn to, in their own language."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from intake.guards import now, the_office
from intake.guards.agreed import agreed_with_client
from intake.guards.context import shown_emergency
from intake.guards.language import offered_languages
from intake.i18n import DEFAULT_LANGUAGE, direction, use_language
from intake.models.access import OpenedCase
from intake.models.case_summary import SpokenWords


@dataclass(frozen=True)
class ClientPart:
    """The paper in one language, as HTML that a template has made."""

    language: str
    dir: str
    html: str


@dataclass(frozen=True)
class ClientSummary:
    """The summary *for the client*: of the words of the staff only what was agreed, and no name."""

    number: str
    printed_at: datetime
    parts: tuple[ClientPart, ...]


def likely_language(opened: OpenedCase) -> str:
    """The offered language that the client reads best, as far as it is known.

    That of the pages they used, unless it was German, which many use who speak another one well.
    """
    profile = opened.case.profile.get(opened.keys)
    said = (profile.get("page_language", ""), profile.get("language", ""))
    offered = offered_languages()
    own = (code for code in said if code in offered and code != DEFAULT_LANGUAGE)
    return next(own, DEFAULT_LANGUAGE)


def client_paper(opened: OpenedCase, language: str) -> str:
    """The paper as HTML: all of it in `language`, and then again in German."""
    case = opened.case
    languages = dict.fromkeys((language, DEFAULT_LANGUAGE))
    summary = ClientSummary(
        number=case.number,
        printed_at=now(),
        parts=tuple(_part(opened, each) for each in languages),
    )
    with use_language(language):
        return render_template("pdf/client_summary.html", summary=summary)


def _part(opened: OpenedCase, language: str) -> ClientPart:
    with use_language(language):
        html = render_template(
            "pdf/client_part.html",
            case=opened.case,
            agreed=[(one, SpokenWords(one.what)) for one in agreed_with_client(opened.keys)],
            waits_for_you=_waits_for_client(opened),
            emergency=shown_emergency(),
        )
    return ClientPart(language, direction(language), html)


def _waits_for_client(opened: OpenedCase) -> bool:
    actor = the_office().next_actors.get(opened.case.next_actor)
    return actor is not None and actor.role == "client"
