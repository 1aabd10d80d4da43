"""The staff's side: the queue, and everything that is done to a case."""

from flask import Flask

from intake.cases.keyboard import init_keyboard
from intake.cases.opening import init_opening
from intake.cases.refusals import init_refusals
from intake.cases.routes import blueprint

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """Add the queue and the case pages."""
    app.register_blueprint(blueprint)
    init_refusals(app)
    init_opening(app)
    init_keyboard(app)
