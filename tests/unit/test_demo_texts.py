"""The words of the demo office: complete, in their own script, and nobody's real data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from intake.office import Choices, Office, read_office

INTAKE = Path(__file__).parents[2] / "intake"
FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((INTAKE / "demo_texts").glob("*.toml"))
}
CALLS: list[dict[str, Any]] = FILES.pop("short_calls")["short_call"]
SITUATIONS: list[dict[str, Any]] = [s for file in FILES.values() for s in file["situation"]]

TEXTS = {
    "key", "lang", "spoken", "kind", "requester", "question", "interpreter", "alias", "speaker",
    "reach", "answer", "note", "contact_note", "outcome", "closing_reason", "service_level",
}  # fmt: skip
REQUIRED = TEXTS | {"weight", "topics", "discreet", "contact_minutes"}
OPTIONAL = {
    "municipality", "phone", "email", "times", "voicemail", "answer_de", "followup", "waiting",
}  # fmt: skip
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ti": "ETHIOPIC", "ta": "TAMIL", "uk": "CYRILLIC"}
ONLY_IN = {
    "uk": ("іїє", "ыэъё"),
    "fa": ("پچگی", "يكة"),
    "ar": ("يةأ", "پچگی"),
    "tr": ("ğış", "ßñ"),
    "sq": ("ëç", "ßñş"),
    "pt": ("ãçõ", "ßñë"),
    "es": ("áéñ¿", "ßãë"),
    "de": ("äöü", "ßãñ"),
}
"""For a language: letters of which its texts have some, and letters of neighbours they lack."""

INVENTED_PHONE = re.compile(r"(079 555|\+41 62 555) \d\d \d\d")
INVENTED_EMAIL = re.compile(r"[a-z]+@example\.(org|ch)")


@pytest.fixture(scope="module")
def office() -> Office:
    return read_office(INTAKE / "office.toml")


each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s["key"])
each_language = pytest.mark.parametrize("language", sorted(FILES))


@each_situation
def test_it_is_complete(situation: dict[str, Any]) -> None:
    assert REQUIRED <= situation.keys() <= REQUIRED | OPTIONAL
    blank = {name for name in TEXTS - {"alias"} if not situation[name].strip()}
    assert not blank
    assert len(situation["question"].strip()) >= 40
    assert isinstance(situation["discreet"], bool)
    assert situation["weight"] in range(1, 6)
    assert situation["contact_minutes"] in range(5, 121, 5)
    assert situation["interpreter"] in {"yes", "no", "unknown"}
    assert situation["speaker"] in {"woman", "man", "any"}
    assert situation.get("waiting", {"whom": "", "line": ""}).keys() == {"whom", "line"}


@each_situation
def test_its_codes_are_those_of_the_office(situation: dict[str, Any], office: Office) -> None:
    assert situation["kind"] in _codes(office.kinds)
    assert situation["requester"] in _codes(office.requesters)
    assert situation["spoken"] in _codes(office.spoken_languages)
    assert situation["outcome"] in _codes(office.outcomes)
    assert situation["closing_reason"] in _codes(office.closing_reasons)
    assert situation["service_level"] in _codes(office.service_levels)
    assert situation.get("municipality", "not_said") in _codes(office.municipalities)
    assert situation.get("waiting", {"whom": "client"})["whom"] in _codes(office.wait_reasons)
    assert situation["topics"]
    assert set(situation["topics"]) <= _codes(office.topics)
    assert len(set(situation["topics"])) == len(situation["topics"])


@each_situation
def test_the_talk_fits_its_service_level(situation: dict[str, Any], office: Office) -> None:
    longest = office.service_levels[situation["service_level"]].minutes
    assert situation["contact_minutes"] <= (longest or 120)


@each_situation
def test_only_organisations_and_municipalities_get_expert_work(situation: dict[str, Any]) -> None:
    expected = {
        "myself": {"consultation"},
        "other_person": {"consultation"},
        "organisation": {"expert_advice"},
        "municipality": {"expert_advice", "challenge_report"},
    }
    assert situation["kind"] in expected[situation["requester"]]
    if situation["kind"] != "consultation":
        assert "municipality" in situation


@each_situation
def test_the_reach_belongs_to_nobody(situation: dict[str, Any]) -> None:
    given = situation.keys() & {"phone", "email"}
    assert given == {situation["reach"]} - {"code_only"}
    assert INVENTED_PHONE.fullmatch(situation.get("phone", "079 555 00 00"))
    assert INVENTED_EMAIL.fullmatch(situation.get("email", "a@example.org"))
    assert ("voicemail" in situation) == (situation["reach"] == "phone")
    assert not (situation["discreet"] and situation.get("voicemail", False))


@each_situation
def test_no_text_is_longer_than_the_form_allows(situation: dict[str, Any], office: Office) -> None:
    assert max(len(text) for text in _texts(situation)) <= office.limits.text_characters


@each_situation
def test_its_words_are_in_the_script_of_their_language(situation: dict[str, Any]) -> None:
    script = SCRIPTS.get(situation["lang"], "LATIN")
    for text in _own_words(situation):
        assert _share(text, script) >= 0.75, text
    for text in _german_words(situation):
        assert _share(text, "LATIN") == 1.0, text


@each_situation
def test_german_is_spelt_as_in_switzerland(situation: dict[str, Any]) -> None:
    german = [*_german_words(situation)]
    german += _own_words(situation) if situation["lang"] == "de" else []
    assert not set('ß„“”"') & set("".join(german))


@each_situation
def test_answers_on_violence_point_to_help(situation: dict[str, Any], office: Office) -> None:
    help_by_phone = {number.number for number in office.emergency if number.confirmed}
    own_numbers = set(re.findall(r"\b(?:117|14\d|0\d\d \d{3} \d\d \d\d)\b", situation["answer"]))
    assert own_numbers <= help_by_phone
    if "violence" in situation["topics"]:
        assert {"117", "062 835 47 90"} <= own_numbers
        assert situation["reach"] == "code_only"
        assert situation["discreet"]
        assert not situation["alias"]


@each_language
def test_the_letters_are_those_of_the_language(language: str) -> None:
    wanted, foreign = ONLY_IN.get(language, ("", ""))
    mine = [situation for situation in SITUATIONS if situation["lang"] == language]
    letters = set("".join(text for s in mine for text in _own_words(s)).lower())
    assert set(wanted) <= letters
    assert not set(foreign) & letters


@each_language
def test_each_file_holds_its_language_and_first_names(language: str) -> None:
    assert {s["lang"] for s in FILES[language]["situation"]} == {language}
    names = FILES[language]["first_names"]
    assert names.keys() == {"women", "men"}
    every = [*names["women"], *names["men"]]
    assert len(set(every)) == len(every) == 16
    assert _share("".join(every), SCRIPTS.get(language, "LATIN")) == 1.0


def test_nothing_is_told_twice() -> None:
    for name in ("key", "question", "answer", "note", "contact_note", "phone", "email"):
        told = Counter(s[name] for s in SITUATIONS if name in s)
        assert [text for text, times in told.items() if times > 1] == [], name
    notes = [call["note"] for call in CALLS]
    assert len(set(notes)) == len(notes)


def test_the_mix_is_that_of_an_office() -> None:
    languages = Counter(s["lang"] for s in SITUATIONS)
    requesters = Counter(s["requester"] for s in SITUATIONS)
    drawn = Counter(topic for s in SITUATIONS for topic in s["topics"] * s["weight"])
    told = Counter(topic for s in SITUATIONS for topic in s["topics"])
    assert len(SITUATIONS) >= 52
    assert 0.35 <= languages["de"] / len(SITUATIONS) <= 0.45
    assert requesters["organisation"] == 8
    assert requesters["municipality"] == 6
    leading = {topic for topic, _ in drawn.most_common(4)}
    assert leading == {"german", "work", "residence", "letters"}
    assert min(told["violence"], told["discrimination"]) >= 2


def test_two_questions_are_long_and_one_mixes_directions() -> None:
    long = [s["question"] for s in SITUATIONS if len(s["question"]) >= 1500]
    assert len(long) >= 2
    assert any({"AL", "L"} <= {unicodedata.bidirectional(sign) for sign in text} for text in long)


def test_each_topic_of_the_office_is_asked_about(office: Office) -> None:
    assert {topic for s in SITUATIONS for topic in s["topics"]} == _codes(office.topics)


def test_brief_calls_fit_a_brief_contact(office: Office) -> None:
    assert len(CALLS) == 20
    for call in CALLS:
        assert call.keys() == {"note", "topic", "minutes"}
        assert call["topic"] in _codes(office.topics)
        assert call["minutes"] in {5, 10}
        assert "\n" not in call["note"]
        assert "ß" not in call["note"]


def _codes(choices: Choices[Any]) -> set[str]:
    """The codes that can be chosen today."""
    return {entry.code for entry in choices.active}


def _own_words(situation: dict[str, Any]) -> list[str]:
    """What is written in the language of the situation; an answer alone is German."""
    names = ["question", "followup"]
    if situation["lang"] == "de" or "answer_de" in situation:
        names.append("answer")
    return [situation[name] for name in names if name in situation]


def _german_words(situation: dict[str, Any]) -> Iterable[str]:
    yield situation["answer_de"] if "answer_de" in situation else situation["answer"]
    yield from (situation["note"], situation["contact_note"], situation.get("times", ""))
    yield situation.get("waiting", {"line": ""})["line"]


def _texts(situation: dict[str, Any]) -> list[str]:
    return [*_own_words(situation), *_german_words(situation)]


def _share(text: str, script: str) -> float:
    """The share of letters of a script among all letters of a text; 1.0 without letters."""
    letters = [sign for sign in text if sign.isalpha()]
    fitting = [sign for sign in letters if unicodedata.name(sign).startswith(script)]
    return len(fitting) / len(letters) if letters else 1.0
