"""One table of the settings file while it is read: checked values out, problems noted down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final, TypeVar

from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES, Text
from intake.office.problems import Problem, brief, nearest

V = TypeVar("V", bool, int, str, list[object], dict[str, object])

CODE_PATTERN: Final = re.compile(r"[a-z0-9_]+", re.ASCII)
STAND_IN: Final = "?"
"""What is given out for words that are missing or wrong."""
MAX_CHARACTERS: Final = 300
"""Names and labels are lines, not pages."""
BIDI_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: they can make a line read as what it does not say."""
KINDS: Final[dict[type, str]] = {
    bool: "true or false",
    int: "a whole number",
    str: "words in quotes",
    list: "a list in square brackets",
    dict: "a table",
}


class Table:
    """Reads the keys of one table.

    Each method gives a value of the right type whatever the file says: where that is missing or
    wrong, it notes a problem and gives a stand-in, so that reading goes on to the next key.
    Keys that nobody asked for are found by `finish`.
    """

    def __init__(self, values: dict[str, object], path: str, problems: list[Problem]) -> None:
        self.path = path
        self._values = values
        self._problems = problems
        self._asked: set[str] = set()

    def key(self, name: str) -> str:
        """The full key, as problems show it: `topics[housing].label`."""
        return f"{self.path}.{name}" if self.path else name

    def note(self, name: str, advice: str) -> None:
        """Note a problem with one key of this table."""
        self._problems.append(Problem(self.key(name), advice))

    def note_all(self, advice: str) -> None:
        """Note a problem with this table as a whole."""
        self._problems.append(Problem(self.path, advice))

    def has(self, name: str) -> bool:
        """Whether the file gives a key that may be left out."""
        self._asked.add(name)
        return name in self._values

    def flag(self, name: str) -> bool:
        """True or false."""
        return self._find(name, bool) or False

    def flag_or(self, name: str, default: bool) -> bool:
        """True or false, may be left out."""
        return self.flag(name) if self.has(name) else default

    def number(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        found = self._find(name, int)
        if found is not None and not low <= found <= high:
            self.note(name, f"write a whole number from {low} to {high}, not {brief(found)}.")
        return found if found is not None and low <= found <= high else low

    def words(self, name: str) -> str:
        """One line of words."""
        found = self._find(name, str)
        fault = None if found is None else fault_of_line(found)
        if fault:
            self.note(name, fault)
        return STAND_IN if found is None or fault else found

    def code(self, name: str = "code") -> str:
        """A code as the database stores it."""
        found = self._find(name, str)
        if found is not None and not CODE_PATTERN.fullmatch(found):
            self.note(name, f"use only a to z, 0 to 9 and _ in a code, not {brief(found)}.")
        return found or STAND_IN

    def one_of(self, name: str, known: Collection[str]) -> str:
        """One of the known words; the first of them stands in.

        Without any known word nothing is noted: the list they come from has its own problem.
        """
        found = self._find(name, str)
        if known and found is not None and found not in known:
            self.note(name, f"{brief(found)} is not known here; {nearest(found, known)}")
        return found if found in known and found is not None else next(iter(known), STAND_IN)

    def one_of_or_none(self, name: str, known: Collection[str]) -> str | None:
        """One of the known words, may be left out."""
        return self.one_of(name, known) if self.has(name) else None

    def several_of(self, name: str, known: Collection[str], may_be_empty: bool) -> list[str]:
        """A list of known words, each once."""
        chosen: list[str] = []
        for word in self.strings(name, may_be_empty):
            if word not in known:
                self.note(name, f"{brief(word)} is not known here; {nearest(word, known)}")
            elif word in chosen:
                self.note(name, f"{brief(word)} stands in the list twice; remove one.")
            else:
                chosen.append(word)
        return chosen

    def strings(self, name: str, may_be_empty: bool) -> list[str]:
        """A list of words in quotes."""
        found = self._find(name, list)
        if found == [] and not may_be_empty:
            self.note(name, 'the list is empty; write at least one, like [ "…" ].')
        return self._items(name, found or [], str)

    def text(self, name: str) -> Text:
        """Words in several languages, German at least: `label.de = "…"`."""
        example = f'write one line for each language, like {name}.{DEFAULT_LANGUAGE} = "…".'
        found = self._find(name, dict, example)
        if found is None:
            return Text({DEFAULT_LANGUAGE: STAND_IN})
        entry = Table(found, self.key(name), self._problems)
        spoken = {language: entry.words(language) for language in LANGUAGES if entry.has(language)}
        if DEFAULT_LANGUAGE not in spoken:
            entry.note(DEFAULT_LANGUAGE, f"the German text is missing; {example}")
        entry.finish(LANGUAGES, "language")
        return Text(spoken or {DEFAULT_LANGUAGE: STAND_IN})

    def table(self, name: str) -> Table:
        """The table below a key. Where there is none, only that is reported, not what it lacks."""
        found = self._find(name, dict, f"write a block that begins with [{self.key(name)}].")
        if found is None:
            return Table({}, self.key(name), [])
        return Table(found, self.key(name), self._problems)

    def tables(self, name: str, may_be_empty: bool = False) -> list[Table]:
        """The blocks `[[topics]]` of a list, each known by its code, or its place in the list."""
        example = f"write one or more blocks that begin with [[{self.key(name)}]]."
        found = [] if may_be_empty and not self.has(name) else self._find(name, list, example)
        if found == [] and not may_be_empty:
            self.note(name, f"the list is empty; {example}")
        blocks = self._items(name, found or [], dict)
        return [
            Table(block, f"{self.key(name)}[{_known_as(block, place)}]", self._problems)
            for place, block in enumerate(blocks, start=1)
        ]

    def finish(self, known: Collection[str] = (), what: str = "key") -> None:
        """Report the keys that nobody asked for."""
        for name in self._values:
            if name not in self._asked:
                advice = nearest(name, known or self._asked)
                self.note(printable(name), f"there is no such {what}; {advice}")

    def _find(self, name: str, kind: type[V], advice: str = "") -> V | None:
        self._asked.add(name)
        advice = advice or f"write {KINDS[kind]}."
        if name not in self._values:
            self.note(name, f"this is missing; {advice}")
            return None
        found = self._values[name]
        if type(found) is kind:
            return found
        self.note(name, f"{brief(found)} is the wrong type; {advice}")
        return None

    def _items(self, name: str, items: list[object], kind: type[V]) -> list[V]:
        right = [item for item in items if type(item) is kind]
        if len(right) < len(items):
            self.note(name, f"every item of this list has to be {KINDS[kind]}.")
        return right


def fault_of_line(words: str) -> str | None:
    """What keeps words from being one printable line, or None."""
    if not words.strip():
        return "this is empty; write some words, or remove the key if it may be left out."
    if len(words) > MAX_CHARACTERS:
        return f"this has {len(words)} characters; write at most {MAX_CHARACTERS}."
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in words):
        return "write it in one line, without tabs and control characters."
    if BIDI_CONTROLS.search(words):
        return "remove the invisible characters that turn the direction of writing."
    return None


def printable(name: str) -> str:
    """A key from the file, short and safe to print."""
    return name if CODE_PATTERN.fullmatch(name) and len(name) <= 60 else brief(name)


def _known_as(block: dict[str, object], place: int) -> str:
    code = block.get("code")
    if isinstance(code, str) and CODE_PATTERN.fullmatch(code) and len(code) <= 60:
        return code
    return str(place)
