"""A fetched page, read and used as a person would; each one is checked against the house rules.

page = Page(client.get("/de/request/person"))
receipt = page.submit(client, button="Anfrage senden", requester="myself", topics=["work"])
assert receipt.h1 == "Ihre Anfrage ist da"
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.house_rules import broken_rules, elements, parse, text_of

Value = str | Sequence[str] | None


class Page:
    """One HTML answer. AssertionError at once if it breaks a house rule."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.request.path
        assert "Location" not in response.headers, f"{self.path} leads on to {response.location}"
        assert response.mimetype == "text/html", f"{self.path}: {response.mimetype}, {self.status}"
        self.root = parse(response.text)
        broken = broken_rules(self.root)
        assert not broken, "\n".join([f"{self.path} ({self.status}) breaks house rules:", *broken])

    def __repr__(self) -> str:
        return f"<Page {self.path} {self.status} {self.h1!r}>"

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.root.attrib["lang"]

    @property
    def h1(self) -> str:
        """The words of the one main heading."""
        return self.texts("h1")[0]

    @property
    def title(self) -> str:
        """The title shown in the browser's tab and kept in its history."""
        return self.texts("title")[0]

    @cached_property
    def text(self) -> str:
        """All words of the page, with single spaces."""
        return " ".join(text_of(e) for e in elements(self.root, "body"))

    @cached_property
    def main(self) -> str:
        """The words of the main part, without navigation and foot."""
        return " ".join(text_of(e) for e in elements(self.root, "main"))

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Words and address of each link, in order."""
        return [(text_of(e), e.attrib["href"]) for e in elements(self.root, "a") if e.get("href")]

    @cached_property
    def forms(self) -> list[Form]:
        """The forms of the page, in order."""
        return [Form(e, self.response.request.url) for e in elements(self.root, "form")]

    @property
    def errors(self) -> list[str]:
        """The messages beside the fields, without the word that announces them."""
        return [text.partition(":")[2].strip() for text in self.texts(css="error")]

    @property
    def summary(self) -> str:
        """The words of the error summary; empty if there is none."""
        return " ".join(self.texts(css="summary"))

    @property
    def flash(self) -> str:
        """What the page says has just been done; empty if nothing."""
        return " ".join(self.texts(css="done"))

    def texts(self, *tags: str, css: str = "") -> list[str]:
        """The words of the elements with one of the tags and, if given, a class."""
        found = elements(self.root, *tags)
        return [text_of(e) for e in found if not css or css in e.get("class", "").split()]

    def link(self, words: str) -> str:
        """The address behind the first link whose words contain `words`."""
        for text, address in self.links:
            if words in text:
                return address
        raise AssertionError(f"{self!r} has no link {words!r}: {[t for t, _ in self.links]}")

    def follow(self, client: FlaskClient, words: str) -> Page:
        """The page behind the link with these words."""
        address = urljoin(self.response.request.url, self.link(words))
        return Page(client.get(address, follow_redirects=True))

    def form(self, button: str = "", action: str = "") -> Form:
        """The form with a button whose words begin with `button`, or that leads to `action`."""
        for form in self.forms:
            by_action = not action or form.address.endswith(action)
            if by_action and (not button or form.button(button) is not None):
                return form
        raise AssertionError(f"{self!r} has no form with {button or action!r}: {self.forms}")

    def submit(self, client: FlaskClient, button: str, **fields: Value) -> Page:
        """The page after filling in `fields` and pressing `button`, redirects followed.

        A field that is not on the page, or a choice that is not offered, is an AssertionError.
        """
        return Page(self.form(button).fill(**fields).send(client, button))


class Form:
    """A form as the browser holds it: each control's name with the values it would send."""

    def __init__(self, element: Element, page_address: str) -> None:
        self.element = element
        self.address = urljoin(page_address, element.get("action", "")) or page_address
        self.method = element.get("method", "get").upper()
        self.page_address = page_address
        self.data: dict[str, list[str]] = {}
        self.files: dict[str, list[tuple[str, bytes]]] = {}
        self.is_multipart = element.get("enctype") == "multipart/form-data"
        self._offered: dict[str, set[str]] = {}
        for control in elements(element, "input", "select", "textarea"):
            self._read(control)

    def __repr__(self) -> str:
        return f"<Form {self.method} {self.address} {sorted(self._offered)}>"

    def _read(self, control: Element) -> None:
        name, kind = control.get("name", ""), control.get("type", "")
        offered = self._offered.setdefault(name, set())
        values = self.data.setdefault(name, [])
        if control.tag == "select":
            options = list(elements(control, "option"))
            offered.update(_value(option) for option in options)
            chosen = [o for o in options if "selected" in o.attrib]
            values.extend(_value(o) for o in chosen or options[: "multiple" not in control.attrib])
        elif kind in {"radio", "checkbox"}:
            offered.add(control.get("value", "on"))
            values.extend([control.get("value", "on")] * ("checked" in control.attrib))
        elif control.tag == "textarea":
            values.append("".join(control.itertext()))
        elif kind == "file":
            self.files[name] = []
        elif kind not in {"submit", "button"}:
            values.append(control.get("value", ""))

    def choices(self, name: str) -> set[str]:
        """The values a person can choose from; empty for free text."""
        return self._offered[name]

    def value(self, name: str) -> str:
        """The value a control holds, "" for none chosen; several are joined with a comma."""
        return ",".join(self.data[name])

    def fill(self, **fields: Value) -> Form:
        """Type or choose: a text, several choices, or None to clear. Returns the form itself."""
        for name, value in fields.items():
            assert name in self._offered, f"{self!r} has no field {name!r}"
            values = [] if value is None else [value] if isinstance(value, str) else list(value)
            offered = self._offered[name]
            foreign = set(values) - offered if offered else set()
            assert not foreign, f"{name} does not offer {foreign}, only {sorted(offered)}"
            self.data[name] = values
        return self

    def attach(self, field: str, *files: tuple[str, bytes]) -> Form:
        """Choose files, each a name and its bytes. Returns the form itself."""
        assert self.is_multipart, f"{self!r} would send names instead of files"
        self.files[field] = list(files)
        return self

    def button(self, words: str) -> Element | None:
        """The first button whose words begin with `words`."""
        found = (b for b in elements(self.element, "button") if b.get("type") != "button")
        return next((b for b in found if text_of(b).startswith(words)), None)

    def send(self, client: FlaskClient, button: str = "", follow: bool = True) -> TestResponse:
        """The bare answer to sending the form as a browser would, with its own origin."""
        data = dict(self.data)
        pressed = self.button(button)
        if pressed is not None and pressed.get("name"):
            data[pressed.attrib["name"]] = [pressed.get("value", "")]
        if self.method == "GET":
            return client.get(self.address, query_string=data, follow_redirects=follow)
        headers = {"Origin": urljoin(self.page_address, "/")[:-1], "Sec-Fetch-Site": "same-origin"}
        if not self.is_multipart:
            return client.post(self.address, data=data, headers=headers, follow_redirects=follow)
        sent = {name: [*values, *self._opened(name)] for name, values in data.items()}
        boundary, body = encode_multipart(MultiDict(sent))
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        return client.post(self.address, data=body, headers=headers, follow_redirects=follow)

    def _opened(self, name: str) -> list[FileStorage]:
        """The files of a field; a browser sends an empty one where none is chosen."""
        files = self.files.get(name, [])
        if name in self.files and not files:
            return [FileStorage(BytesIO(), "")]
        return [FileStorage(BytesIO(content), file) for file, content in files]


def _value(option: Element) -> str:
    return option.get("value", text_of(option))
