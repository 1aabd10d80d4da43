"""The staff's browser: signing in, and fetching pages as somebody of the cast."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.member import Member
from intake.vault import lock_private_key
from tests.make import PASSWORD, Clock, MadeMember, Maker
from tests.page import Page


class Desk:
    """A browser at an office, in English."""

    def __init__(self, app: Flask, make: Maker, clock: Clock) -> None:
        self.app, self.make, self.clock, self.office = app, make, clock, make.office
        self.client: FlaskClient = self.new_browser()

    def new_browser(self) -> FlaskClient:
        """Another browser, without cookies."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    def give_password(self, made: MadeMember, password: str = PASSWORD) -> None:
        """Lock the member's key under a password: slow, so only where it is needed."""
        begin_writing()
        made.member.private_key_locked = lock_private_key(made.pair.private, password)
        db.session.commit()

    def page(self, path: str, **kwargs: Any) -> Page:
        """A fetched page."""
        return Page(self.client.get(path, **kwargs))

    def become(self, made: MadeMember) -> FlaskClient:
        """This browser has a session of that member."""
        self.client.set_cookie("staff", self.make.staff_cookie(made))
        return self.client

    def page_of(self, made: MadeMember, path: str) -> Page:
        """A page as that member sees it."""
        self.become(made)
        return self.page(path)

    def status_of(self, made: MadeMember, path: str) -> int:
        """The status of a page for that member."""
        return self.page_of(made, path).status

    def fresh_form(self) -> Page:
        """The sign-in page as a browser without a session gets it, for the browser that has one."""
        cookie = self.client.get_cookie("staff")
        self.client.delete_cookie("staff")
        page = self.page("/staff/sign-in")
        if cookie is not None:
            self.client.set_cookie("staff", cookie.value)
        return page

    def sign_in(
        self,
        made: MadeMember,
        email: str | None = None,
        password: str = PASSWORD,
        form_of: Page | None = None,
        visitor: str = "127.0.0.1",
    ) -> Page:
        """Fill in the sign-in page and send it."""
        page = form_of or self.page("/staff/sign-in")
        self.client.environ_base["REMOTE_ADDR"] = visitor
        return page.submit(
            self.client, "Sign in", email=email or made.member.email, password=password
        )

    def sign_out(self) -> Page:
        """Press the button in the navigation."""
        page = self.page("/staff/account")
        return Page(page.form(action="/staff/sign-out").send(self.client))

    def staff_cookie(self, _page: Page | None = None) -> str:
        """The cookie of the present session."""
        cookie = self.client.get_cookie("staff")
        assert cookie is not None
        return cookie.value

    def member(self, email: str) -> Member:
        """The stored member with an address."""
        db.session.rollback()
        db.session.expire_all()
        member = Member.by_email(email)
        assert member is not None
        return member
