"""What is wrong with a settings file, collected so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, and in a sentence what to write instead."""

    key: str
    advice: str

    def __str__(self) -> str:
        return f"{self.key}: {self.advice}"


class OfficeErrors(Exception):
    """The settings file can't be used. `problems` has every fault, in the order of reading."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """A half sentence with the known word nearest to `word`, or with all known words."""
    choices = sorted(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    if not choices:
        return "there is none to choose from."
    return f"known here: {', '.join(choices)}."


def brief(value: object) -> str:
    """A value of the file, as it may be printed: short, in one line, in quotes if it is words."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    shown = {True: "true", False: "false"}[value] if isinstance(value, bool) else None
    shown = shown or (ascii(value) if isinstance(value, str) and not value.isprintable() else None)
    shown = shown or (f'"{value}"' if isinstance(value, str) else _digits(value))
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _digits(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 190:
        return "a number far too large"
    return str(value)
