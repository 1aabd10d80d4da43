"""A browser without a screen, over a real connection; `tests.page` reads what it fetches.

visitor = Visitor(served.base)
page = visitor.page("/de/request/person")
receipt = visitor.send(page.form(action="/request/person").fill(requester="myself"))
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from tests.page import Form, Page

SECONDS = 60.0
REDIRECTS = {301, 302, 303, 307, 308}
Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """The address that was asked for."""

    url: str

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit(self.url).path


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, with the names that `Page` knows from Werkzeug."""

    request: Asked
    status_code: int
    headers: Message
    data: bytes

    @property
    def mimetype(self) -> str:
        """The content type without its parameters."""
        return self.headers.get_content_type()

    @property
    def location(self) -> str | None:
        """Where a redirect leads."""
        return self.headers.get("Location")

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()


class Visitor:
    """Keeps cookies and follows redirects, as a browser does; each request has its connection."""

    def __init__(self, base: str, **headers: str) -> None:
        self.base = base
        self.headers = headers
        self.cookies: dict[str, str] = {}

    def page(self, address: str) -> Page:
        """Fetch a page, redirects followed; it must keep the house rules."""
        return Page(self.get(address))  # type: ignore[arg-type]

    def send(self, form: Form, **headers: str) -> Page:
        """Send a form as a browser would; the page that comes of it."""
        answer = self.post(form.address, form.data, headers)
        return Page(answer)  # type: ignore[arg-type]

    def get(
        self, address: str, query_string: Fields | None = None, follow_redirects: bool = True
    ) -> Answer:
        """The answer to a GET."""
        query = f"?{urlencode(query_string, doseq=True)}" if query_string else ""
        answer = self.ask("GET", address + query)
        return self._followed(answer) if follow_redirects else answer

    def post(
        self,
        address: str,
        data: Fields | bytes,
        headers: Mapping[str, str] | None = None,
        follow_redirects: bool = True,
    ) -> Answer:
        """The answer to a POST from one of our own pages."""
        body = data if isinstance(data, bytes) else urlencode(data, doseq=True).encode()
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.base}
        answer = self.ask("POST", address, body, sent | dict(headers or {}))
        return self._followed(answer) if follow_redirects else answer

    def ask(
        self,
        method: str,
        address: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request and its answer."""
        url = urlsplit(urljoin(self.base, address))
        target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        cookies = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        connection = HTTPConnection(url.hostname or "", url.port, timeout=SECONDS)
        try:
            sent = self.headers | (cookies if self.cookies else {}) | dict(headers or {})
            connection.request(method, target, body, sent)
            got = connection.getresponse()
            answer = Answer(Asked(url.geturl()), got.status, got.headers, got.read())
        finally:
            connection.close()
        self._keep_cookies(answer)
        return answer

    def _followed(self, answer: Answer) -> Answer:
        for _ in range(5):
            if answer.status_code not in REDIRECTS:
                return answer
            answer = self.ask("GET", urljoin(answer.request.url, answer.location or ""))
        raise AssertionError(f"{answer.request.url} leads in a circle")

    def _keep_cookies(self, answer: Answer) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, cookie in SimpleCookie(line).items():
                if cookie["max-age"] == "0" or not cookie.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = cookie.value


def multipart(fields: Fields, file: tuple[str, bytes] | None = None) -> tuple[bytes, str]:
    """A form as multipart, with a file part of a name and bytes; body and content type."""
    boundary = secrets.token_hex(16)
    parts = []
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            head = f'Content-Disposition: form-data; name="{name}"\r\n\r\n'
            parts.append(head.encode() + value.encode())
    if file is not None:
        head = f'Content-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
        parts.append(f"{head}Content-Type: image/png\r\n\r\n".encode() + file[1])
    opened = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return opened + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
