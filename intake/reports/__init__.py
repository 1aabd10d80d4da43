"""Monthly figures: counted from events, made safe, issued for ever, and shown."""

from flask import Flask

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """Add the addresses below /reports."""
    # The pure part of the package must be importable without its pages.
    from intake.reports.routes import blueprint

    app.register_blueprint(blueprint)
