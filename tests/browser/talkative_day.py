"""A day of the office on which everybody says everything, and much goes wrong."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.browser import canaries as say
from tests.browser.office import ANDREA, PASSWORD, Office
from tests.browser.talkative import (
    Resident,
    end_sessions,
    fail_to_sign_in,
    make_mistakes,
    new_code_on,
    sign_in_again,
    speak_gibberish,
    without_table,
)
from tests.page import Page, Value
from tests.served import Served
from tests.visitor import Answer, Visitor


@dataclass
class Flow:
    """The office, its adviser, and what only people hold."""

    office: Office
    adviser: Visitor
    secrets: say.Secrets = field(default_factory=say.Secrets)
    opened_for_writing: list[str] = field(default_factory=list)

    def verb(self, number: str, verb: str, **fields: Value) -> Page:
        """Fill in and send the form of a verb."""
        form = self.adviser.page(f"/cases/{number}/{verb}").form(action=f"/{verb}")
        return self.adviser.send(form.fill(**fields))

    def copy(self, served: Served) -> Path:
        """A copy of the instance folder, to be opened without changing the original."""
        copied = served.folder.with_name(f"{served.folder.name}-copy")
        return Path(shutil.copytree(served.instance, copied, dirs_exist_ok=True))


def run_the_flow(office: Office) -> Flow:
    """Everything from the first request to the closed case, with every kind of error."""
    flow = Flow(office, office.adviser(ANDREA, "Andrea Keller"))
    resident = Resident(office)
    code, number = resident.ask()
    flow.secrets.add(PASSWORD, *office.handed_out, *office.coordinator.cookies.values())
    flow.secrets.add(code, *resident.visitor.cookies.values())
    for lang in ("en", "ar"):
        other = Resident(office, lang)
        other_code, _ = other.ask(website=say.line("website"))
        flow.secrets.add(other_code, *other.visitor.cookies.values())
    file_code, _ = Resident(office).ask_with_a_file()
    flow.secrets.add(file_code, *flow.adviser.cookies.values())
    for expected, answer in make_mistakes(resident):
        assert answer.status_code == expected, (expected, answer)
    speak_gibberish(office.served)
    assert fail_to_sign_in(office).status == 422
    work_on(flow, number)
    new_code = talk(flow, resident, code, number)
    let_sessions_expire(flow, resident, new_code, number)
    fail_in_the_middle(flow, number)
    finish(flow, resident, number)
    return flow


def work_on(flow: Flow, number: str) -> None:
    """Find the case with filters, take it on, log a talk."""
    queue = flow.adviser.page("/cases/?tab=new")
    filters = queue.form(action="/cases/filter")
    filters.fill(topic=say.OTHER_TOPIC, municipality=say.MUNICIPALITY, language="ti")
    assert number in Page(filters.send(flow.adviser)).main  # type: ignore[arg-type]
    flow.verb(number, "lead", topic=say.TOPIC, urgency="urgent", conflict="no")
    too_long = flow.verb(number, "note", body=say.said("too long") * 200)
    assert too_long.status == 422
    talk = {"channel": "info_point", "minutes": "25", "note": say.said("contact")}
    assert say.GERMAN in flow.verb(number, "contact", **talk).main
    assert say.ARABIC in flow.verb(number, "note", body=say.said("note")).main


def talk(flow: Flow, resident: Resident, code: str, number: str) -> str:
    """Messages both ways, a line about what is waited for; a new code, which is returned."""
    form = flow.adviser.page(f"/cases/{number}/message").form(action="/message")
    day = form.value("until")
    flow.adviser.send(form.fill(body=say.said("message"), lang="ar", waits="y"))
    opened = resident.write(resident.open(code), "reply")
    assert opened.main.count(say.GERMAN) >= 2
    flow.verb(number, "waiting", reason="third_party", line=say.line("line"), until=day)
    shown = flow.verb(number, "code", known_by="call_back")
    new_code = new_code_on(shown)
    assert resident.write(resident.open(new_code), "second reply").status == 200
    flow.secrets.add(new_code, *resident.visitor.cookies.values())
    return new_code


def let_sessions_expire(flow: Flow, resident: Resident, code: str, number: str) -> None:
    """Text is typed while the session runs out, on both sides; nothing of it is lost."""
    form = flow.adviser.page(f"/cases/{number}/note").form(action="/note")
    reply = resident.visitor.page("/de/status").form(action="/message")
    for table in ("staff_session", "resident_session"):
        end_sessions(flow.office.served, table)
    ended = flow.adviser.send(form.fill(body=say.said("kept note")))
    assert ended.status == 401
    again = sign_in_again(ended, flow.adviser)
    assert "kept note" in again.main
    flow.adviser.send(again.form(action="/note"))
    flow.secrets.add(*flow.adviser.cookies.values())
    closed = resident.visitor.send(reply.fill(text=say.said("kept reply")))
    assert closed.status == 403
    wrong = resident.visitor.send(closed.form(action="/status").fill(code=say.WRONG_CODE))
    assert wrong.status == 422
    opened = resident.visitor.send(wrong.form(action="/status").fill(code=code))
    assert "kept reply" in opened.form(action="/message").value("text")
    assert "kept reply" in resident.visitor.send(opened.form(action="/message")).main


def fail_in_the_middle(flow: Flow, number: str) -> None:
    """The database breaks while a note is being saved: 500, and the text in the request."""
    form = flow.adviser.page(f"/cases/{number}/note").form(action="/note")
    with without_table(flow.office.served, "note"):
        failed = flow.adviser.send(form.fill(body=say.said("lost note")))
    assert failed.status == 500


def finish(flow: Flow, resident: Resident, number: str) -> None:
    """The PDF; a wrong closing and a right one; another request is withdrawn."""
    form = flow.adviser.page(f"/cases/{number}/summary").form(action="/summary")
    got = form.fill(kind="internal", purpose="supervision", signatures="y").send(flow.adviser)  # type: ignore[arg-type]
    assert say.GERMAN in text_of_pdf(got)  # type: ignore[arg-type]
    ending = {"outcome": "referred_unconfirmed", "service_level": "accompaniment"}
    wrong = flow.verb(number, "closure", reason="duplicate", leading_case=say.line("leading"))
    assert wrong.status == 422
    assert flow.verb(number, "closure", reason="done", **ending).status == 200
    other_code, _ = resident.ask(question=say.said("withdrawn"))
    resident.open(other_code)
    withdrawn = resident.visitor.page("/de/status/withdraw").form(action="/withdraw")
    assert resident.visitor.send(withdrawn).status == 200
    flow.secrets.add(other_code, *resident.visitor.cookies.values())


def text_of_pdf(answer: Answer) -> str:
    """The words of a PDF, with single spaces."""
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
