"""The settings file itself: missing, unreadable, too large, not UTF-8, not TOML, or all wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.office import OfficeErrors, check_office, read_office

Faults = Callable[[str, str], list[str]]


def test_a_broken_line_is_named(faults: Faults, example: str) -> None:
    line = example[: example.index("k = 5")].count("\n") + 1
    answer = faults("k = 5", "k = five")
    assert len(answer) == 1
    assert answer[0].startswith("office.toml: this is not written as TOML wants it: ")
    assert f"line {line}" in answer[0]


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 3000], ids=["number", "nest"])
def test_what_would_burst_the_parser_is_refused(faults: Faults, value: str) -> None:
    answer = "office.toml: a number or a nest of brackets in it is far too large; remove it."
    assert faults("k = 5", f"k = {value}") == [answer]


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes("# eins\n# zwei\n# Behörde\n".encode("latin-1"))
    answer = "office.toml: line 3 is not in UTF-8; save the file with the encoding UTF-8."
    assert check_office(path) == [answer]


def test_a_byte_order_mark_and_windows_lines_are_accepted(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(example.replace("\n", "\r\n").encode("utf-8-sig"))
    assert check_office(path) == []


def test_a_missing_file_a_folder_and_a_huge_file_are_told_apart(tmp_path: Path) -> None:
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 1_000_001)
    answers = [check_office(path) for path in (tmp_path / "none.toml", tmp_path, huge)]
    assert [len(answer) for answer in answers] == [1, 1, 1]
    assert "no such file" in answers[0][0]
    assert "not a file" in answers[1][0]
    assert "too large" in answers[2][0]


def test_an_impossible_path_is_an_answer_not_a_crash(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 5000):
        assert len(check_office(tmp_path / name)) == 1


def test_an_empty_file_asks_for_everything(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.touch()
    answer = check_office(path)
    assert len(answer) == len({fault.split(":")[0] for fault in answer}) > 30
    assert all("missing" in fault for fault in answer)


def test_all_mistakes_are_told_at_once(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    text = example.replace("k = 5", "k = 1").replace('town = "Zofingen"', "town = 4")
    path.write_text(text.replace('code = "spam"', 'code = "SPAM"'), encoding="utf-8")
    with pytest.raises(OfficeErrors) as caught:
        read_office(path)
    keys = {problem.key for problem in caught.value.problems}
    assert keys == {"thresholds.k", "contact.town", "closing_reasons[9].code"}
    assert str(caught.value).count("\n") == 2
