"""What every HTML page of the product keeps to. Each rule yields its complaints as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

RIGHT_TO_LEFT = {"ar", "fa", "ps"}
NOT_LABELLED = {"hidden", "submit", "button", "image", "reset"}
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "list")


def parse(markup: str) -> Element:
    """The root element of a page. ParseError for anything the HTML standard calls an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(markup)
    return root


def text_of(element: Element) -> str:
    """The words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """The elements with one of these tags, in the order of the page."""
    return (e for e in root.iter() if isinstance(e.tag, str) and (not tags or e.tag in tags))


def broken_rules(root: Element) -> list[str]:
    """All complaints about a page; an empty list is a good page."""
    return [complaint for rule in RULES for complaint in rule(root)]


def language_and_direction(root: Element) -> Iterator[str]:
    language, direction = root.get("lang"), root.get("dir")
    if not language:
        yield "<html> has no lang"
    expected = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if direction != expected:
        yield f"<html> has dir={direction!r} for {language!r}, not {expected!r}"


def one_h1_that_opens_the_title(root: Element) -> Iterator[str]:
    headings = list(elements(root, "h1"))
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements, not one"
        return
    title = next((text_of(e) for e in elements(root, "title")), "")
    h1 = text_of(headings[0])
    if not h1 or not title.startswith(h1):
        yield f"the title {title!r} does not begin with the h1 {h1!r}"


def headings_in_order(root: Element) -> Iterator[str]:
    level = 1
    for heading in elements(root, "h2", "h3", "h4", "h5", "h6"):
        if not text_of(heading):
            yield f"an empty {heading.tag}"
        if int(heading.tag[1]) > level + 1:
            yield f"{heading.tag} {text_of(heading)!r} comes after h{level}"
        level = int(heading.tag[1])


def unique_ids(root: Element) -> Iterator[str]:
    for name, count in Counter(e.attrib["id"] for e in elements(root) if "id" in e.attrib).items():
        if count > 1 or not name or " " in name:
            yield f"id {name!r} stands {count} times"


def pointers_lead_somewhere(root: Element) -> Iterator[str]:
    ids = {e.get("id") for e in elements(root)}
    for element in elements(root):
        for attribute in POINTERS:
            for target in element.get(attribute, "").split():
                if target not in ids:
                    yield f"{attribute}={target!r} of <{element.tag}> leads nowhere"
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"the link {href!r} leads nowhere"


def controls_have_names(root: Element) -> Iterator[str]:
    labels = list(elements(root, "label"))
    named = {label.get("for") for label in labels if text_of(label)}
    wrapped = {id(e) for label in labels if text_of(label) for e in elements(label)}
    for control in elements(root, "input", "select", "textarea"):
        if control.get("type") in NOT_LABELLED:
            continue
        has_name = control.get("aria-label") or control.get("aria-labelledby")
        if not (has_name or id(control) in wrapped or control.get("id", "-") in named):
            yield f"the control {control.get('name')!r} has no label"


def groups_and_actions_have_words(root: Element) -> Iterator[str]:
    for fieldset in elements(root, "fieldset"):
        legend = next(iter(fieldset), None)
        if legend is None or legend.tag != "legend" or not text_of(legend):
            yield "a fieldset does not begin with a legend"
    for element in elements(root, "a", "button", "summary", "caption", "th"):
        if not text_of(element) and not element.get("aria-label"):
            yield f"a <{element.tag}> without words: {element.attrib}"


def nothing_inline(root: Element) -> Iterator[str]:
    for element in elements(root):
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline <{element.tag}>"
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"<{element.tag}> has the attribute {attribute}"


def nothing_from_elsewhere(root: Element) -> Iterator[str]:
    for element in elements(root):
        for attribute in ("src", "srcset", "href", "action", "formaction", "poster", "data"):
            address = element.get(attribute, "")
            if address and _is_outside(element, address):
                yield f"<{element.tag}> has {attribute}={address!r}"


def _is_outside(element: Element, address: str) -> bool:
    parts = urlsplit(address)
    if element.tag == "a":
        tells_nobody = "noreferrer" in element.get("rel", "").split()
        return bool(parts.scheme not in {"", "tel", "mailto"} or parts.netloc) and not tells_nobody
    if element.tag == "link" and element.get("rel") == "icon":
        return parts.scheme != "data"
    return bool(parts.scheme or parts.netloc)


def pictures_have_alt(root: Element) -> Iterator[str]:
    for image in elements(root, "img"):
        if "alt" not in image.attrib:
            yield f"<img> {image.get('src')!r} has no alt"


def posts_carry_a_token(root: Element) -> Iterator[str]:
    for form in elements(root, "form"):
        if form.get("method", "get").lower() != "post":
            continue
        tokens = [e for e in elements(form, "input") if e.get("name") == "form_token"]
        if not any(token.get("value") for token in tokens):
            yield f"the form {form.get('action', '')!r} carries no token"


RULES: tuple[Callable[[Element], Iterator[str]], ...] = (
    language_and_direction,
    one_h1_that_opens_the_title,
    headings_in_order,
    unique_ids,
    pointers_lead_somewhere,
    controls_have_names,
    groups_and_actions_have_words,
    nothing_inline,
    nothing_from_elsewhere,
    pictures_have_alt,
    posts_carry_a_token,
)
