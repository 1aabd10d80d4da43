"""The generated names are those of CLDR, and reading the office loads no locale for them."""

from __future__ import annotations

import subprocess
import sys

from intake.office.language_names import NAMES
from intake.office.make_language_names import CODES, row

LOADED_LOCALES = """
from pathlib import Path
import babel.localedata, intake.office
intake.office.read_office(Path(intake.office.__file__).parents[1] / "office.toml")
raise SystemExit(len(babel.localedata._cache))
"""


def test_the_names_are_generated_from_what_babel_knows_today() -> None:
    assert {code: row(code) for code in CODES.split()} == NAMES


def test_names_are_in_their_own_script() -> None:
    assert NAMES["ar"] == ("العربية", "Arabisch", "Arabic", "rtl")
    assert NAMES["prs"][0] == "دری"
    assert NAMES["ta"][0] == "தமிழ்"


def test_reading_the_office_loads_no_locale() -> None:
    finished = subprocess.run([sys.executable, "-c", LOADED_LOCALES], check=False, timeout=60)
    assert finished.returncode == 0
