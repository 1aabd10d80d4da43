"""Every POST must come from our own pages, and its text must be text."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import abort, current_app, request

from intake.guards.desk import the_desk

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def handles_foreign_origin(view: View) -> View:
    """Mark a view that answers a foreign POST itself, with 403 and an empty form."""
    view.handles_foreign_origin = True  # type: ignore[attr-defined]
    return view


def from_foreign_origin() -> bool:
    """Whether a browser says that this request was started by another site."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    scheme = "https" if the_desk().config.tls else request.scheme
    if origin is not None and origin != f"{scheme}://{request.host}":
        return True
    return site is not None and site not in {"same-origin", "none"}


def refuse_foreign_posts() -> None:
    """Before each request: 403 for what another site sends."""
    if request.method in SAFE_METHODS or not from_foreign_origin():
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, "handles_foreign_origin", False):
        abort(403)


def refuse_broken_text() -> None:
    """Before each request: 400 for NUL and for bytes that are no text, wherever they stand.

    A form with files is read here, and its parser refuses what is no text.
    """
    if "\0" in request.path or REPLACEMENT in request.path:
        abort(404)
    if request.method in SAFE_METHODS:
        return
    if request.mimetype != "multipart/form-data":
        body = request.get_data(cache=True, parse_form_data=False)
        if request.mimetype == "application/x-www-form-urlencoded":
            _require_text(unquote_to_bytes(body.replace(b"+", b" ")))
    if any("\0" in text for pair in request.form.items(multi=True) for text in pair):
        abort(400)


def _require_text(body: bytes) -> None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        abort(400)
