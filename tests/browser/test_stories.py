"""The day of an adviser, told as stories: a Monday morning, a conflict, a merge, a lost connection.

(The phone call that is recorded stands in `test_quick_entry`.)
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANDREA, ANSWERS, BEAT, CORINNE, Office
from tests.browser.pages import NUMBER, Resident, Staff, press
from tests.served import wait_until

DESK = {"width": 1280, "height": 800}
ASKED = {**ANSWERS, "language": "de"}
TRIAGE = {"topic": "work", "urgency": "normal", "conflict": "no"}
PROMISE = "Ich frage bei der Gemeinde nach."


@dataclass
class Desk:
    """Two advisers at their desks and a coordinator, all with JavaScript."""

    office: Office
    andrea: Staff
    beat: Staff
    corinne: Staff
    new_context: NewContext

    def does(self, staff: Staff, number: str, verb: str, **answers: str) -> None:
        """Something is done to a case, and the page says so."""
        staff.go(f"/cases/{number}")
        staff.do(verb, **answers)
        expect(staff.page.locator(".done").first).to_be_visible()

    def resident(self) -> Resident:
        """Somebody else with a telephone."""
        return Resident(self.new_context().new_page(), self.office.served.base, "de")

    def asks(self, **answers: str) -> tuple[Resident, str, str]:
        """Somebody asks; the phone, the code and the number of the case."""
        resident = self.resident()
        code, number = resident.ask(**{**ASKED, **answers})
        return resident, code, number

    def taken(self, staff: Staff, **answers: str) -> tuple[Resident, str, str]:
        """Somebody asks, and an adviser takes the case on."""
        asked = self.asks(**answers)
        self.does(staff, asked[2], "lead", **TRIAGE)
        return asked


def opens(resident: Resident, code: str) -> None:
    """Open a request with its code, as from another phone."""
    resident.go("/leave")
    resident.come_back(code)


@pytest.fixture(scope="module")
def team(office: Office) -> Office:
    """The office with two advisers."""
    for email, name in ((ANDREA, "Andrea Keller"), (BEAT, "Beat Moser")):
        office.adviser(email, name)
    return office


@pytest.fixture
def desk(team: Office, new_context: NewContext) -> Iterator[Desk]:
    contexts: list[BrowserContext] = []
    stumbles: list[str] = []

    def sits_down(email: str) -> Staff:
        context = new_context(java_script_enabled=True, viewport=DESK)
        context.on("weberror", lambda error: stumbles.append(str(error.error)))
        contexts.append(context)
        staff = Staff(context.new_page(), team.served.base)
        staff.sign_in(email)
        return staff

    yield Desk(team, sits_down(ANDREA), sits_down(BEAT), sits_down(CORINNE), new_context)
    assert stumbles == []


def counted(staff: Staff, heading: str) -> int:
    """The number beside a heading of My day; what a click on it shows is as many cases."""
    staff.go("/cases/day")
    link = staff.page.locator(f"main h2#{heading} a")
    if not link.count():
        return 0
    number = int(link.locator(".count").inner_text())
    link.click()
    assert staff.page.locator("main table tbody tr").count() == number
    return number


def numbers_of(staff: Staff, heading: str) -> list[str]:
    """The cases below a heading of My day."""
    staff.go("/cases/day")
    section = staff.page.locator("section", has=staff.page.locator(f"h2#{heading}"))
    return NUMBER.findall(" ".join(section.all_inner_texts()))


def test_a_monday_morning(desk: Desk) -> None:
    andrea = desk.andrea
    replied, reply_code, reply = desk.taken(andrea, alias="Selam")
    back = desk.taken(andrea, alias="Bekim")[2]
    handed = desk.taken(desk.beat, alias="Taras")[2]
    missed = desk.taken(andrea, alias="Amina")[2]
    desk.does(andrea, back, "message", body="Bitte bringen Sie den Brief mit.", waits="y")

    # Over the weekend Selam writes, Bekim's day comes, and Beat falls ill.
    opens(replied, reply_code)
    replied.submit(text="Ich habe noch eine Frage.")
    its_day_comes(desk.office, back)
    desk.corinne.go(f"/cases/{handed}")
    hand_over(desk.corinne, to="Andrea Keller")

    assert reply in numbers_of(andrea, "reply")
    assert back in numbers_of(andrea, "back")
    assert handed in numbers_of(andrea, "handed")
    assert [counted(andrea, heading) for heading in ("reply", "back", "handed")] == [1, 1, 1]

    # She answers the reply, reads what was handed over, and Amina does not come.
    desk.does(andrea, reply, "message", body=PROMISE)
    desk.does(andrea, handed, "note", body="Übernommen, Unterlagen gelesen.")
    andrea.go(f"/cases/{missed}")
    log_no_show(andrea)
    assert "Die Person ist nicht gekommen" in " ".join(andrea.entries)
    assert reply not in numbers_of(andrea, "reply")
    opens(replied, reply_code)
    assert replied.messages[0] == PROMISE


def its_day_comes(office: Office, number: str) -> None:
    """The day of a waiting case comes: the clock brings it back, with nobody doing anything."""
    with closing(sqlite3.connect(office.served.database, timeout=30)) as connection, connection:
        changed = connection.execute(
            "UPDATE cases SET follow_up_on = '2026-01-05' WHERE number = ?", [number]
        )
        assert changed.rowcount == 1

    def came_back() -> bool:
        with closing(sqlite3.connect(office.served.database, timeout=30)) as connection:
            query = "SELECT status FROM cases WHERE number = ?"
            (status,) = connection.execute(query, [number]).fetchone()
        return bool(status == "in_progress")

    wait_until(came_back, "the case is still waiting", seconds=90)


def hand_over(staff: Staff, to: str) -> None:
    """A coordinator gives a case to somebody else."""
    staff.page.locator(".actions summary").click()
    staff.follow("/assignment")
    form = staff.fill(topic="work", urgency="normal", conflict="no")
    chosen = form.locator("[name=lead] option", has_text=to).get_attribute("value")
    form.locator("[name=lead]").select_option(chosen)
    press(form)
    expect(staff.page.locator(".done").first).to_be_visible()


def log_no_show(staff: Staff) -> None:
    """The client did not come to the talk."""
    staff.follow("/contact")
    form = staff.fill(channel="office")
    form.locator("[name=no_show]").check()
    press(form)
    expect(staff.page.locator(".done").first).to_be_visible()


def test_a_conflict_of_interest(desk: Desk) -> None:
    _, _, number = desk.taken(desk.andrea, alias="Schwägerin", question="Nur für Befangene.")
    desk.andrea.page.locator(".actions summary").click()
    desk.andrea.follow("/hand-back")
    desk.andrea.submit(reason="conflict_of_interest")
    assert desk.andrea.path == "/cases/"
    assert "Schwägerin" not in desk.andrea.main

    # From now on she meets the number alone, wherever she looks.
    for address in (f"/cases/{number}", f"/cases/{number}/summary", f"/cases/{number}/history"):
        answer = desk.andrea.page.goto(desk.office.served.base + address)
        assert answer is not None and answer.status == 403
        assert "Schwägerin" not in desk.andrea.main
    desk.andrea.go("/cases/search")
    desk.andrea.submit(term="Schwägerin")
    assert number not in desk.andrea.page.locator("main ol, main table").all_inner_texts()
    assert "Nur für Befangene" not in desk.andrea.main
    desk.andrea.go("/cases/?tab=new")
    row = desk.andrea.page.locator("tr", has_text=number)
    assert "Schwägerin" not in row.inner_text()

    # Beat takes it on, with all that was said.
    desk.beat.open_case(number, "new")
    desk.beat.do("lead", **TRIAGE)
    assert "Nur für Befangene." in desk.beat.main


def test_a_merge(desk: Desk) -> None:
    _, _, first = desk.taken(desk.andrea, alias="Selam", question="Die erste Frage.")
    resident, code, second = desk.asks(alias="Selam", question="Noch einmal dieselbe Frage.")
    andrea = desk.andrea
    andrea.go(f"/cases/{second}/link?other={first}")
    assert first in andrea.main and second in andrea.main
    form = andrea.form("same_person")
    form.locator("[name=same_person]").check()
    press(form)
    # The page asks once more, for a merge cannot be taken back.
    expect(andrea.page.locator("main [name=asked]")).to_have_count(1)
    press(andrea.form("asked"))
    expect(andrea.page.locator(".done").first).to_be_visible()
    andrea.go(f"/cases/{second}")
    assert first in andrea.main
    desk.does(andrea, first, "message", body=PROMISE)

    # The later code goes on working, and reads what is written in the leading case.
    opens(resident, code)
    assert PROMISE in resident.messages
    assert "Noch einmal dieselbe Frage." in str(resident.page.locator("main").text_content())


def test_a_lost_connection_while_writing(desk: Desk) -> None:
    resident, code, number = desk.taken(desk.andrea, alias="Selam")
    window, context = desk.andrea.page, desk.andrea.page.context
    desk.andrea.follow("/message")
    body = window.locator("[name=body]")
    body.press_sequentially("Vor dem Tunnel. ")
    status = window.locator("[data-draft]")
    expect(status).to_have_text(re.compile(r"Entwurf gespeichert"))
    context.set_offline(True)
    body.press_sequentially("Im Tunnel.")
    expect(status).to_have_text(str(status.get_attribute("data-offline")))
    context.set_offline(False)
    expect(status).to_have_text(re.compile(r"Entwurf gespeichert"))

    # The window is closed; the words are there at another desk of hers, and go out once.
    window.close(run_before_unload=True)
    desk.andrea.page = context.new_page()
    desk.andrea.go(f"/cases/{number}/message")
    assert desk.andrea.page.locator("[name=body]").input_value() == "Vor dem Tunnel. Im Tunnel."
    press(desk.andrea.form("body"))
    desk.andrea.page.wait_for_url(f"**/cases/{number}")
    opens(resident, code)
    assert resident.messages == ["Vor dem Tunnel. Im Tunnel."]
