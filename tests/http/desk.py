"""How the tests of the staff's side sit down at the desk."""

from flask.testing import FlaskClient

from tests.make import MadeMember, Maker
from tests.page import Page


def signed_in(client: FlaskClient, make: Maker, member: MadeMember) -> FlaskClient:
    """The browser of a member who has signed in."""
    client.set_cookie("staff", make.staff_cookie(member))
    return client


def page(client: FlaskClient, address: str) -> Page:
    """Fetch and check a page."""
    return Page(client.get(address))
