"""axe finds nothing to mend on any page, in any language, light or dark, small or large.

No page scrolls sideways, not even at 320 px, which is what 400 % zoom leaves of a desktop window.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import open_context
from tests.browser.office import Office
from tests.browser.pages import Screen, press
from tests.browser.scenes import (
    MOST_DIFFERENT,
    PUBLIC,
    PUBLIC_LANGUAGES,
    STAFF,
    STAFF_LANGUAGES,
    Place,
    Scenery,
    build,
)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
NARROWEST, PHONE, DESKTOP = 320, 360, 1280
VISITS = [
    (place, lang)
    for place in PUBLIC
    for lang in (PUBLIC_LANGUAGES if place.in_each else MOST_DIFFERENT)
] + [(place, lang) for place in STAFF for lang in STAFF_LANGUAGES]


@pytest.fixture(scope="module")
def scenery(office: Office) -> Scenery:
    return build(office)


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[dict[str, Page]]:
    """A window in each language, with JavaScript, which axe needs."""
    with ExitStack() as opened:
        contexts = {
            lang: opened.enter_context(
                open_context(chromium, java_script_enabled=True, locale=lang)
            )
            for lang in PUBLIC_LANGUAGES
        }
        yield {lang: context.new_page() for lang, context in contexts.items()}


def set_width(window: Page, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 900})


def findings(window: Page) -> list[str]:
    """What axe finds, one line for each element."""
    # The focused summary of errors may have scrolled a link half below the sticky bar.
    window.evaluate("window.scrollTo(0, 0)")
    found = Axe().run(window, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("place", "lang"), VISITS, ids=lambda value: getattr(value, "name", value))
def test_everybody_can_use_the_page(
    place: Place, lang: str, scenery: Scenery, windows: dict[str, Page]
) -> None:
    window = windows[lang]
    scenery.enter(window.context, place, lang)
    set_width(window, PHONE)
    window.emulate_media(color_scheme="light")
    window.goto(scenery.address(place, lang))
    screen = Screen(window, scenery.office.served.base)
    if place.button:
        press(screen.form(place.button))
        # With JavaScript a draft is saved first: the answer comes a moment later.
        window.locator("[aria-invalid]").first.wait_for(state="attached")
    assert window.locator("html").get_attribute("lang") == lang
    assert findings(window) == []
    if place.main:
        window.emulate_media(color_scheme="dark")
        assert findings(window) == []
        set_width(window, DESKTOP)
        assert findings(window) == []
        window.emulate_media(color_scheme="light")
        assert findings(window) == []
    for width in (DESKTOP, PHONE, NARROWEST):
        set_width(window, width)
        assert screen.width_of_content() <= width


def test_axe_finds_what_is_wrong(scenery: Scenery, windows: dict[str, Page]) -> None:
    window = windows["de"]
    window.goto(f"{scenery.office.served.base}/de/")
    window.evaluate("document.querySelector('h1').outerHTML = '<img src=\"data:,\">'")
    assert [line for line in findings(window) if line.startswith("image-alt: <img")]


def test_sideways_scrolling_is_noticed(scenery: Scenery, windows: dict[str, Page]) -> None:
    window = windows["de"]
    set_width(window, NARROWEST)
    window.goto(f"{scenery.office.served.base}/de/")
    window.evaluate("document.body.style.minInlineSize = '400px'")
    assert Screen(window, scenery.office.served.base).width_of_content() > NARROWEST
