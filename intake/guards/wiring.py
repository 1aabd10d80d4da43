"""Ties the guards to an application, in the order in which a request meets them."""

from flask import Flask

from intake.extensions import babel, compress, login_manager
from intake.guards.browser import keep_browser_cookie
from intake.guards.context import template_context
from intake.guards.dates import init_dates
from intake.guards.errors import init_errors
from intake.guards.headers import add_headers
from intake.guards.language import select_locale
from intake.guards.origin import refuse_broken_text, refuse_foreign_posts
from intake.guards.passing import check_permission
from intake.guards.uploads import read_form


def init_guards(app: Flask) -> None:
    """Origin first, then the body, then the permission; headers and cookie on the way out."""
    babel.init_app(app, locale_selector=select_locale)
    login_manager.init_app(app)
    login_manager.session_protection = None
    # There is no remember-me. Looking for its cookie made even static files vary by cookie.
    app.after_request_funcs[None].remove(login_manager._update_remember_cookie)
    app.before_request(refuse_foreign_posts)
    app.before_request(read_form)
    app.before_request(refuse_broken_text)
    app.before_request(check_permission)
    app.after_request(keep_browser_cookie)
    app.after_request(add_headers)
    app.context_processor(template_context)
    init_dates(app)
    init_errors(app)
    compress.init_app(app)
