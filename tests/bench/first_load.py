"""Bytes and requests of the first visit to each public page, in each language."""

import re
from dataclasses import dataclass

from tests.bench.figures import Figure
from tests.bench.premises import Open

PAGES = {
    "landing page": "/",
    "form of a person": "/request/person",
    "door for organisations": "/request/organisation",
    "door for municipalities": "/request/municipality",
    "code page": "/status",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
}
LOADED = re.compile(rb'<(?:link|script|img)\b[^>]*(?:href|src)="(/[^"]+)"')
CODING = "br"
HEAD_END = 4


@dataclass(frozen=True)
class FirstLoad:
    """What one first visit costs: compressed bodies and response headers, without TLS."""

    page: str
    language: str
    size: int
    requests: int


def first_loads(place: Open) -> list[FirstLoad]:
    """All public pages in all languages that the office offers."""
    languages = [language.code for language in place.premises.office.languages]
    return [
        _load(place, page, language, f"/{language}{path}")
        for page, path in PAGES.items()
        for language in languages
    ]


def figures(loads: list[FirstLoad]) -> list[Figure]:
    """The form in German, the heaviest page of all, and the most requests."""
    german = next(x for x in loads if x.page == "form of a person" and x.language == "de")
    heaviest = max(loads, key=lambda load: load.size)
    most = max(load.requests for load in loads)
    where = f"{heaviest.page}, {heaviest.language}"
    return [
        Figure("first load of the person form, German", german.size / 1000, "KB", 10),
        Figure("… of the heaviest page and language", heaviest.size / 1000, "KB", 14, more=where),
        Figure("… requests at most", most, "", 3),
    ]


def _load(place: Open, page: str, language: str, path: str) -> FirstLoad:
    answers = [place.server.get(path, None, CODING)]
    html = place.server.get(path)
    assert html.status == 200, f"{path} answered {html.status}"
    answers += [
        place.server.get(address.decode(), None, CODING) for address in LOADED.findall(html.body)
    ]
    size = sum(len(answer.head) + HEAD_END + len(answer.body) for answer in answers)
    return FirstLoad(page, language, size, len(answers))
