"""Each mistake in the settings is named with its key and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Faults = Callable[[str, str], list[str]]

CASES = [
    # what was there, what somebody wrote, what the program answers
    ('street = "Thutplatz 19"\n', "", "contact.street: this is missing; write words in quotes."),
    ("street =", "streat =", 'contact.streat: there is no such key; did you mean "street"?'),
    ("[limits]", "[limit]", 'limit: there is no such key; did you mean "limits"?'),
    ("[limits]", "[limit]", "limits: this is missing; write a block that begins with [limits]."),
    ("k = 5", 'k = "5"', 'thresholds.k: "5" is the wrong type; write a whole number.'),
    ("k = 5", "k = true", "thresholds.k: true is the wrong type; write a whole number."),
    ("k = 5", "k = 2", "thresholds.k: write a whole number from 3 to 10, not 2."),
    ("k = 5", "k = 11", "thresholds.k: write a whole number from 3 to 10, not 11."),
    (
        'code = "police"',
        'code = "Police"',
        'emergency[1].code: use only a to z, 0 to 9 and _ in a code, not "Police".',
    ),
    (
        'code = "police"',
        'code = "\\u202Epolice"',
        "emergency[1].code: use only a to z, 0 to 9 and _ in a code, not '\\u202epolice'.",
    ),
    (
        'code = "housing"\n',
        'code = "housing"\nsensitiv = true\n',
        'topics[housing].sensitiv: there is no such key; did you mean "sensitive"?',
    ),
    (
        'code = "ambulance"',
        'code = "police"',
        'emergency[police].code: there are two with the code "police"; change one of them.',
    ),
    (
        'code = "school"',
        'code = "german"',
        'topics[german].code: there are two with the code "german"; change one of them.',
    ),
    (
        'report_group = "work_money"',
        'report_group = "work_mony"',
        'topics[work].report_group: "work_mony" is not known here; did you mean "work_money"?',
    ),
    (
        'retention = "expert_work"',
        'retention = "export_work"',
        'kinds[expert_advice].retention: "export_work" is not known here; '
        'did you mean "expert_work"?',
    ),
    (
        'label.en = "Measures agreed"\nkinds = ["challenge_report"]',
        'label.en = "Measures agreed"\nkinds = ["chalenge_report"]',
        'outcomes[measures_agreed].kinds: "chalenge_report" is not known here; '
        'did you mean "challenge_report"?',
    ),
    (
        'whom = "interpreter"',
        'whom = "nobody"',
        'wait_reasons[interpreter].whom: "nobody" is not known here; known here: case_lead, '
        "client, interpreter, municipality, third_party, triage.",
    ),
    (
        'label.de = "Wohnen"\n',
        "",
        "topics[housing].label.de: the German text is missing; write one line for each "
        'language, like label.de = "…".',
    ),
    (
        'label.en = "Housing"',
        'label.xx = "Housing"',
        "topics[housing].label.xx: there is no such language; known here: ar, bs, de, en, es, "
        "fa, fr, it, ku, mk, pl, ps, pt, ru, so, sq, ta, ti, tr, uk.",
    ),
    (
        'label.en = "Housing"',
        'label.en = " "',
        "topics[housing].label.en: this is empty; write some words, or remove the key if it may "
        "be left out.",
    ),
    (
        'label.en = "Housing"',
        'label.en = "Hou\\nsing"',
        "topics[housing].label.en: write it in one line, without tabs and control characters.",
    ),
    (
        'town = "Zofingen"',
        f'town = "{"Zofingen" * 50}"',
        "contact.town: this has 400 characters; write at most 300.",
    ),
    (
        "+41 62 745 73 17",
        "+41 62 745 73",
        'contact.phone: "+41 62 745 73" is not a valid phone number; write one like '
        '"+41 62 745 73 17".',
    ),
    (
        'phone = "+41 62 745 73 17"',
        'phone = "+41 62 745 73 17 ext. 5"',
        'contact.phone: "+41 62 745 73 17 ext. 5" is not a valid phone number;',
    ),
    (
        'number = "144"',
        'number = "14"',
        'emergency[ambulance].number: "14" is not a valid phone number; write one like '
        '"+41 62 745 73 17", or a short one like "117".',
    ),
    (
        'fallback = "victim_support"',
        'fallback = "victims"',
        'emergency[violence].fallback: "victims" is no other number without a fallback; '
        "did you mean",
    ),
    (
        'fallback = "victim_support"',
        'fallback = "violence"',
        'emergency[violence].fallback: "violence" is no other number without a fallback; known',
    ),
    (
        "integration@office.example",
        "integration at office",
        'contact.email: "integration at office" is not an e-mail address; write one like '
        '"integration@office.example".',
    ),
    (
        'postcode = "4800"',
        'postcode = "CH-4800"',
        'contact.postcode: "CH-4800" does not fit; write something like "4800".',
    ),
    (
        "# website = ",
        'website = "javascript:alert(1)" # ',
        'contact.website: "javascript:alert(1)" does not fit; write something like '
        '"https://www.office.example".',
    ),
    (
        'monday = ["08:30-11:30"',
        'monday = ["08:30-24:00"',
        'hours.monday: "08:30-24:00" can\'t be understood; write hours like "08:30-11:30", from '
        "00:00 to 23:59, the earlier first.",
    ),
    (
        'monday = ["08:30-11:30"',
        'monday = ["11:30-08:30"',
        'hours.monday: "11:30-08:30" can\'t be understood',
    ),
    (
        'monday = ["08:30-11:30"',
        'monday = ["08:30-14:00"',
        'hours.monday: "13:30-16:30" begins before the one left of it ends; sort them.',
    ),
    (
        'monday = ["08:30-11:30"',
        "monday = [830",
        "hours.monday: every item of this list has to be words in quotes.",
    ),
    (
        '"easter-2"',
        '"easter-two"',
        'holidays[3].days: "easter-two" is not a day; write "2026-12-24" for one day, "12-25" for '
        'every year, or "easter+39".',
    ),
    ('"12-25"]', '"02-30"]', 'holidays[8].days: "02-30" is not a day;'),
    ('"12-25"]', '"2026-02-29"]', 'holidays[8].days: "2026-02-29" is not a day;'),
    ('days = ["12-25"]', "days = []", "holidays[8].days: the list is empty; write at least one"),
    (
        "[[holidays]]",
        f'[[holidays]]\nlabel.de = "Ferien"\ndays = {["06-01"] * 41}\n[[holidays]]',
        "holidays: there are 50 yearly days; keep at most 40 that come back every year.",
    ),
    (
        '"Europe/Zurich"',
        '"Europe/Zofingen"',
        'timezone: "Europe/Zofingen" is not a time zone; write "Europe/Zurich".',
    ),
    ('"Europe/Zurich"', '"../Zurich"', 'timezone: "../Zurich" is not a time zone;'),
    ('"Europe/Zurich"', '"Europe"', 'timezone: "Europe" is not a time zone;'),
    (
        'staff_languages = ["de", "en"]',
        "staff_languages = []",
        'staff_languages: the list is empty; write at least one, like [ "…" ].',
    ),
    (
        'staff_languages = ["de", "en"]',
        'staff_languages = ["en"]',
        'staff_languages: German has to be among them; add "de".',
    ),
    (
        'staff_languages = ["de", "en"]',
        'staff_languages = ["de", "ar"]',
        'staff_languages: "ar" is not known here; known here: de, en, fr, it.',
    ),
    (
        'code = "de"\nreviewed = true',
        'code = "fr"\nreviewed = true',
        'languages: German has to be offered; add a block with code = "de".',
    ),
    (
        'code = "ar"\nreviewed',
        'code = "en"\nreviewed',
        'languages[en].code: the language "en" stands here twice; remove one.',
    ),
    (
        '"de", "sq", "ar",',
        '"de", "sq", "sqq",',
        'spoken_languages.offered: "sqq" is not known here; did you mean "sq"?',
    ),
    (
        '"de", "sq", "ar",',
        '"de", "sq", "sq",',
        'spoken_languages.offered: "sq" stands in the list twice; remove one.',
    ),
    (
        "# retired = []",
        'retired = ["sq"]',
        'spoken_languages.retired: "sq" is offered too; remove it from one of the lists.',
    ),
    (
        "\nweb = true",
        "\nweb = false",
        "channels: exactly one entry in use needs web = true; now it is: none.",
    ),
    (
        'code = "urgent"\n',
        'code = "urgent"\ndefault = true\n',
        "urgencies: exactly one entry in use needs default = true; now it is: normal, urgent.",
    ),
    (
        'role = "triage"',
        'role = "other"',
        'next_actors: exactly one entry in use needs role = "triage"; now it is: none.',
    ),
    (
        "\nnot_said = true",
        "\nnot_said = true\nother = true",
        "municipalities[not_said].not_said: one entry can't be both other and not_said; make two "
        "of them.",
    ),
    (
        "\nresponse_days = 2",
        "\nresponse_days = 3",
        "urgencies[normal].response_days: residents are promised 2 days; write at most that.",
    ),
    (
        'code = "small"\n',
        'code = "small"\nretired = true\n',
        "municipality_groups: all entries are retired; leave at least one in use.",
    ),
    (
        'form = "municipality"\nkind = "challenge_report"',
        'form = "person"\nkind = "chalenge_report"',
        'concerns[challenge].kind: "chalenge_report" is not known here; ',
    ),
    ("ceiling = 2000", "ceiling = 0", "grant.ceiling: write a whole number from 1 to"),
    ("bfs = 4271", "bfs = 42710", "municipalities[aarburg].bfs: write a whole number from 1 to"),
]


@pytest.mark.parametrize(("old", "new", "answer"), CASES)
def test_it_names_the_mistake(faults: Faults, old: str, new: str, answer: str) -> None:
    assert [fault for fault in faults(old, new) if fault.startswith(answer)]


def test_a_single_mistake_gives_a_single_sentence(faults: Faults) -> None:
    assert len(faults("k = 5", "k = 2")) == 1
    assert len(faults('label.de = "Wohnen"\n', "")) == 1
    assert len(faults('[[talk_places]]\ncode = "phone"', '[[talk_places]]\ncode = "c-1"')) == 1


def test_no_block_takes_a_key_it_does_not_know(example: str, faults: Faults) -> None:
    heads = {line for line in example.splitlines() if line.startswith("[")}
    assert len(heads) > 25
    for head in heads:
        answers = faults(f"\n{head}\n", f"\n{head}\nnever_heard = 1\n")
        assert [answer for answer in answers if ".never_heard: there is no such key" in answer]


def test_a_missing_block_is_told_once_not_for_each_of_its_keys(faults: Faults) -> None:
    assert len(faults("[limits]", "[limit]")) == 2


def test_a_missing_list_brings_no_complaints_about_what_refers_to_it(faults: Faults) -> None:
    everything = faults("[[municipality_groups]]", "[[municipality_group]]")
    assert [fault.split(":")[0] for fault in everything] == [
        "municipality_groups",
        "municipality_group",
    ]


def test_an_office_that_never_opens_is_refused(example: str, faults: Faults) -> None:
    block = example[example.index("monday = ") : example.index("# Days on which the office")]
    assert faults(block, "") == [
        'hours.monday: the office never opens; write hours like [ "08:30-11:30" ].'
    ]
