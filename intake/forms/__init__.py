"""The public side: what residents fill in, and the page where they read the answers."""

from flask import Flask

from intake.forms.empty_form import EmptyForms
from intake.forms.routes import new_blueprint, put_language_in
from intake.guards.desk import the_office


def init_app(app: Flask) -> None:
    """Put the public pages below the languages that this office offers."""
    with app.app_context():
        languages = [language.code for language in the_office().languages]
    app.register_blueprint(new_blueprint(languages))
    app.url_defaults(put_language_in)
    app.extensions["intake.empty_forms"] = EmptyForms()
