"""The timeline of a case, all of it or one kind of entries."""

from typing import Any

from flask import request

from intake.cases.facts import CaseFacts
from intake.cases.timeline import Line, timeline
from intake.guards import the_office
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.attachment import files_of, message_files

KINDS = {
    "message-in": "messages",
    "message-out": "messages",
    "contact": "contacts",
    "note": "notes",
}
ALL, CHANGES = "all", "changes"


def group_of(line: Line) -> str:
    """The code of the filter that shows an entry; whatever has none of its own is a change."""
    return KINDS.get(line.kind, CHANGES)


def filtered_timeline(opened: OpenedCase, facts: CaseFacts) -> dict[str, Any]:
    """For the case page: the filters with counts, which one is chosen, its entries, and the files
    that came with the request."""
    lines = timeline(opened, the_office(), facts.names, facts.recipient)
    labels = {
        ALL: gettext("All"),
        "messages": gettext("Messages"),
        "contacts": gettext("Talks"),
        "notes": gettext("Notes"),
        CHANGES: gettext("Changes"),
    }
    show = request.args.get("show", ALL)
    show = show if show in labels else ALL
    groups = [group_of(line) for line in lines]
    return {
        "show": show,
        "filters": [
            (code, label, len(lines) if code == ALL else groups.count(code))
            for code, label in labels.items()
        ],
        "request_files": message_files(files_of(opened.keys)).get(None, []),
        "lines": [line for line in lines if show in {ALL, group_of(line)}],
    }
