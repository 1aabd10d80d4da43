"""Whatever somebody does to the file: a usable office, or sentences; never another exception."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.office import Office, OfficeErrors, read_office
from intake.office.marks import ROLES_NEEDED

NEW_VALUES = st.sampled_from(
    [
        "true",
        "-1",
        "0",
        "3.5",
        "nan",
        "1e400",
        "0x7fffffffffffffffffffffff",
        '""',
        '"?"',
        '"\\u0000"',
        '"\\u202E abc"',
        "[]",
        "[[]]",
        "{}",
        '{ de = "x", de_CH = "y" }',
        "08:30:00",
        "2026-12-24",
        "1979-05-27T07:32:00Z",
        '["a", 1]',
        '"' + "ä" * 400 + '"',
        '"easter+99"',
        '"00:00-23:59"',
        '["easter-80", "02-29", "9999-12-31", "0001-01-01"]',
    ]
) | st.text(st.characters(codec="utf-8", exclude_characters='"\\'), max_size=20).map(
    lambda words: f'"{words}"'
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "replace", "double", "move"]), st.floats(0, 1), NEW_VALUES
    ),
    min_size=1,
    max_size=6,
)
FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def edited(text: str, edits: list[tuple[str, float, str]]) -> str:
    """The text after some of its lines were deleted, doubled, moved or given another value."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for edit, where, value in edits:
        place = min(int(where * len(lines)), len(lines) - 1)
        line = lines.pop(place)
        if edit == "replace":
            lines.insert(place, f"{line.split('=')[0]}= {value}")
        elif edit == "double":
            lines[place:place] = [line, line]
        elif edit == "move":
            lines.insert((place * 7) % len(lines), line)
    return "\n".join(lines)


def told_or_usable(path: Path) -> bool:
    """Whether the file is refused in good sentences, or gives an office that works."""
    try:
        return works(read_office(path))
    except OfficeErrors as errors:
        told = [str(problem) for problem in errors.problems]
        return bool(told) and all("\n" not in line and len(line) < 600 for line in told)


def works(office: Office) -> bool:
    """Whether the things every page asks of the office have an answer."""
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    shown = office.shown_emergency(set(office.confirmable))
    return (
        office.hours.due(start, office.default_urgency.response_days) > start
        and office.hours.shown("ar") != ()
        and office.web_channel.web
        and office.withdrawn_reason.by_client
        and [office.actor(role).role for role in ROLES_NEEDED] == list(ROLES_NEEDED)
        and set(shown) <= set(office.emergency)
    )


@FUZZ
@given(edits=EDITS)
def test_edited_values_and_lines(
    example: str, tmp_path: Path, edits: list[tuple[str, float, str]]
) -> None:
    path = tmp_path / "office.toml"
    path.write_text(edited(example, edits), encoding="utf-8")
    assert told_or_usable(path)


@FUZZ
@given(content=st.binary(max_size=300))
def test_any_bytes_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(content)
    with pytest.raises(OfficeErrors):
        read_office(path)
