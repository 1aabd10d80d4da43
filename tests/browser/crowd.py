"""Many browsers that send at the same moment, without looking at the pages in between."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import TypeVar

from tests.browser.office import ANSWERS, FORM, STATUS, Office
from tests.page import Value
from tests.visitor import Visitor

TOKEN = re.compile(r'name="form_token"[^>]*value="([^"]+)"')
CODE = re.compile(r'id="code">(.*?)</bdi>', re.DOTALL)
NUMBER = re.compile(r"\b20\d\d-\d{4,}\b")
ACCEPTED, SHOWN = 303, 200

Job, Result = TypeVar("Job"), TypeVar("Result")


@dataclass
class Asker:
    """A browser in front of a filled-in form, ready to press the button."""

    visitor: Visitor
    question: str
    token: str
    lost_answers: int = 0

    @classmethod
    def ready(cls, office: Office, question: str) -> Asker:
        """Fetch the form."""
        visitor = office.visitor()
        return cls(visitor, question, token_on(visitor.get(f"/de{FORM}").text))

    def send(self) -> int:
        """Press the button; again if no answer comes, as people do. The status of the answer."""
        answers: dict[str, Value] = {**ANSWERS, "question": self.question, "form_token": self.token}
        while True:
            try:
                sent = self.visitor.post(f"/de{FORM}", answers, follow_redirects=False)  # type: ignore[arg-type]
            except (ConnectionError, HTTPException):
                self.lost_answers += 1
                assert self.lost_answers < 5, "the server does not answer any more"
            else:
                return sent.status_code

    def receipt(self) -> tuple[str, str]:
        """Code and case number, as the receipt shows them."""
        shown = self.visitor.get("/de/receipt")
        assert shown.status_code == SHOWN
        code, number = CODE.search(shown.text), NUMBER.search(shown.text)
        assert code and number
        return "".join(re.findall(r"\d", code[1])), number[0]


def opened_with(office: Office, code: str) -> str:
    """The page that a code opens, in a browser that has never been here."""
    visitor = office.visitor()
    token = token_on(visitor.get(f"/ar{STATUS}").text)
    opened = visitor.post(f"/ar{STATUS}", {"code": code, "form_token": token})
    assert opened.status_code == SHOWN
    return opened.text


def token_on(page: str) -> str:
    """The hidden token of the only form on a page."""
    found = TOKEN.search(page)
    assert found, "the page has no form"
    return found[1]


def all_at_once(work: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Result]:
    """Do each job in a thread of its own; all of them begin at the same moment."""
    barrier = threading.Barrier(len(jobs), timeout=30)

    def begin(job: Job) -> Result:
        barrier.wait()
        return work(job)

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(begin, jobs))
