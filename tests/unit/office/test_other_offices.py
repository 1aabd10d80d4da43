"""The offices for people from elsewhere, as the settings name them."""

from collections.abc import Callable

import pytest

from intake.office import Office

Faults = Callable[[str, str], list[str]]


def test_other_offices_are_shown_once_they_are_confirmed(office: Office) -> None:
    assert office.shown_others(set()) == ()
    (shown,) = office.shown_others({"other_offices.aarau"})
    assert (str(shown.for_whom)[:5], shown.website) == ("Aarau", "https://www.aarau.ch")


def test_two_with_the_same_code_are_told_apart(faults: Faults) -> None:
    assert faults('code = "canton"', 'code = "aarau"') == [
        'other_offices[aarau].code: there are two with the code "aarau"; change one of them.'
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "",
            "other_offices[aarau].phone: write how to reach it: "
            'phone = "+41 …", website = "https://…".',
        ),
        (
            'phone = "12"\n',
            'other_offices[aarau].phone: "12" is not a valid phone number; '
            'write one like "+41 62 745 73 17".',
        ),
    ],
)
def test_one_says_how_to_reach_it(faults: Faults, written: str, fault: str) -> None:
    assert faults('website = "https://www.aarau.ch"\n', written) == [fault]
