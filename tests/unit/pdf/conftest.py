"""Templates rendered by a small environment of their own, and readers of the finished PDF."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import intake.pdf
from intake import pdf
from intake.models.case_summary import CaseSummary

TEMPLATES = Path(intake.pdf.__file__).parent.parent / "templates"
OFFICE = SimpleNamespace(name="Fachstelle Integration Region Zofingen")


def _translate(message: str, **values: object) -> str:
    return message % values if values else message


def _day(value: date) -> str:
    return value.strftime("%d.%m.%Y")


def _time(value: datetime) -> str:
    return value.strftime("%d.%m.%Y %H:%M")


@pytest.fixture(scope="session")
def page() -> Callable[..., str]:
    """Render a template of `pdf/` in German, left to right."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.globals |= {"_": _translate, "office": OFFICE, "lang": "de", "direction": "ltr"}
    environment.filters |= {
        "breakable": pdf.breakable,
        "dateformat": _day,
        "dated": _day,
        "datetimeformat": _time,
    }
    return lambda name, **context: environment.get_template(f"pdf/{name}").render(context)


@pytest.fixture(scope="session")
def summary_pdf(page: Callable[..., str]) -> Callable[[CaseSummary], bytes]:
    """Make the PDF of a summary."""
    return lambda summary: pdf.render(page("case_summary.html", summary=summary), lang="de")


def _children() -> list[str]:
    return [
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def nothing_is_left() -> Iterator[None]:
    """After the test: no new child, dead or alive, and no more open files than before."""
    children, files = _children(), _open_files()
    yield
    assert _children() == children
    assert _open_files() == files
