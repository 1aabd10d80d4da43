"""The example that ships is a good file, and holds this office's facts."""

from __future__ import annotations

import pytest

from intake.office import Choice, Choices, Office

SHOWN_TO_RESIDENTS = ("topics", "requesters", "talk_places", "access_needs", "next_actors")


@pytest.mark.parametrize("name", SHOWN_TO_RESIDENTS)
def test_what_residents_read_is_there_in_every_offered_language(office: Office, name: str) -> None:
    choices: Choices[Choice] = getattr(office, name)
    for choice in choices.values():
        assert set(choice.label) >= {language.code for language in office.languages}, choice.code


def test_emergency_labels_and_answers_are_there_in_every_offered_language(office: Office) -> None:
    labels = [number.label for number in office.emergency]
    labels += [place.label for place in office.municipalities.values() if not place.ours]
    for label in labels:
        assert set(label) >= {language.code for language in office.languages}


def test_staff_labels_are_there_in_every_language_of_the_staff(office: Office) -> None:
    for name in Office.__dataclass_fields__:
        choices = getattr(office, name)
        if isinstance(choices, Choices) and name != "municipalities":
            for choice in choices.values():
                assert set(choice.label) >= set(office.staff_languages), (name, choice.code)


def test_it_is_responsible_for_twelve_municipalities(office: Office) -> None:
    ours = [place for place in office.municipalities.active if place.ours]
    assert len(ours) == 12
    assert sum(place.population or 0 for place in ours) == 66_726
    small = {place.code for place in ours if place.report_group == "small"}
    assert small == {"bottenwil", "uerkheim", "vordemwald", "wiliberg"}


def test_unverified_numbers_of_municipalities_are_marked(office: Office) -> None:
    unsure = {place.code for place in office.municipalities.values() if not place.bfs_confirmed}
    assert unsure == {"brittnau", "oftringen", "rothrist", "uerkheim", "vordemwald"}


def test_sensitive_topics_are_marked(office: Office) -> None:
    sensitive = {topic.code for topic in office.topics.values() if topic.sensitive}
    assert sensitive == {"health", "residence", "violence", "discrimination"}


def test_closing_at_triage_and_later_offer_different_reasons(office: Office) -> None:
    reasons = office.closing_reasons.active
    assert {reason.code for reason in reasons if reason.at_triage} == {
        "answered_at_once",
        "signposted",
        "not_responsible",
        "duplicate",
        "spam",
        "test",
        "withdrawn",
    }
    assert {reason.code for reason in reasons if not reason.counted} == {
        "duplicate",
        "spam",
        "test",
    }


def test_the_spoken_languages_have_their_own_names(office: Office) -> None:
    tigrinya = office.spoken_languages["ti"]
    assert (tigrinya.own_name, tigrinya.label["de"]) == ("ትግርኛ", "Tigrinya")
    assert office.spoken_languages["ckb"].direction == "rtl"
    assert len(office.spoken_languages.active) > 40
