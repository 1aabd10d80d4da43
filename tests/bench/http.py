"""A client that costs next to nothing: two cores serve it and the office together."""

import re
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
Answers = Mapping[str, str | list[str]]
PATIENCE = 60
CHUNK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What came back, byte for byte, and after how many seconds."""

    head: bytes
    body: bytes
    seconds: float

    @property
    def status(self) -> int:
        return int(self.head[9:12])

    @property
    def cookies(self) -> dict[str, str]:
        found = re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;\r]*)", self.head)
        return {name.decode(): value.decode() for name, value in found}

    def token(self, form: str) -> str:
        """The token of a form in a page, by the name of the form's class."""
        found = re.search(rf'id="form_token-{form}"[^>]*value="([^"]+)"'.encode(), self.body)
        assert found, f"the page holds no {form}"
        return found[1].decode()


@dataclass(frozen=True)
class Server:
    """Where the office answers."""

    port: int

    def get(self, path: str, cookies: Mapping[str, str] | None = None, coding: str = "") -> Answer:
        return self.send(self.message("GET", path, cookies, coding=coding))

    def post(self, path: str, data: Answers, cookies: Mapping[str, str]) -> Answer:
        return self.send(self.form(path, data, cookies))

    def form(self, path: str, data: Answers, cookies: Mapping[str, str]) -> bytes:
        """A filled in form, ready to send."""
        return self.message("POST", path, cookies, urlencode(data, doseq=True))

    def message(
        self,
        method: str,
        path: str,
        cookies: Mapping[str, str] | None = None,
        body: str = "",
        coding: str = "",
    ) -> bytes:
        """A whole request, ready to send."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Language: de"]
        if coding:
            lines.append(f"Accept-Encoding: {coding}")
        if cookies:
            lines.append("Cookie: " + "; ".join(f"{n}={v}" for n, v in cookies.items()))
        if method == "POST":
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "Connection: close", "", body]).encode()

    def send(self, message: bytes) -> Answer:
        """Send a request over a connection of its own, as a proxy does with sync workers."""
        start = time.perf_counter()
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(message)
            pieces = []
            while piece := connection.recv(CHUNK):
                pieces.append(piece)
        seconds = time.perf_counter() - start
        head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
        return Answer(head, body, seconds)


def at_once(clients: int, work: Callable[[int], T]) -> tuple[list[T], float]:
    """Let clients work at the same time, each with its number; results, and seconds in all."""
    start = Barrier(clients + 1)

    def begin(client: int) -> T:
        start.wait()
        return work(client)

    with ThreadPoolExecutor(clients) as pool:
        futures = [pool.submit(begin, client) for client in range(clients)]
        start.wait()
        began = time.perf_counter()
        results = [future.result() for future in futures]
        return results, time.perf_counter() - began
