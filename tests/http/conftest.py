"""Each request runs in a context of its own, as in real life."""

from contextvars import Context

import pytest
from flask import Flask


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application. Without this all requests would share the `g` of the test's own context,
    and with it whoever signed in first."""
    serve = app.wsgi_app
    app.wsgi_app = lambda environ, start: Context().run(serve, environ, start)  # type: ignore[method-assign]
    return app
