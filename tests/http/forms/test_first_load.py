"""The first load of each public page stays small: weak networks, old phones (DESIGN section 6)."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.i18n import LANGUAGES
from tests.house_rules import elements
from tests.http.forms.residents import FORM, Desk, Resident
from tests.page import Page

MOST_REQUESTS, MOST_BYTES, GERMAN_FORM_BYTES = 3, 14 * 1024, 10 * 1024
PHONE = {"Accept-Encoding": "gzip, deflate, br"}
PATHS = [
    "/",
    FORM,
    "/request/organisation",
    "/request/municipality",
    "/receipt",
    "/status",
    "/help",
    "/privacy",
    "/accessibility",
    "/not-there",
]


def size(answer: TestResponse) -> int:
    """The bytes of an answer: body as it is sent, status line and headers."""
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return len(answer.data) + headers + len(f"HTTP/1.1 {answer.status}\r\n\r\n")


def needed_at_once(page: Page) -> list[str]:
    """The addresses a browser fetches to show a page."""
    linked = [e.get("href", "") for e in elements(page.root, "link")]
    wanted = linked + [e.get("src", "") for e in elements(page.root, "script", "img")]
    return [address for address in wanted if not address.startswith("data:")]


def first_load(client: FlaskClient, path: str) -> tuple[int, int]:
    """How many requests the first showing of a page takes, and how many bytes."""
    files = needed_at_once(Page(client.get(path)))
    fresh = client.application.test_client()
    sizes = [size(fresh.get(address, headers=PHONE)) for address in [path, *files]]
    return len(sizes), sum(sizes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_small(resident: Resident, desk: Desk, lang: str) -> None:
    loads = {path: first_load(resident.client, f"/{lang}{path}") for path in PATHS}
    assert max(requests for requests, _ in loads.values()) <= MOST_REQUESTS
    assert {path: size for path, (_, size) in loads.items() if size > MOST_BYTES} == {}


def test_the_german_form_is_smaller_still(resident: Resident, desk: Desk) -> None:
    requests, bytes_ = first_load(resident.client, f"/de{FORM}")
    assert requests <= MOST_REQUESTS
    assert bytes_ <= GERMAN_FORM_BYTES


def test_pages_and_files_come_compressed(resident: Resident) -> None:
    page = resident.read(FORM)
    for address in [page.path, *needed_at_once(page)]:
        answer = resident.client.get(address, headers=PHONE)
        assert answer.headers["Content-Encoding"] == "br", address


def test_files_are_kept_whatever_the_cookies(resident: Resident) -> None:
    for address in needed_at_once(resident.read(FORM)):
        answer = resident.client.get(address, headers=PHONE)
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["Cache-Control"]
