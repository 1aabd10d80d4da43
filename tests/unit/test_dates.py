"""Days and times in the languages of residents."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from intake.guards.dates import moment
from intake.i18n import use_language

FIRST_OF_DECEMBER = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "01.12.26, 14:05"), ("en", "01/12/2026, 14:05"), ("ti", "ታሕ 1, 2026")],
)
def test_no_moment_can_be_read_as_another_day(app: Flask, language: str, words: str) -> None:
    with app.test_request_context(), use_language(language):
        assert moment(FIRST_OF_DECEMBER).startswith(words)
