"""Several cases assigned at once: ticked in the list, asked about on one page, each by itself."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.access import AccessEntry
from intake.models.conflict import Conflict
from intake.models.event import Verb
from intake.models.member import Member
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import (
    as_stranger,
    case_now,
    count,
    details_of,
    page,
    post,
    twice,
    verbs_of,
)
from tests.make import MadeCase, MadeMember, Maker
from tests.page import Form, Page

NEW = "/cases/?tab=new"


def ticked(client: FlaskClient, *made: MadeCase, address: str = NEW) -> Page:
    """The page that asks, after ticking these cases in the list."""
    form = page(client, address).form("Assign the ticked")
    numbers = {one.case.number for one in made}
    ticks = [v for v in form.choices("case") if v.partition(".")[0] in numbers]
    assert len(ticks) == len(made)
    return Page(form.fill(case=ticks).send(client))


def filled(asking: Page, to: MadeMember, conflict: str = "no") -> Form:
    form = asking.form("Assign")
    for name in [n for n in form.data if n.endswith("-topic")]:
        form.fill(**{name: "work"})
    return form.fill(lead=str(to.member.uuid), conflict=conflict)


def parsed(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def leads(*made: MadeCase) -> list[str]:
    found = (case_now(one.case.number).lead_uuid for one in made)
    return [str(uuid) if uuid else "" for uuid in found]


def test_ticked_cases_are_assigned_on_one_page(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = [make.case(topics=("german",)) for _ in range(3)]
    asking = ticked(coordinator, *made[:2])
    form = asking.form("Assign 2 cases")
    assert form.value(f"{made[0].case.number}-topic") == "german"
    assert form.value(f"{made[0].case.number}-urgency") == "normal"
    assert made[2].case.number not in asking.main
    form.fill(lead=str(cast.lead.member.uuid), conflict="no")
    done = Page(form.fill(**{f"{made[1].case.number}-urgency": "urgent"}).send(coordinator))
    assert done.flash == "2 cases assigned to Lena Lead." and done.h1 == "Cases"
    assert leads(*made) == [str(cast.lead.member.uuid)] * 2 + [""]
    assert details_of(made[1], Verb.ASSIGNED)["urgency"] == "urgent"
    assert [verbs_of(one)[Verb.ASSIGNED] for one in made] == [1, 1, 0]
    logged = [row for row in AccessEntry.page(None, 50) if row.permission == "assign"]
    assert {row.case_uuid for row in logged} == {one.keys.case_uuid for one in made[:2]}


def test_the_list_is_where_it_was(coordinator: FlaskClient, make: Maker, cast: Cast) -> None:
    made = [make.case() for _ in range(52)]
    second = page(coordinator, NEW).link("Show 50 more")
    form = page(coordinator, second).form("Assign the ticked")
    form.fill(case=sorted(form.choices("case")))
    done = Page(filled(Page(form.send(coordinator)), cast.lead).send(coordinator))
    assert "after=" in done.response.request.full_path
    assert done.response.request.args.to_dict() == parsed(second)
    assert done.flash == "2 cases assigned to Lena Lead."
    assert leads(*made).count("") == 50


def test_a_topic_that_is_open_has_to_be_chosen(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    clear, open_one = make.case(topics=("german",)), make.case(topics=("german", "work"))
    form = ticked(coordinator, clear, open_one).form("Assign")
    again = Page(form.fill(lead=str(cast.lead.member.uuid), conflict="no").send(coordinator))
    assert again.status == 422 and "Check 1 case below." in again.summary
    assert again.errors == ["Choose the main topic."]
    assert again.form("Assign").value("lead") == str(cast.lead.member.uuid)
    assert leads(clear, open_one) == ["", ""]
    assert Page(form.fill(lead="", conflict=None).send(coordinator)).status == 422


def test_a_conflict_is_noted_for_that_case_and_the_others_are_assigned(
    coordinator: FlaskClient, lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = [make.case(), make.case()]
    form = filled(ticked(coordinator, *made), cast.lead, "some")
    form.data[f"{made[0].case.number}-conflict"] = []
    undecided = Page(form.send(coordinator))
    assert undecided.status == 422 and "do not fit together" in undecided.summary
    form.fill(**{f"{made[0].case.number}-conflict": "y"})
    done = Page(form.send(coordinator))
    assert "1 case assigned to Lena Lead." in done.flash
    assert f"now sees only the number: {made[0].case.number}" in done.flash
    assert leads(*made) == ["", str(cast.lead.member.uuid)]
    assert page(lead, f"/cases/{made[0].case.number}").status == 403


def close(made: MadeCase, make: Maker, cast: Cast) -> None:
    close_now(make, made, cast.outsider)


def take(made: MadeCase, make: Maker, cast: Cast) -> None:
    begin_writing()
    case_now(made.case.number)
    db.session.rollback()
    begin_writing()
    case = db.session.get_one(type(made.case), made.keys.case_uuid)
    case.lead_uuid, case.status = cast.outsider.member.uuid, "in_progress"
    db.session.commit()


def hide(made: MadeCase, make: Maker, cast: Cast) -> None:
    begin_writing()
    Conflict.note(made.keys.case_uuid, cast.coordinator.member.uuid, make.clock())
    db.session.commit()


def shut(made: MadeCase, make: Maker, cast: Cast) -> None:
    begin_writing()
    listed = [cast.coordinator.member.uuid]
    restrict(made.case, made.keys, "Why", listed, cast.outsider.actor, make.clock())
    db.session.commit()


def near(made: MadeCase, make: Maker, cast: Cast) -> None:
    begin_writing()
    Conflict.note(made.keys.case_uuid, cast.lead.member.uuid, make.clock())
    db.session.commit()


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (close, "Closed meanwhile: {}"),
        (take, "Changed by somebody meanwhile, look once more: {}"),
        (hide, "You may not assign this case, or no longer: {}"),
        (shut, "Restricted, to be assigned on its own page: {}"),
        (near, "has a conflict of interest, or has left: {}"),
    ],
)
def test_what_changed_meanwhile_is_told_and_not_overwritten(
    coordinator: FlaskClient,
    make: Maker,
    cast: Cast,
    meanwhile: Callable[[MadeCase, Maker, Cast], None],
    words: str,
) -> None:
    made = [make.case(), make.case()]
    form = filled(ticked(coordinator, *made), cast.lead)
    meanwhile(made[0], make, cast)
    before = case_now(made[0].case.number).lead_uuid
    done = Page(form.send(coordinator))
    assert done.flash == "1 case assigned to Lena Lead."
    assert "Not assigned. " in done.main and words.format(made[0].case.number) in done.main
    assert case_now(made[0].case.number).lead_uuid == before
    assert verbs_of(made[0])[Verb.ASSIGNED] == 0


def test_who_has_left_is_not_offered_any_more(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    form = filled(ticked(coordinator, made), cast.lead)
    begin_writing()
    db.session.get_one(Member, cast.lead.member.uuid).leave(make.clock())
    db.session.commit()
    again = Page(form.send(coordinator))
    assert again.status == 422 and "cannot lead cases any more" in again.summary
    assert again.form("Assign").value(f"{made.case.number}-topic") == "work"
    assert str(cast.lead.member.uuid) not in again.form("Assign").choices("lead")
    assert str(cast.auditor.member.uuid) not in again.form("Assign").choices("lead")


def test_a_double_click_assigns_once_and_says_the_same(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = [make.taken_case(cast.lead), make.taken_case(cast.lead)]
    form = filled(ticked(lead, *made, address="/cases/"), cast.coordinator)
    first, second = twice(form, lead)
    assert first.status_code == second.status_code == 303
    assert set(page(lead, "/cases/").texts(css="done")) == {"2 cases assigned to Cora Coordinator."}
    assert [verbs_of(one)[Verb.ASSIGNED] for one in made] == [1, 1]


def test_two_tabs_do_not_overwrite_each_other(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    here, there = (filled(ticked(coordinator, made), to) for to in (cast.lead, cast.outsider))
    assert "1 case assigned" in Page(here.send(coordinator)).flash
    done = Page(there.send(coordinator))
    assert done.flash == "" and f"look once more: {made.case.number}" in done.main
    assert leads(made) == [str(cast.lead.member.uuid)]


def test_an_adviser_assigns_new_cases_to_themselves_and_own_ones_to_anybody(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    new, own, theirs = make.case(), make.taken_case(cast.lead), make.taken_case(cast.outsider)
    team = page(lead, "/cases/?tab=team").form("Assign the ticked")
    offered = {value.partition(".")[0] for value in team.choices("case")}
    assert offered == {new.case.number, own.case.number}
    own_uuid, other = str(cast.lead.member.uuid), str(cast.coordinator.member.uuid)
    asking = ticked(lead, new, own, address="/cases/?tab=team")
    assert asking.form("Assign").choices("lead") == {own_uuid}
    asking = ticked(lead, own, address="/cases/")
    assert other in asking.form("Assign").choices("lead")
    form = filled(ticked(lead, new), cast.lead)
    form.data |= {"lead": [other]}
    assert Page(form.send(lead)).status == 422 and leads(new) == [""]
    form.data |= {"lead": [own_uuid], "case": [f"{theirs.case.number}.in_progress.x"]}
    form.data |= {
        f"{theirs.case.number}-{k}": [v] for k, v in (("topic", "work"), ("urgency", "normal"))
    }
    done = Page(form.send(lead))
    assert f"You may not assign this case, or no longer: {theirs.case.number}" in done.main
    assert leads(theirs) == [str(cast.outsider.member.uuid)]


def test_a_hidden_case_ticked_by_address_shows_its_number_only(
    outsider: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    number = taken.case.number
    asking = page(outsider, f"/cases/assignments?case={number}.in_progress.x&case=2026-9999.a.b")
    assert "Selam" not in asking.text and not asking.root.findall(".//table")
    assert f"You may not assign this case, or no longer: {number}" in asking.main
    assert "There is no such case: 2026-9999" in asking.main


def test_restricted_cases_are_marked_and_not_ticked(
    lead: FlaskClient, outsider: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead)
    assert page(lead, "/cases/").form("Assign the ticked").choices("case")
    begin_writing()
    restrict(made.case, made.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    queue = page(lead, "/cases/")
    assert queue.texts("span", css="mark") == ["Restricted"]
    assert not any("assignments" in form.address and form.data for form in queue.forms)
    assert "Restricted" not in page(outsider, "/cases/?tab=team").main


@pytest.mark.parametrize(
    "value", ["", ".", "x" * 500, "2026-0001", "%00..", "2026-0001.received.'"]
)
def test_made_up_ticks_are_refused(coordinator: FlaskClient, make: Maker, value: str) -> None:
    make.case()
    asking = page(coordinator, f"/cases/assignments?case={value}")
    assert asking.status == 200 and not asking.root.findall(".//table")
    assert "Left out" in asking.main


def test_five_hundred_ticks_are_too_many_at_once(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    form = filled(ticked(coordinator, made), cast.lead)
    form.data["case"] += [f"2026-{number:04d}.received." for number in range(5000, 5500)]
    again = Page(form.send(coordinator))
    assert again.status == 422 and "Too many at once" in again.main
    assert leads(made) == [""] and again.form("Assign 1 case")


def test_the_front_door(
    client: FlaskClient, coordinator: FlaskClient, auditor: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    assert "No case is ticked." in page(coordinator, "/cases/assignments").main
    form = filled(ticked(coordinator, made), cast.lead)
    assert as_stranger(coordinator, form).status_code == 403
    assert post(coordinator, "/cases/assignments", {"case": "x"}).status_code == 400
    assert auditor.get("/cases/assignments").status_code == 403
    assert client.get("/cases/assignments").status_code == 303
    assert leads(made) == [""] and count(Conflict) == 0
