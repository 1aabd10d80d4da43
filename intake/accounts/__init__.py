"""Sign-in and own account, the staff and the set-up of the office, and its logs."""

from flask import Flask

from intake.accounts.frame import staff_frame
from intake.accounts.routes import blueprint
from intake.accounts.signing_in import ask_to_sign_in
from intake.accounts.words import deed_words, kind_words, permission_words, role_words, state_words
from intake.guards.passing import SignInFirst

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """Add the addresses below /staff and /admin, and what every staff page shows around itself."""
    app.register_blueprint(blueprint)
    app.register_error_handler(SignInFirst, ask_to_sign_in)
    app.context_processor(staff_frame)
    app.jinja_env.filters.update(
        deed=deed_words,
        role=role_words,
        state=state_words,
        access_kind=kind_words,
        permission=permission_words,
    )
