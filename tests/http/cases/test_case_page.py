import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.access import AccessEntry, AccessKind
from intake.models.case import Identity
from intake.models.event import Verb
from intake.models.reach import change_reach
from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.cases.worst import WORST
from tests.http.desk import case_now, fresh, page, verbs_of
from tests.make import MadeCase, Maker
from tests.page import Page


def shown(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}")


def test_it_says_where_the_case_stands_and_how_to_reach_the_client(
    lead: FlaskClient, taken: MadeCase
) -> None:
    case = shown(lead, taken)
    assert case.h1 == f"Case {taken.case.number}"
    for words in ("In progress", "Case lead: Lena Lead", "Next: You", "+41 79 555 01 23"):
        assert words in case.main, words
    assert "Do not speak on the voicemail." in case.main
    assert "How do I find a German course?" in case.main
    assert case.link("+41 79 555 01 23") == "tel:+41795550123"


def test_the_number_is_called_only_after_a_look_at_what_the_client_wishes(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    free = Identity(phone="+41 79 555 01 23", voicemail=True)
    for identity, words in (
        (free, "+41 79 555 01 23"),
        (free | Identity(times="after 18:00"), "I keep to this and call +41 79 555 01 23"),
        (free | Identity(discreet=True), "I keep to this and call +41 79 555 01 23"),
        (free | Identity(voicemail=False), "I keep to this and call +41 79 555 01 23"),
    ):
        case = shown(lead, make.taken_case(cast.lead, identity=identity))
        calls = [text for text, address in case.links if address == "tel:+41795550123"]
        assert calls == [words]
        folded = [text for text in case.texts("details") if "I keep to this" in text]
        assert len(folded) == (identity is not free)


def test_it_says_that_the_client_has_changed_how_to_be_reached(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    assert "The person changed this" not in shown(lead, taken).main
    begin_writing()
    fresh_case = case_now(taken.case.number)
    change_reach(fresh_case, taken.keys, {"phone": "+41 79 555 01 99"}, make.clock())
    db.session.commit()
    case = shown(lead, taken)
    assert "The person changed this on " in case.main
    assert "How to reach the person has changed" in case.main
    assert "+41 79 555 01 99" in case.main and "01 23" not in case.main


def test_its_opening_is_logged(lead: FlaskClient, cast: Cast, taken: MadeCase) -> None:
    shown(lead, taken)
    fresh()
    (entry,) = AccessEntry.of_case(taken.keys.case_uuid)
    assert (entry.kind, entry.member_uuid) == (AccessKind.OPENED, cast.lead.member.uuid)


def buttons(case: Page) -> set[str]:
    return {text for text, address in case.links if "/cases/" in address and len(text) > 3}


def test_only_what_is_possible_now_is_offered(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    new = buttons(shown(lead, make.case()))
    assert {"Take on", "Close", "Assign"} <= new and not {"Wait for …", "Reopen"} & new
    mine = buttons(shown(lead, taken))
    assert {"Wait for …", "Close", "Assign", "Access log"} <= mine and "Take on" not in mine
    other = buttons(shown(lead, make.taken_case(cast.coordinator)))
    assert "Mark as spam, test or duplicate" in other
    assert not {"Close", "Assign", "Access log", "Take on"} & other
    close_now(make, taken, cast.lead)
    closed = buttons(shown(coordinator, taken))
    assert "Reopen" in closed and not {"Close", "Assign", "Wait for …", "Take on"} & closed


def test_each_offered_page_opens(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    for made in (make.case(), make.taken_case(cast.lead), make.taken_case(cast.coordinator)):
        case = shown(lead, made)
        for text, address in case.links:
            if address.startswith(f"/cases/{made.case.number}/"):
                assert lead.get(address).status_code == 200, text


@pytest.mark.parametrize("worst", WORST, ids=str)
def test_any_name_and_any_question_are_shown_as_they_are(
    lead: FlaskClient, make: Maker, cast: Cast, worst: str
) -> None:
    text = WORST[worst]
    name = text[:100]
    made = make.taken_case(
        cast.lead, question=text, identity={"alias": name, "times": name, "phone": "1"}
    )
    case = shown(lead, made)
    assert " ".join(text.split()) in case.main and " ".join(name.split()) in case.main
    for path in ("/message", "/contact", "/note", "/summary"):
        assert page(lead, f"/cases/{made.case.number}{path}").status == 200
    sent = page(lead, f"/cases/{made.case.number}/message").submit(lead, "Send", body=text)
    assert sent.flash.startswith("Sent to") and page(lead, "/cases/").status == 200


def test_direction_marks_in_a_name_stay_within_it(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    override = "\N{RIGHT-TO-LEFT OVERRIDE}"
    made = make.taken_case(cast.lead, identity={"alias": f"{override}Selam", "code_only": True})
    page_ = page(lead, f"/cases/{made.case.number}/message")
    (button,) = [b for b in page_.texts("button") if "Send" in b]
    assert button == "Send to Selam"


def test_something_new_is_marked_until_it_is_read(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    write_as_client(make, taken, "Noch eine Frage")
    case = shown(lead, taken)
    assert "New answer" in case.main and "From Selam" in case.main
    assert case_now(taken.case.number).unread, "looking is not reading"
    done = case.submit(lead, "Mark as read")
    assert done.flash == "Marked as read." and "New answer" not in done.main
    assert verbs_of(taken)[Verb.CHANGED] == 1


def test_a_code_the_settings_no_longer_know_is_shown_as_it_is(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, municipality="atlantis", talk_places=["moon"])
    case = shown(lead, made)
    assert "atlantis" in case.main and "moon" in case.main


def test_the_access_log_shows_who_looked_and_who_was_refused(
    lead: FlaskClient, coordinator: FlaskClient, outsider: FlaskClient, taken: MadeCase
) -> None:
    shown(coordinator, taken)
    shown(outsider, taken)
    log = page(lead, f"/cases/{taken.case.number}/access-log")
    cells = log.texts("td")
    told = list(zip(cells[1::3], cells[2::3], strict=True))
    assert told == [
        ("Lena Lead", "opened"),
        ("Otto Outsider", "was refused"),
        ("Cora Coordinator", "opened"),
    ]
    assert "Selam" not in log.text


def test_a_colleague_does_not_read_the_log_of_anothers_case(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.coordinator)
    stub = page(lead, f"/cases/{made.case.number}/access-log")
    assert stub.status == 403 and "Your role does not allow this here." in stub.main
