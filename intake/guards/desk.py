"""The running desk: the office's settings, the server's keys and the clock, in one place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app, request
from werkzeug import Response

from intake.config import Config
from intake.office import Office
from intake.vault import AddressHasher, FormTokens, ServerKeys, SessionToken

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """What one process needs to serve an office; made once at start-up."""

    config: Config
    office: Office
    keys: ServerKeys = field(repr=False)
    clock: Clock = system_clock
    addresses: AddressHasher = field(default_factory=AddressHasher, repr=False)

    @property
    def tokens(self) -> FormTokens:
        """Issues and checks form tokens."""
        return FormTokens(self.keys.form)

    def cookie_name(self, name: str) -> str:
        """The full name of a cookie; under TLS browsers then refuse planted ones."""
        return f"__Host-{name}" if self.config.tls else name

    def set_cookie(self, response: Response, name: str, token: SessionToken) -> None:
        """Put a token into a cookie that no script and no other site can read."""
        response.set_cookie(
            self.cookie_name(name),
            token.cookie,
            secure=self.config.tls,
            httponly=True,
            samesite="Lax",
        )

    def delete_cookie(self, response: Response, name: str) -> None:
        """Take a cookie away."""
        response.delete_cookie(
            self.cookie_name(name), secure=self.config.tls, httponly=True, samesite="Lax"
        )

    def cookie(self, name: str) -> str | None:
        """The text of a cookie of the current request."""
        return request.cookies.get(self.cookie_name(name))

    def init_app(self, app: Flask) -> None:
        """Make this the desk of an application."""
        app.extensions["intake.desk"] = self


def the_desk() -> Desk:
    """The desk of the current application."""
    return cast(Desk, current_app.extensions["intake.desk"])


def the_office() -> Office:
    """The office of the current application."""
    return the_desk().office


def now() -> datetime:
    """The time by the desk's clock."""
    return the_desk().clock()
