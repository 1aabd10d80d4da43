"""Adds the texts of the office in further languages, from the folder beside its settings file.

`office_texts/<language>.toml` holds one block for each text, under the same keys as `office.toml`:

    [topics.housing]
    de = "Wohnen"
    sq = "Banimi"

The German says what was translated: a block whose German is no longer that of the settings file is
out of date. An office that has only a settings file gets the texts that ship with the program
wherever its German is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES
from intake.office.file import parsed
from intake.office.problems import Problem, brief, nearest
from intake.office.table import STAND_IN, Table, printable

FOLDER = "office_texts"
SHIPPED = Path(__file__).parent.parent / FOLDER
NAMES = ("name", "short_name")
RESIDENTS_READ = (
    "access_needs",
    "emergency",
    "municipalities",
    "next_actors",
    "requesters",
    "spoken_languages",
    "talk_places",
    "topics",
)
"""The lists whose labels residents read; texts of other lists may be translated too."""
DOORS_READ = ("concerns", "urgencies")
"""The lists on the forms of organisations and municipalities, which are in fewer languages."""
DOOR_LANGUAGES = ("de", "en", "fr", "it")

Label = dict[str, object]


def add_texts(values: dict[str, object], beside: Path, problems: list[Problem]) -> None:
    """Put the texts of all languages in use into the values of a settings file.

    What the settings file says itself stands. Notes what is wrong with the office's own texts.
    """
    labels = labels_of(values)
    own = beside / FOLDER
    if own.is_dir():
        _check_names(own, problems)
    for language in _in_use(values):
        if own != SHIPPED:
            _put(_read(own, language, labels, problems), language, labels)
        noted = problems if own == SHIPPED else []
        _put(_read(SHIPPED, language, labels, noted), language, labels)


def untranslated(values: Mapping[str, object]) -> Iterator[Problem]:
    """What residents read, for each offered language that it is missing in."""
    for language in _codes(values.get("languages")):
        for key, label in for_residents(values, language).items():
            if language in LANGUAGES and language not in label:
                advice = f"this is missing in {language}; German is shown instead."
                yield Problem(f"{FOLDER}/{language}.toml: {key}", advice)


def labels_of(values: Mapping[str, object]) -> dict[str, Label]:
    """Every text of a settings file by its key, such as `topics.housing`."""
    found = {name: values[name] for name in NAMES if name in values}
    for name, blocks in values.items():
        if name == "spoken_languages" and isinstance(blocks, dict):
            blocks = blocks.get("added")
        for block in _blocks(blocks):
            found[f"{name}.{block.get('code')}"] = block.get("label")
    return {key: label for key, label in found.items() if isinstance(label, dict)}


def for_residents(values: Mapping[str, object], language: str) -> dict[str, Label]:
    """The texts read on public pages in a language; the names of places need no translation."""
    lists = RESIDENTS_READ + (DOORS_READ if language in DOOR_LANGUAGES else ())
    places = _blocks(values.get("municipalities"))
    names = {f"municipalities.{place.get('code')}" for place in places if "bfs" in place}
    return {
        key: label
        for key, label in labels_of(values).items()
        if key.partition(".")[0] in (*NAMES, *lists) and key not in names
    }


def _put(texts: Mapping[str, tuple[str, str]], language: str, labels: dict[str, Label]) -> None:
    for key, (german, words) in texts.items():
        if key in labels and labels[key].get(DEFAULT_LANGUAGE) == german:
            labels[key].setdefault(language, words)


def _read(
    folder: Path, language: str, labels: Mapping[str, Label], problems: list[Problem]
) -> dict[str, tuple[str, str]]:
    """German and translation by key, of one file; empty if there is none."""
    path = folder / f"{language}.toml"
    if not path.exists():
        return {}
    texts = {}
    for key, block in _entries(parsed(path), f"{FOLDER}/{path.name}: ", problems):
        german, words = block.words(DEFAULT_LANGUAGE), block.words(language)
        block.finish()
        _compare(block, key, german, labels)
        if STAND_IN not in (german, words):
            texts[key] = german, words
    return texts


def _entries(
    values: dict[str, object], where: str, problems: list[Problem]
) -> Iterator[tuple[str, Table]]:
    for name, block in values.items():
        whole = isinstance(block, dict) and DEFAULT_LANGUAGE not in block and name not in NAMES
        for code, entry in block.items() if whole and isinstance(block, dict) else [("", block)]:
            key = f"{name}.{code}" if code else name
            if isinstance(entry, dict):
                yield key, Table(entry, where + printable_key(key), problems)
            else:
                advice = (
                    f"{brief(entry)} is the wrong type; write a block that begins with [{key}]."
                )
                problems.append(Problem(where + printable_key(key), advice))


def printable_key(key: str) -> str:
    """A key of the file, short and safe to print."""
    return ".".join(printable(part) for part in key.split("."))


def _compare(block: Table, key: str, german: str, labels: Mapping[str, Label]) -> None:
    if key not in labels:
        block.note_all(f"there is no such text; {nearest(key, labels)}")
    elif german not in (STAND_IN, labels[key].get(DEFAULT_LANGUAGE)):
        now = brief(labels[key].get(DEFAULT_LANGUAGE))
        block.note(DEFAULT_LANGUAGE, f"the German has become {now}; translate that, and write it.")


def _check_names(folder: Path, problems: list[Problem]) -> None:
    known = [code for code in LANGUAGES if code != DEFAULT_LANGUAGE]
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in known:
            advice = f"there is no such language; {nearest(path.stem, known)}"
            problems.append(Problem(f"{FOLDER}/{printable_key(path.name)}", advice))


def _in_use(values: Mapping[str, object]) -> list[str]:
    staff = values.get("staff_languages")
    chosen = [*_codes(values.get("languages")), *(staff if isinstance(staff, list) else [])]
    return [code for code in LANGUAGES if code in chosen and code != DEFAULT_LANGUAGE]


def _codes(blocks: object) -> list[str]:
    codes = [block.get("code") for block in _blocks(blocks)]
    return [code for code in codes if isinstance(code, str)]


def _blocks(blocks: object) -> list[dict[str, object]]:
    return [b for b in blocks if isinstance(b, dict)] if isinstance(blocks, list) else []
