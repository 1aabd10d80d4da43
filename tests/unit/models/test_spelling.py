"""Names that are spelt alike, and names that only look so."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.models.folding import folded
from intake.models.spelling import sound, sounds_like

# Names as they come to the desk; all of them are different people.
FIRST_NAMES = [
    "Selam",
    "Salem",
    "Selma",
    "Samuel",
    "Sara",
    "Amal",
    "Galina",
    "José",
    "Kavitha",
    "Ahmed",
    "Yusuf",
    "Omar",
    "Ali",
    "Hassan",
    "Hussein",
    "Maria",
    "Marina",
    "Mara",
    "Ivan",
    "Ivana",
    "Jovana",
    "Oleksandr",
    "Natalia",
    "Tesfay",
    "Abrham",
    "Biniam",
    "Lea",
    "Lena",
    "Lina",
    "Nora",
    "Anna",
    "Luca",
    "Marco",
    "Petra",
    "Urs",
    "Beat",
    "Reto",
    "Ruth",
    "Dragan",
    "Dragana",
    "Milan",
    "Goran",
    "Besa",
    "Blerim",
    "Agron",
    "Valon",
    "Arben",
    "Zeynep",
    "Emine",
    "Ayşe",
    "Fatih",
    "Gökhan",
    "Sibel",
    "Hamid",
    "Reza",
    "Zahra",
    "Maryam",
    "Farid",
    "Rahul",
    "Priya",
    "Khadija",
    "Hodan",
    "Asha",
    "Ifrah",
    "Pedro",
    "João",
    "Carlos",
    "Sofia",
    "Agnieszka",
    "Daniel",
    "Daniela",
    "Martin",
    "Martina",
]
LAST_NAMES = [
    "Müller",
    "Meier",
    "Schmid",
    "Keller",
    "Weber",
    "Huber",
    "Steiner",
    "Gerber",
    "Brunner",
    "Frei",
    "Moser",
    "Krasniqi",
    "Gashi",
    "Berisha",
    "Hoxha",
    "Shala",
    "Bytyqi",
    "Petrovic",
    "Pavlovic",
    "Jovanovic",
    "Ivanovic",
    "Nikolic",
    "Kaya",
    "Demir",
    "Şahin",
    "Tesfamariam",
    "Ghebremedhin",
    "Habtemariam",
    "Woldu",
    "Berhane",
    "Kidane",
    "Abraha",
    "Mehari",
    "Ibrahim",
    "Warsame",
    "Silva",
    "Santos",
    "Pereira",
    "Ferreira",
    "Costa",
    "Rossi",
    "Ferrari",
    "Shevchenko",
    "Kovalenko",
    "Bondarenko",
    "Rahimi",
]


def alike(one: str, other: str) -> bool:
    return sounds_like(sound(folded(one)), sound(folded(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohamed", "Muhammed"),
        ("Muhammed", "Mohammad"),
        ("Müller", "Мюллер"),
        ("Tsegay", "Tsegai"),
        ("Meier", "Mayer"),
        ("Schmid", "Schmitt"),
        ("Шевченко", "Ševčenko"),
        ("Lejla", "Leyla"),
        ("Hüseyin", "Hussein"),
        ("Youssef", "Jusuf"),
        ("Fatma", "Fatima"),
        ("Christian", "Kristian"),
        ("Хадиджа", "Khadidja"),
        ("Gebremedhin", "Ghebremedhen"),
        ("Oksana", "Oxana"),
        ("Shevchenko", "Shevchemko"),
    ],
)
def test_one_name_in_two_spellings_is_alike(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize("names", [FIRST_NAMES, LAST_NAMES])
def test_different_names_are_not(names: list[str]) -> None:
    assert [pair for pair in combinations(names, 2) if alike(*pair)] == []


@given(st.text(), st.text())
def test_it_bears_any_text_and_both_ways_say_the_same(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
