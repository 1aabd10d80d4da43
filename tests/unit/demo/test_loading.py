"""Loading: the same seed, any size, and never into somebody's real office."""

import json
import stat
from typing import Any

import pytest
from flask import Flask

from intake import create_app
from intake.config import CannotStart, Config
from intake.database import begin_writing, db
from intake.demo.fates import apportion
from intake.demo.loading import CODES, load
from intake.demo.prepare import prepare_demo
from intake.demo.staff import ACCOUNTS, STAFF
from intake.installing import new_setup_link
from intake.models.case import Case
from intake.models.confirmation import confirmed_keys
from intake.models.member import Member, MemberState, new_lock, unlock
from intake.models.message import Message
from intake.models.office_key import Grant, Installation
from intake.models.receipt import Receipt
from intake.models.text_module import TextModule
from intake.vault import open_code, parse_code
from tests.make import Clock, Maker
from tests.unit.demo.offices import DemoOffice, MakeDemo


def told(office: DemoOffice) -> list[Any]:
    """All that a person sees of an office."""
    names = {member.uuid: member.name for member in Member.active()}
    seen: list[Any] = []
    for opened in office.cases:
        case, keys = opened.case, opened.keys
        words = [message.body.get(keys) for message in Message.of_case(case.uuid)]
        seen.append(
            (case.number, case.status, case.received_at, case.closed_at, case.next_action_due,
             names.get(case.lead_uuid), opened.identity, opened.profile, opened.asked, words)
        )  # fmt: skip
    return seen


def test_the_same_seed_makes_the_same_office(make_demo: MakeDemo) -> None:
    first = told(make_demo(60, seed=7))
    assert told(make_demo(60, seed=7)) == first
    assert told(make_demo(60, seed=8)) != first


def test_the_hour_of_the_day_does_not_matter(make_demo: MakeDemo, clock: Clock) -> None:
    morning = told(make_demo(30, clock()))
    assert told(make_demo(30, clock.forward(hours=9))) == morning


@pytest.mark.parametrize("cases", [1, 2, 17, 120])
def test_any_size(make_demo: MakeDemo, cases: int) -> None:
    assert len(make_demo(cases).cases) == cases


def test_as_many_open_as_wished(make_demo: MakeDemo) -> None:
    office = make_demo(40, open_cases=40)
    assert [opened.case.is_open for opened in office.cases] == [True] * 40


def test_the_office_is_set_up(whole: DemoOffice) -> None:
    office = whole.desk.office
    assert Installation.the().is_open
    assert confirmed_keys(office) >= {k for k, known in office.confirmable.items() if not known}
    holders = {grant.member_uuid for grant in db.session.query(Grant)}
    assert holders == {m.uuid for m in Member.active() if m.holds_keys} | {None}


def test_the_accounts_sign_in(whole: DemoOffice) -> None:
    path = whole.config.instance / ACCOUNTS
    accounts = json.loads(path.read_text("utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {account["role"] for account in accounts} == {"adviser", "coordinator", "auditor"}
    assert len(accounts) == len(STAFF)
    for account in accounts:
        assert account.keys() == {"role", "email", "password", "totp_secret"}
        assert account["totp_secret"] is None
        assert len(account["password"]) >= 12
        member = Member.by_email(account["email"])
        assert member and member.role == account["role"]
        assert unlock(member, MemberState.ACTIVE, account["password"], whole.now)


def test_the_codes_open_the_talk_of_open_cases(whole: DemoOffice) -> None:
    path = whole.config.instance / CODES
    codes = json.loads(path.read_text("utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({code["language"] for code in codes}) >= 5
    for entry in codes:
        code = open_code(parse_code(entry["code"]), whole.desk.keys.pepper)
        keys = Receipt.open(code, whole.now, whole.desk.office.thresholds.code_days)
        case = Case.by_number(entry["number"])
        assert keys and case and case.is_open
        assert case.asked.get(keys)["question"]


def test_a_second_start_reuses_the_office(
    whole: DemoOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare_demo(whole.app, whole.config)
    printed = capsys.readouterr().out
    assert all(person.account.email in printed for person in STAFF)
    assert all(person.password in printed for person in STAFF)
    assert db.session.query(Case).count() == 900


def test_it_says_when_the_first_start_was_stopped(make_demo: MakeDemo) -> None:
    office = make_demo(5)
    (office.config.instance / CODES).unlink()
    with pytest.raises(CannotStart, match="was not finished"):
        prepare_demo(office.app, office.config)


def test_it_prints_some_codes(
    app: Flask, config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = load(app, config, 60, 1, 20)
    assert len(codes) >= 3
    assert capsys.readouterr().out == ""


def test_it_refuses_an_office_with_cases(make_demo: MakeDemo) -> None:
    office = make_demo(5)
    with pytest.raises(CannotStart, match="has cases already"):
        load(office.app, office.config, 5)
    assert db.session.query(Case).count() == 5


def test_it_refuses_a_real_office(app: Flask, config: Config, make: Maker) -> None:
    make.case()
    with pytest.raises(CannotStart, match="has cases already"):
        prepare_demo(app, config)
    assert db.session.query(Case).count() == 1
    assert not (config.instance / ACCOUNTS).exists()


def test_it_refuses_a_real_office_without_cases(app: Flask, config: Config, make: Maker) -> None:
    member = make.member(STAFF[0].role, "Vera Wirklich")
    with pytest.raises(CannotStart, match="is not a demo office"):
        load(app, config, 5)
    assert Member.active() == [member.member]


def test_it_refuses_an_office_that_waits_for_its_set_up(app: Flask, config: Config) -> None:
    assert new_setup_link(app, "http://127.0.0.1:8000")
    with pytest.raises(CannotStart, match="is not a demo office"):
        load(app, config, 5)
    assert Member.active() == []


def test_it_refuses_settings_that_lack_what_the_stories_need(config: Config) -> None:
    text = config.office_file.read_text("utf-8")
    config.office_file.write_text(text.replace('code = "letters"', 'code = "paper"'), "utf-8")
    app = create_app(config)
    with pytest.raises(CannotStart, match="topics lack letters"):
        load(app, config, 5)


def test_cases_can_be_loaded_into_an_empty_demo_office(make_demo: MakeDemo) -> None:
    office = make_demo(0)
    load(office.app, office.config, 5)
    assert len(office.cases) == 5


def test_it_refuses_a_demo_office_whose_accounts_were_changed(make_demo: MakeDemo) -> None:
    office = make_demo(0)
    begin_writing()
    pair, locked = new_lock("ein anderes Passwort")
    coordinator = Member.by_email(STAFF[0].account.email)
    assert coordinator
    coordinator.hand_over(pair, locked, office.keyring)
    db.session.commit()
    with pytest.raises(CannotStart, match="accounts of this demo office were changed"):
        load(office.app, office.config, 5)


def test_shares_are_split_without_rest() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) in [
        {"a": 4, "b": 3, "c": 3}, {"a": 3, "b": 4, "c": 3}, {"a": 3, "b": 3, "c": 4},
    ]  # fmt: skip
    assert apportion(0, {"a": 1}) == {"a": 0}


def test_there_are_text_modules_to_try_one_of_them_outdated(make_demo: MakeDemo) -> None:
    make_demo(1)
    modules = TextModule.everything()
    assert len(modules) == 4 and all(module.in_language("en") for module in modules)
    outdated = [m.title for m in modules if any(v.is_outdated for v in m.versions)]
    assert outdated == ["Brief mitbringen"]
