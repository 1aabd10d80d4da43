"""The keys that stand for what is done most, as a page; static/js/shortcuts.js shows it on «?»."""

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.guards import requires
from intake.i18n import gettext
from intake.models.permissions import Permission

Keys = list[tuple[str, str]]


@requires(Permission.OWN_ACCOUNT)
def show_keyboard() -> ResponseReturnValue:
    """The list of keys."""
    places = [
        (gettext("Everywhere"), everywhere()),
        (gettext("In a list of cases"), in_a_list()),
        (gettext("On the page of a case"), on_a_case()),
    ]
    return render_template("accounts/keyboard.html", places=places)


def everywhere() -> Keys:
    """Keys of all pages of the staff."""
    return [
        ("?", gettext("Show this list")),
        ("/", gettext("Search")),
        ("d", gettext("My day")),
        ("g", gettext("Cases")),
        ("q", gettext("Record a request")),
        ("z", gettext("Brief contact")),
    ]


def in_a_list() -> Keys:
    """Keys of the queue."""
    return [
        ("j", gettext("Next case")),
        ("k", gettext("Case before")),
        ("s", gettext("Tick the case")),
        ("a", gettext("Go to “Assign the ticked cases”")),
        ("1 … 9", gettext("First to ninth case")),
        ("Enter", gettext("Open the case")),
    ]


def on_a_case() -> Keys:
    """Keys of the case page; each works where its button is offered."""
    return [
        ("m", gettext("Write a message")),
        ("c", gettext("Log a talk")),
        ("n", gettext("Internal note")),
        ("t", gettext("Take on")),
        ("f", gettext("Note an agreement")),
        ("k", gettext("Add a task")),
        ("w", gettext("Wait for …")),
        ("x", gettext("Close")),
        ("o", gettext("Reopen")),
        ("a", gettext("Assign")),
        ("b", gettext("Hand back")),
        ("r", gettext("Restrict")),
        ("e", gettext("Release")),
        ("j", gettext("Undo a conflict of interest")),
        ("u", gettext("Look for duplicates")),
        ("v", gettext("Link or merge")),
        ("0", gettext("Gather with another report")),
        ("p", gettext("Make a PDF")),
        ("h", gettext("History of the facts")),
        ("i", gettext("Issue a new code")),
        ("l", gettext("Access log")),
        ("s", gettext("Go to “Take up again”")),
        ("y", gettext("Go to “Mark as read”")),
        ("1 … 9", gettext("Go to your drafts and to the agreements that are not done")),
        ("Enter", gettext("Press the button where you are")),
    ]
