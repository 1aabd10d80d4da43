"""Served offices, one for each module that asks, and a real browser to visit them with."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.office import Office, found_office
from tests.served import Served, serve

PLENTY = 10_000
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 780}
SECONDS = 30

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A new office as `bin/run` leaves it: not set up yet."""
    folder = tmp_path_factory.mktemp("served")
    with serve(folder, watched=True, submissions_per_hour=PLENTY, form_min_seconds=0) as office:
        yield office


@pytest.fixture(scope="module")
def office(served: Served) -> Office:
    """The same office, set up and open, with a coordinator."""
    return found_office(served)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's own browser; nothing is downloaded."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("There is no chromium here. `bin/test` installs it: apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def open_context(chromium: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser profile of its own: a phone without JavaScript, unless told otherwise."""
    settings = {"viewport": PHONE, "java_script_enabled": False, "locale": "de-CH"} | options
    context = chromium.new_context(**settings)
    context.set_default_timeout(SECONDS * 1000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Opens profiles that are closed at the end of the test."""
    with ExitStack() as opened:
        yield lambda **options: opened.enter_context(open_context(chromium, **options))
