"""Linking two cases, and merging one into the other: what each code opens afterwards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.closure import Ending, close
from intake.models.conflict import Conflict
from intake.models.event import Verb
from intake.models.merged import Link, Merged, leading_talk
from intake.models.message import Message, Words, send
from intake.models.restriction import restrict
from intake.vault import CannotOpen, CaseKeys
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import case_now, count, details_of, fresh, page, signed_in, verbs_of
from tests.http.forms.residents import Resident
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


@pytest.fixture
def first(make: Maker, cast: Cast) -> MadeCase:
    """The case that leads."""
    return make.taken_case(cast.lead, question="The first question")


@pytest.fixture
def second(make: Maker) -> MadeCase:
    """The same person asks again."""
    return make.case(question="The second question")


@pytest.fixture
def resident(app: Flask, clock: Clock) -> Resident:
    return Resident(app.test_client(), clock)


def asking(client: FlaskClient, case: MadeCase, leading: MadeCase) -> Page:
    """The question before a merge."""
    form = page(client, f"/cases/{case.case.number}/link").form("Go on")
    form.fill(other=leading.case.number, same_person="y")
    return Page(form.send(client))


def merged(client: FlaskClient, case: MadeCase, leading: MadeCase) -> Page:
    return Page(asking(client, case, leading).form("Merge for good").send(client))


def linked(client: FlaskClient, case: MadeCase, other: str) -> Page:
    form = page(client, f"/cases/{case.case.number}/link").form("Go on")
    return Page(form.fill(other=other).send(client))


def say(make: Maker, cast: Cast, made: MadeCase, text: str) -> None:
    begin_writing()
    case = case_now(made.case.number)
    begin_writing()
    words = Words(text=text, lang="en")
    send(case, made.keys, words, cast.lead.actor, make.office, make.clock())
    db.session.commit()


def talk_of(made: MadeCase) -> CaseKeys:
    """What the code of a case opens at first."""
    return CaseKeys.talk_only(made.keys.case_uuid, made.keys.talk)


def test_merging_asks_once_and_closes_the_case_as_a_duplicate(
    lead: FlaskClient, first: MadeCase, second: MadeCase
) -> None:
    asked = asking(lead, second, first)
    assert f"Merge case {second.case.number} into {first.case.number}?" in asked.main
    assert "This cannot be taken back." in asked.main and count(Merged) == 0
    done = Page(asked.form("Merge for good").send(lead))
    assert done.flash == "This case is merged and closed."
    assert f"This case was merged. It goes on in case {first.case.number}" in done.main
    assert case_now(second.case.number).status == "closed"
    facts = details_of(second, Verb.CLOSED)
    assert (facts["reason"], facts["leading_case"]) == ("duplicate", first.case.number)
    there = page(lead, f"/cases/{first.case.number}").main
    assert f"Case {second.case.number} was merged into this one" in there
    assert f"Merged into this case{second.case.number}" in there
    # Entries stay where they are.
    assert "The second question" not in there and "The second question" in done.main


def test_both_cases_stand_side_by_side_before_they_are_merged(
    lead: FlaskClient, make: Maker, first: MadeCase
) -> None:
    second = make.case(identity={"alias": "Selam T.", "phone": "+41 79 555 01 23"}, language="de")
    shown = page(lead, f"/cases/{second.case.number}/link?other={first.case.number}")
    for compared in (shown, asking(lead, second, first)):
        rows = " | ".join(compared.texts("tr"))
        assert "NameSelam T.Selam |" in rows
        assert "Phone+41 79 555 01 23+41 79 555 01 23 the same |" in rows
        (language,) = (row for row in compared.texts("tr") if row.startswith("Language"))
        assert "the same" not in language
    itself = page(lead, f"/cases/{second.case.number}/link?other={second.case.number}")
    assert itself.status == 200 and "side by side" not in itself.main


def test_the_code_of_a_merged_case_opens_both(
    lead: FlaskClient, make: Maker, cast: Cast, resident: Resident, clock: Clock,
    first: MadeCase, second: MadeCase,
) -> None:  # fmt: skip
    say(make, cast, second, "Answer to the second")
    clock.forward(minutes=1)
    say(make, cast, first, "Answer to the first")
    merged(lead, second, first)
    shown = resident.enter(second.code)
    for words in ("Answer to the first", "Answer to the second", "The first question",
                  "The second question"):  # fmt: skip
        assert words in shown.main
    assert "We are working on your question." in shown.main
    assert "Withdraw the request" not in shown.main
    clock.forward(minutes=1)
    assert "And now?" in resident.write("And now?").main
    fresh()
    texts = [m.body.get(first.keys)["text"] for m in Message.of_case(first.keys.case_uuid)]
    assert texts == ["And now?", "Answer to the first"] and case_now(first.case.number).unread
    other = resident.enter_again(first.code)
    assert "The second question" not in other.main and "Answer to the second" not in other.main


def test_a_link_opens_nothing(
    lead: FlaskClient, make: Maker, cast: Cast, resident: Resident,
    first: MadeCase, second: MadeCase,
) -> None:  # fmt: skip
    say(make, cast, first, "Answer to the first")
    done = linked(lead, second, first.case.number)
    assert done.flash == "The two cases are linked."
    assert f"Linked with{first.case.number}" in done.main
    assert f"Linked with{second.case.number}" in page(lead, f"/cases/{first.case.number}").main
    assert case_now(second.case.number).is_open and count(Merged) == 0
    assert leading_talk(talk_of(second)) == talk_of(second)
    shown = resident.enter(second.code)
    assert "The second question" in shown.main and "first" not in shown.main


def test_a_duplicate_of_somebody_else_opens_nothing(
    make: Maker, cast: Cast, resident: Resident, first: MadeCase, second: MadeCase
) -> None:
    begin_writing()
    ending = Ending("duplicate", leading_case=first.case.number)
    case = case_now(second.case.number)
    begin_writing()
    close(case, second.keys, ending, cast.lead.actor, make.office, make.clock())
    db.session.commit()
    assert "The first question" not in resident.enter(second.code).main


def test_the_wrapped_key_is_for_this_pair_of_cases_alone(
    lead: FlaskClient, make: Maker, first: MadeCase, second: MadeCase
) -> None:
    merged(lead, second, first)
    fresh()
    row = db.session.get(Merged, second.keys.case_uuid)
    assert row is not None
    opened = leading_talk(talk_of(second))
    assert (opened.talk, opened.case) == (first.keys.talk, None)
    stranger = talk_of(make.case())
    for keys, leading in ((stranger, first), (talk_of(second), second), (talk_of(first), first)):
        with pytest.raises(CannotOpen):
            keys.shared_talk(leading.keys.case_uuid, row.talk_key_wrapped)


def test_a_chain_leads_to_its_end(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, resident: Resident, clock: Clock,
    first: MadeCase, second: MadeCase,
) -> None:  # fmt: skip
    third = make.case(question="The third question")
    merged(lead, third, second)
    merged(lead, second, first)
    fresh()
    assert leading_talk(talk_of(third)).talk == first.keys.talk
    assert "The first question" in resident.enter(third.code).main
    shown = page(lead, f"/cases/{third.case.number}").main
    assert f"It goes on in case {first.case.number}" in shown
    # Long after the duplicate was closed its code lives, as long as the leading case goes on.
    clock.forward(days=100)
    assert "The third question" in resident.enter_again(third.code).main


def test_a_merge_is_not_taken_back(lead: FlaskClient, first: MadeCase, second: MadeCase) -> None:
    going_on = page(lead, f"/cases/{second.case.number}").h1
    merged(lead, second, first)
    shown = page(lead, f"/cases/{second.case.number}")
    assert going_on == shown.h1 and "Reopen" not in shown.main
    form = page(lead, f"/cases/{second.case.number}/reopening").form("Reopen")
    again = Page(form.fill(reason="not_solved").send(lead))
    assert again.status == 409 and f"goes on in case {first.case.number}" in again.summary


def test_neither_into_itself_nor_in_a_circle_nor_twice(
    lead: FlaskClient, first: MadeCase, second: MadeCase
) -> None:
    for tick in ("y", None):
        form = page(lead, f"/cases/{second.case.number}/link").form("Go on")
        again = Page(form.fill(other=second.case.number, same_person=tick).send(lead))
        assert (again.status, again.errors) == (422, ["This is the number of the case itself."])
    asked, back = asking(lead, second, first), asking(lead, first, second)
    form = asked.form("Merge for good")
    assert Page(form.send(lead)).flash == "This case is merged and closed."
    circle = Page(back.form("Merge for good").send(lead))
    assert circle.errors == ["That case was merged into this one already."]
    assert case_now(first.case.number).is_open and count(Merged) == 1
    # A second click changes nothing; another tab is told.
    assert Page(form.send(lead)).flash == "This case is merged and closed."
    other_tab = asking(lead, second, first)
    assert Page(other_tab.form("Merge for good").send(lead)).status == 409
    assert verbs_of(second)[Verb.CLOSED] == 1 and verbs_of(first)[Verb.CHANGED] == 1


@pytest.mark.parametrize("number", ["2026-9999", "x", "' OR 1=1", "2026-0001 "])
def test_an_unknown_number_is_said_beside_the_field(
    lead: FlaskClient, first: MadeCase, second: MadeCase, number: str
) -> None:
    again = linked(lead, second, number)
    known = number.strip() == first.case.number
    assert (again.status, again.errors) == (
        (200, []) if known else (422, ["There is no case with this number."])
    )


def test_a_closed_case_does_not_lead(
    lead: FlaskClient, make: Maker, cast: Cast, first: MadeCase, second: MadeCase
) -> None:
    asked = asking(lead, second, first)
    close_now(make, first, cast.lead)
    again = Page(asked.form("Merge for good").send(lead))
    assert again.status == 422 and "That case is closed." in again.errors[0]
    assert case_now(second.case.number).is_open


def conflict(make: Maker, cast: Cast, made: MadeCase) -> None:
    Conflict.note(made.keys.case_uuid, cast.coordinator.member.uuid, make.clock())


def restricted(make: Maker, cast: Cast, made: MadeCase) -> None:
    restrict(made.case, made.keys, "Why", [], cast.lead.actor, make.clock())


@pytest.mark.parametrize("hide", [conflict, restricted])
def test_nobody_joins_a_case_that_is_hidden_from_them(
    coordinator: FlaskClient, make: Maker, cast: Cast, first: MadeCase, second: MadeCase, hide
) -> None:  # type: ignore[no-untyped-def]
    begin_writing()
    hide(make, cast, first)
    db.session.commit()
    for again in (
        linked(coordinator, second, first.case.number),
        asking(coordinator, second, first),
    ):
        assert again.errors == ["You do not see that case. Ask the coordinator."]
    assert count(Link) == count(Merged) == 0


def test_a_link_to_a_hidden_case_is_not_shown(
    lead: FlaskClient, outsider: FlaskClient, make: Maker, cast: Cast,
    first: MadeCase, second: MadeCase,
) -> None:  # fmt: skip
    linked(lead, second, first.case.number)
    begin_writing()
    Conflict.note(first.keys.case_uuid, cast.outsider.member.uuid, make.clock())
    db.session.commit()
    shown = page(outsider, f"/cases/{second.case.number}")
    assert shown.status == 200 and "Linked" not in shown.texts("dl")[0]


def test_a_conflict_goes_over_to_the_other_case(
    lead: FlaskClient, app: Flask, make: Maker, cast: Cast, first: MadeCase, second: MadeCase
) -> None:
    begin_writing()
    Conflict.note(second.keys.case_uuid, cast.outsider.member.uuid, make.clock())
    db.session.commit()
    merged(lead, second, first)
    client = signed_in(app.test_client(), make, cast.outsider)
    assert page(client, f"/cases/{first.case.number}").status == 403


def test_a_case_is_not_merged_under_a_lead_who_must_not_see_it(
    coordinator: FlaskClient, make: Maker, cast: Cast, first: MadeCase, second: MadeCase
) -> None:
    begin_writing()
    Conflict.note(second.keys.case_uuid, cast.lead.member.uuid, make.clock())
    db.session.commit()
    again = merged(coordinator, second, first)
    assert "The lead of that case must not see this one." in again.errors[0]
    assert case_now(second.case.number).is_open
