"""What the office answers about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from intake.i18n import Text
from intake.office import Choice, Choices, Office, read_office


def test_numbers_not_confirmed_are_not_shown_but_replaced(office: Office) -> None:
    shown = office.shown_emergency(set())
    assert [number.number for number in shown] == ["117", "144", "062 835 47 90", "143", "147"]
    assert shown[2].link == "tel:+41628354790"


def test_a_number_that_a_coordinator_confirmed_takes_its_place(office: Office) -> None:
    shown = office.shown_emergency({"emergency.violence"})
    assert [number.link for number in shown] == [
        "tel:117",
        "tel:144",
        "tel:142",
        "tel:143",
        "tel:147",
    ]


def test_neither_number_nor_stand_in_is_shown_unconfirmed(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    sure = 'number = "062 835 47 90"\nconfirmed = true'
    assert sure in example
    path.write_text(example.replace(sure, sure.replace("true", "false")), encoding="utf-8")
    office = read_office(path)
    assert len(office.shown_emergency(set())) == 4
    assert len(office.shown_emergency({"emergency.victim_support"})) == 5


def test_facts_to_confirm_have_keys(office: Office) -> None:
    unsure = {key for key, confirmed in office.confirmable.items() if not confirmed}
    assert unsure == {
        "contact.email",
        "emergency.violence",
        "hours",
        "promises.first_response",
        "promises.interpreter_free",
        "grant",
        "other_offices.aarau",
        "other_offices.canton",
    }
    assert not office.is_confirmed("hours", set())
    assert office.is_confirmed("hours", {"hours"})
    assert office.is_confirmed("emergency.police", set())
    with pytest.raises(KeyError):
        office.is_confirmed("hour", {"hour"})


def test_persons_are_told_how_long_their_own_words_are_kept(office: Office) -> None:
    assert office.longest_for_persons.days == 1096
    assert max(entry.days for entry in office.retention.values()) > 1096


def test_the_longest_retention_wins(office: Office) -> None:
    assert office.retention_class(None, "short", "advice").code == "advice"
    assert office.retention_class("long_advice", "short_advice").days == 1096


def test_spam_goes_early_whatever_else_fits(office: Office) -> None:
    assert office.retention_class("long_advice", "discarded", "expert_work").days == 30


def test_without_any_rule_nothing_is_destroyed_early(office: Office) -> None:
    longest = max(entry.days for entry in office.retention.values())
    assert office.retention_class(None, None).days == longest


def test_marked_entries_are_found_by_their_mark(office: Office) -> None:
    assert office.web_channel.code == "web"
    assert office.default_urgency.response_days == 2
    assert office.withdrawn_reason.at_triage
    assert office.actor("case_lead").label["en"] == "Case lead"


def test_retired_entries_keep_their_label_but_can_not_be_chosen() -> None:
    old = Choice("old", Text({"de": "Alt"}), retired=True)
    new = Choice("new", Text({"de": "Neu"}))
    choices = Choices([old, new])
    assert choices["old"].label["de"] == "Alt"
    assert choices.active == (new,)
    assert list(choices) == ["old", "new"]
    assert "other" not in choices


def test_languages_no_longer_offered_keep_their_names(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    text = example.replace('"de", "sq", "ar",', '"de", "ar",', 1)
    path.write_text(text.replace("# retired = []", 'retired = ["sq"]'), encoding="utf-8")
    office = read_office(path)
    assert office.spoken_languages["sq"].own_name == "shqip"
    assert "sq" not in [language.code for language in office.spoken_languages.active]


def test_an_office_can_add_a_spoken_language(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    added = (
        '[[spoken_languages.added]]\ncode = "gsw"\nown_name = "Schwiizertüütsch"\n'
        'label.de = "Schweizerdeutsch"\ntag = "de"\n'
    )
    path.write_text(f"{example}\n{added}", encoding="utf-8")
    language = read_office(path).spoken_languages["gsw"]
    assert (language.own_name, language.tag, language.direction) == (
        "Schwiizertüütsch",
        "de",
        "ltr",
    )


def test_an_added_spoken_language_takes_no_unknown_key(faults: Callable[..., list[str]]) -> None:
    block = '[[spoken_languages.added]]\ncode = "gsw"\nown_name = "x"\nlabel.de = "x"\nname = "x"'
    assert faults("# Limits of the work", f"{block}\n# Limits of the work") == [
        'spoken_languages.added[gsw].name: there is no such key; did you mean "own_name"?'
    ]


def test_an_office_can_not_be_changed(office: Office) -> None:
    with pytest.raises(FrozenInstanceError):
        office.thresholds.k = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        office.topics["x"] = office.topics["work"]  # type: ignore[index]
