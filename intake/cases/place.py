"""Where in the lists somebody was, so that the way back from a case leads there.

The browser's cookie keeps it: the tab, the codes of the filter and a case number, nothing sealed.
The list checks them like those of any address.
"""

from typing import Any

from flask import session, url_for

KEPT = "list"


def remember(endpoint: str, **codes: str) -> None:
    """Note the list that is being shown."""
    place = {"endpoint": endpoint, "codes": codes}
    if session.get(KEPT) != place:
        session[KEPT] = place


def back_to_list() -> str:
    """The address of the list shown last; the queue if there was none."""
    place = session.get(KEPT)
    if not isinstance(place, dict):
        return url_for("cases.show_queue")
    return url_for(place["endpoint"], **place["codes"])


def place_context() -> dict[str, Any]:
    """For the templates of cases."""
    return {"back_to_list": back_to_list}
