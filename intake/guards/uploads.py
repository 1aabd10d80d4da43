"""Which pages take files, and how much of a request is read for them."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar

from flask import Request, current_app, request

from intake.guards.desk import the_office
from intake.guards.request import InMemoryRequest
from intake.guards.slow_work import slow_work

View = TypeVar("View", bound=Callable[..., Any])
# Whoever sends some files too many, or some that are too large, still hears which.
TIMES_MORE = 2


def takes_files(view: View) -> View:
    """Mark a view whose form may bring files."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def read_form() -> None:
    """Before each request that sends a form with files: read it, with room for them.

    What is long to read never holds all workers; raises `AllBusy` if it would.
    """
    sender: Request = request
    if sender.mimetype != "multipart/form-data" or not isinstance(sender, InMemoryRequest):
        return
    limits = the_office().limits
    view = current_app.view_functions.get(sender.endpoint or "")
    if getattr(view, "takes_files", False):
        most = limits.files * limits.file_bytes * TIMES_MORE
        sender.take_files(limits.files, limits.file_bytes, most + limits.body_bytes)
    size = sender.content_length
    with slow_work() if size is None or size > limits.body_bytes else nullcontext():
        _ = sender.form
