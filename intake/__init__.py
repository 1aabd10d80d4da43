"""intake: a confidential desk for a regional integration office."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from intake import accounts, cases, forms, models, reports
from intake.assets import init_assets
from intake.config import CannotStart, Config, read_config
from intake.database import db
from intake.extensions import migrate
from intake.guards import open_to_all
from intake.guards.desk import Clock, Desk, system_clock
from intake.guards.request import InMemoryRequest
from intake.guards.wiring import init_guards
from intake.mail import init_mail
from intake.office import OfficeErrors, read_office
from intake.pdf import breakable
from intake.vault import KeyFolder, KeyFolderError

__all__ = ["CannotStart", "create_app", "models"]


def create_app(config: Config | None = None, clock: Clock = system_clock) -> Flask:
    """Assemble the application; raises `CannotStart` with one sentence if it cannot run."""
    config = config or read_config()
    app = Flask(__name__, static_folder=None)
    app.request_class = InMemoryRequest
    desk = open_desk(config, clock)
    desk.init_app(app)
    believe_proxies(app, config.proxies)
    configure(app, desk)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(config.migrations))
    init_guards(app)
    open_post(app, desk)
    init_assets(app)
    open_to_all(app.view_functions["static"])
    forms.init_app(app)
    accounts.init_app(app)
    cases.init_app(app)
    reports.init_app(app)
    return app


def open_desk(config: Config, clock: Clock) -> Desk:
    """Read the settings and the keys of the office."""
    try:
        office = read_office(config.office_file)
        keys = KeyFolder(config.keys).load()
    except (OfficeErrors, KeyFolderError) as problem:
        raise CannotStart(str(problem)) from None
    return Desk(config, office, keys, clock)


def open_post(app: Flask, desk: Desk) -> None:
    """Send mail, if the settings say so."""
    try:
        init_mail(app, desk.office, desk.config.keys, desk.clock)
    except KeyFolderError as problem:
        raise CannotStart(str(problem)) from None


def believe_proxies(app: Flask, count: int) -> None:
    """Take the visitor's address, scheme and host from so many proxies of the office's own."""
    if count:
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]


def configure(app: Flask, desk: Desk) -> None:
    """Flask's own settings, all from the desk."""
    limits = desk.office.limits
    app.config.update(
        SECRET_KEY=desk.keys.flask,
        SQLALCHEMY_DATABASE_URI=desk.config.database_url,
        MAX_CONTENT_LENGTH=limits.body_bytes,
        MAX_FORM_MEMORY_SIZE=limits.body_bytes,
        SESSION_COOKIE_NAME=desk.cookie_name("flash"),
        SESSION_COOKIE_SECURE=desk.config.tls,
        SESSION_COOKIE_SAMESITE="Lax",
        BABEL_DEFAULT_LOCALE="de_CH",
        BABEL_DEFAULT_TIMEZONE=desk.office.timezone.key,
        COMPRESS_MIMETYPES=["text/html"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    app.jinja_env.filters["breakable"] = breakable
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
