"""The invented situations of the demo office, read from their files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from intake.models.message import Words

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE.parent / "demo_texts"
SHORT_CALLS = FOLDER / "short_calls.toml"
GERMAN = "de"


@dataclass(frozen=True)
class Situation:
    """Why somebody comes to the office, and what is said and written about it.

    `weight` says how often it is drawn, `speaker` whose names fit (woman, man, any). Codes are
    those of the settings. Without `answer_de` the answer is German.
    """

    key: str
    weight: int
    lang: str
    spoken: str
    kind: str
    requester: str
    topics: list[str]
    question: str
    interpreter: str
    alias: str
    speaker: str
    reach: str
    discreet: bool
    answer: str
    note: str
    contact_note: str
    contact_minutes: int
    outcome: str
    closing_reason: str
    service_level: str
    municipality: str = ""
    phone: str = ""
    email: str = ""
    times: str = ""
    voicemail: bool = False
    answer_de: str = ""
    followup: str = ""
    waiting_whom: str = ""
    waiting_line: str = ""

    @property
    def is_of_a_person(self) -> bool:
        """Whether a resident asks, for herself or for somebody else."""
        return self.requester in {"myself", "other_person"}

    @property
    def reply(self) -> Words:
        """The answer to the client, in its language."""
        return Words(text=self.answer, lang=self.lang if self.answer_de else GERMAN)


@dataclass(frozen=True)
class ShortCall:
    """A call that is answered at once: the note of the staff, its topic and minutes."""

    note: str
    topic: str
    minutes: int


@dataclass(frozen=True)
class Texts:
    """All texts. First names by language and speaker, those of `any` for both."""

    situations: tuple[Situation, ...]
    short_calls: tuple[ShortCall, ...]
    first_names: dict[str, dict[str, list[str]]]
    spam: tuple[str, ...]
    tasks: tuple[str, ...]
    agreements: tuple[str, ...]
    test: str

    def situation(self, key: str) -> Situation:
        """The situation with this key."""
        return next(situation for situation in self.situations if situation.key == key)


@cache
def read_texts() -> Texts:
    """Read the files that come with the program."""
    files = [_read(path) for path in sorted(FOLDER.glob("*.toml")) if path != SHORT_CALLS]
    unwanted, todo = _read(PACKAGE / "spam.toml"), _read(PACKAGE / "todo.toml")
    return Texts(
        situations=tuple(_situation(facts) for file in files for facts in file["situation"]),
        short_calls=tuple(ShortCall(**call) for call in _read(SHORT_CALLS)["short_call"]),
        first_names={file["situation"][0]["lang"]: _names(file["first_names"]) for file in files},
        spam=tuple(unwanted["spam"]),
        tasks=tuple(todo["tasks"]),
        agreements=tuple(todo["agreements"]),
        test=unwanted["test"],
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _names(names: dict[str, list[str]]) -> dict[str, list[str]]:
    women, men = names["women"], names["men"]
    return {"woman": women, "man": men, "any": [*women, *men]}


def _situation(facts: dict[str, Any]) -> Situation:
    waiting = facts.pop("waiting", {"whom": "", "line": ""})
    return Situation(**facts, waiting_whom=waiting["whom"], waiting_line=waiting["line"])
