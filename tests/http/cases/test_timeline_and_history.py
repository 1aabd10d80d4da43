"""The timeline by kinds of entries, and how each fact came to be what it is."""

from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.desk import page
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


def entries(shown: Page) -> list[str]:
    return [
        e.get("class", "").split()[1]
        for e in shown.root.iter("li")
        if "entry" in e.get("class", "")
    ]


def write_all(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    write_as_client(make, taken)
    page(lead, f"/cases/{taken.case.number}/note").submit(lead, "Save the", body="A note")
    contact = page(lead, f"/cases/{taken.case.number}/contact")
    contact.submit(lead, "Log this", channel="phone")


def test_each_filter_shows_as_many_entries_as_it_says(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    write_all(lead, make, taken)
    case = page(lead, f"/cases/{taken.case.number}")
    everything = entries(case)
    for words, kinds in {
        "All": set(everything),
        "Messages": {"message-in"},
        "Talks": {"contact"},
        "Notes": {"note"},
        "Changes": {"change"},
    }.items():
        shown = case.follow(lead, f"{words} ")
        current = next(text for text, _ in shown.links if text.startswith(f"{words} "))
        assert set(entries(shown)) == kinds
        assert current == f"{words} {len(entries(shown))}"
    assert len(everything) == 5


def test_an_unknown_filter_shows_all(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    write_all(lead, make, taken)
    for nonsense in ("x", "<b>", "", "messages,notes"):
        shown = lead.get(f"/cases/{taken.case.number}", query_string={"show": nonsense})
        assert len(entries(Page(shown))) == 5


def history(client: FlaskClient, made: MadeCase) -> list[tuple[str, ...]]:
    shown = page(client, f"/cases/{made.case.number}").follow(client, "History of the facts")
    names, cells = shown.texts("th", css="row"), shown.texts("td")
    return [(n, *cells[i * 4 : i * 4 + 3]) for i, n in enumerate(names)]


def test_the_history_says_from_what_to_what_by_whom(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, topics=("work", "housing"), main_topic="")
    close_now(make, made, cast.coordinator)
    told = history(lead, made)
    assert ("Case lead", "– →", "Lena Lead", "Lena Lead") in told
    assert ("Main topic", "– →", "Learning German", "Lena Lead") in told
    assert ("Outcome", "– →", "Resolved", "Cora Coordinator") in told
    assert ("Municipality", "– →", "Zofingen", "Selam") in told


def test_what_a_reopening_takes_away_is_told(
    coordinator: FlaskClient, make: Maker, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    clock.forward(minutes=5)
    close_now(make, taken, cast.lead)
    clock.forward(minutes=5)
    form = page(coordinator, f"/cases/{taken.case.number}/reopening").form("Reopen")
    reason = sorted(form.choices("reason"))[-1]
    form.fill(reason=reason).send(coordinator)
    assert ("Outcome", "Resolved →", "–", "Cora Coordinator") in history(coordinator, taken)


def test_what_was_done_is_said_aloud_and_has_the_focus(lead: FlaskClient, taken: MadeCase) -> None:
    note = page(lead, f"/cases/{taken.case.number}/note")
    saved = note.submit(lead, "Save the", body="x")
    (done,) = [e for e in saved.root.iter("p") if e.get("class") == "done"]
    assert done.get("role") == "status" and "autofocus" in done.attrib
    assert done.get("tabindex") == "-1"


def test_a_talk_has_a_channel_of_its_own(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    Page(lead.get(f"/cases/{taken.case.number}/contact")).submit(
        lead, "Log this talk", channel="phone", minutes="10", note="Kurz"
    )
    history = page(lead, f"/cases/{taken.case.number}/history").main
    assert "Web form" in history and "Phone" not in history
