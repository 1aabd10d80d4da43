"""Errors in the page's language, with what to do; never with what went wrong inside."""

import logging
import traceback

from flask import Flask, Request, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from intake.database import db
from intake.guards.language import is_staff_path
from intake.guards.rates import TooMany
from intake.guards.request import InMemoryRequest
from intake.guards.slow_work import AllBusy

log = logging.getLogger("intake")
Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def error_page(status: int) -> tuple[str, int]:
    """The error page of a status, for the side of the house that the address belongs to."""
    side = "staff" if is_staff_path(request.path) else "public"
    return render_template(f"errors/{side}.html", status=status), status


def on_http_error(error: HTTPException) -> Answer:
    """Any HTTP error: its page, and for 405 the methods that would do."""
    db.session.rollback()
    headers = {k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}}
    return (*error_page(error.code or InternalServerError.code), headers)


def on_too_large(error: RequestEntityTooLarge) -> Answer:
    """Too large a body: take the rest of it, so that the browser shows our answer."""
    sender: Request = request
    if isinstance(sender, InMemoryRequest):
        sender.drain()
    return on_http_error(error)


def on_all_busy(_error: AllBusy) -> Answer:
    """Others are sending much in all places that there are for it."""
    db.session.rollback()
    sender: Request = request
    if isinstance(sender, InMemoryRequest):
        sender.drain()
    return (*error_page(503), {"Retry-After": "60"})


def on_too_many(_error: TooMany) -> Answer:
    """Too many tries from one address."""
    db.session.rollback()
    return (*error_page(429), {"Retry-After": "3600"})


def on_unexpected(error: Exception) -> Answer:
    """A fault of ours: the log gets type and place, never the message (it may quote text)."""
    db.session.rollback()
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    log.error("%s at %s", type(error).__name__, place)
    return error_page(500)


def init_errors(app: Flask) -> None:
    """Register all handlers."""
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(RequestEntityTooLarge, on_too_large)
    app.register_error_handler(AllBusy, on_all_busy)
    app.register_error_handler(TooMany, on_too_many)
    app.register_error_handler(Exception, on_unexpected)
