"""Compare the translations with the program: `python -m tests.catalogues`, part of `bin/check`.

A catalogue is in order when it holds every text the program shows in that language, translated,
with the same placeholders, the same markup and the right plural forms, and nothing else. So are
the texts of the example office. Languages named as arguments are checked as if they were offered.
"""

import contextlib
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from intake.office.file import parsed
from intake.office.problems import OfficeErrors, Problem
from intake.office.table import BIDI_CONTROLS
from intake.office.texts import SHIPPED, add_texts, untranslated
from tests.plural_rules import form_of, plural_rule

PROJECT = Path(__file__).resolve().parent.parent
TRANSLATIONS = PROJECT / "intake" / "translations"
EXAMPLE = PROJECT / "intake" / "office.toml"

# Languages of the staff interface beside English; all others are for residents and need no text
# that only staff see.
STAFF_LANGUAGES = {"de"}
STAFF_ONLY = (
    "intake/accounts/",
    "intake/cases/",
    "intake/commands.py",
    "intake/demo",
    "intake/mail/to_staff.py",
    "intake/reports/",
    "intake/templates/accounts/",
    "intake/templates/cases/",
    "intake/templates/errors/staff.html",
    "intake/templates/macros/chart.html",
    "intake/templates/macros/draft.html",
    "intake/templates/macros/logs.html",
    "intake/templates/macros/reach.html",
    "intake/templates/macros/tasks.html",
    "intake/templates/pdf/",
    "intake/templates/reports/",
)
# What organisations and municipalities fill in is in these languages and in English only.
DOOR_LANGUAGES = {"de", "fr", "it"}
DOORS = (
    "intake/forms/bodies",
    "intake/forms/body_",
    "intake/forms/grant",
    "intake/forms/money.py",
    "intake/forms/municipality",
    "intake/forms/organisation",
    "intake/guards/particulars.py",
    "intake/templates/forms/bodies/",
    "intake/templates/forms/grant",
    "intake/templates/macros/particulars.html",
)
# What stands beside those texts and is still for residents.
FOR_RESIDENTS = (
    "intake/templates/cases/slip.html",
    "intake/templates/forms/bodies/other_language.html",
    "intake/templates/pdf/client_",
)
# Beside `_`, `gettext`, `ngettext` and `pgettext`, which Babel knows by itself.
KEYWORDS = ("_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%")
MARKUP = re.compile(r"</?\w[^>]*>|&#?\w+;")
EDGES = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)
QUOTED_GERMAN = "de: "
# Each catalogue says at its head which word it uses for them, so that it is the same everywhere:
# «# Words: interpreter … · advice … · ».
GLOSSARY = (
    "interpreter",
    "advice",
    "municipality",
    "residence permit",
    "confidential",
    "code",
    "request",
    "message",
    "office",
    "voicemail",
    "appointment",
    "emergency",
)


def template_of(project: Path) -> Catalog:
    """Extract every text of the program, as `pybabel extract` does; places are below `project`."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(project):
        path = Path(folder) / "messages.pot"
        CommandLineInterface().run(
            ["pybabel", "-q", "extract", "-F", "babel.cfg"]
            + [f"--keyword={keyword}" for keyword in KEYWORDS]
            + ["-o", str(path), "."]
        )
        return read(path)


def read(path: Path) -> Catalog:
    """Read one catalogue; the folder above `LC_MESSAGES` names its language."""
    locale = path.parent.parent.name if path.suffix == ".po" else None
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def problems(template: Catalog, catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield one sentence for each text of a catalogue that is not in order."""
    if catalogue.fuzzy:
        yield "the catalogue itself is marked fuzzy."
    yield from problems_of_head(catalogue, language)
    for wanted in texts(template):
        found = catalogue.get(wanted.id, wanted.context)
        if found is None:
            if is_shown_in(language, wanted):
                yield f"missing: {wanted.id!r}"
        else:
            yield from problems_of_one(found, catalogue, is_shown_in(language, wanted))
    for held in texts(catalogue):
        if template.get(held.id, held.context) is None:
            yield f"no longer in the program: {held.id!r}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {message.id!r}"


def problems_of_one(message: Message, catalogue: Catalog, is_needed: bool) -> Iterator[str]:
    """Yield what is wrong with one translation; one that is not needed may be empty."""
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    strings = forms(message.string)
    if not any(strings) and not is_needed:
        return
    if not all(strings):
        yield f"untranslated: {message.id!r}"
    elif message.pluralizable and len(strings) != catalogue.num_plurals:
        yield f"{len(strings)} plural forms instead of {catalogue.num_plurals}: {message.id!r}"
    elif not has_the_same_placeholders(message):
        yield f"placeholders differ: {message.id!r}"
    elif fault := fault_of_words(message):
        yield f"{fault}: {message.id!r}"
    elif errors := message.check(catalogue):
        yield f"cannot be compiled, {errors[0]}: {message.id!r}"


def problems_of_head(catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield what is wrong with the head: how the language counts, and its glossary."""
    held, wanted = form_of(catalogue.plural_expr), form_of(plural_rule(language))
    if any(held(number) != wanted(number) for number in range(1000)):
        yield f"the head has to say: Plural-Forms: {plural_rule(language)}"
    if language not in STAFF_LANGUAGES:
        held_words = glossary(catalogue)
        for term in GLOSSARY:
            if term not in held_words:
                yield f"the list of words at the head lacks: {term}"


def glossary(catalogue: Catalog) -> dict[str, str]:
    """Return the words of a catalogue for the terms that have to be the same everywhere."""
    head = " ".join(line.lstrip("# ") for line in catalogue.header_comment.splitlines())
    entries = head.partition("Words:")[2].split(" · ")
    found = {t: e.strip()[len(t) :].strip(" ·") for t in GLOSSARY for e in entries if begins(e, t)}
    return {term: word for term, word in found.items() if word not in ("", "…")}


def begins(entry: str, term: str) -> bool:
    """Say whether an entry of the list of words is that of a term."""
    return entry.strip().startswith(f"{term} ")


def fault_of_words(message: Message) -> str:
    """Return what one translation does differently from its original, or nothing."""
    wanted = forms(message.id)[-1]
    for text in forms(message.string):
        if EDGES.sub(r"\1|\2", text) != EDGES.sub(r"\1|\2", wanted):
            return "spaces at the start or end differ"
        if sorted(MARKUP.findall(text)) != sorted(MARKUP.findall(wanted)):
            return "markup differs"
        if BIDI_CONTROLS.search(text):
            return "invisible characters turn the direction"
    return ""


def outdated(catalogue: Catalog, german: Catalog) -> Iterator[str]:
    """Yield each text whose German, quoted beside it, has become another one since."""
    for message in texts(catalogue):
        quoted = quoted_german(message)
        if quoted and quoted != german_of(message, german):
            yield f"the German has changed: {message.id!r}"


def quoted_german(message: Message) -> str:
    """Return the German that stands beside a translation, or nothing."""
    comment = " ".join(message.auto_comments)
    return comment.removeprefix(QUOTED_GERMAN) if comment.startswith(QUOTED_GERMAN) else ""


def german_of(message: Message, german: Catalog) -> str:
    """Return the German for a text in one line; the forms of a plural are parted by « | »."""
    found = german.get(message.id, message.context)
    return " ".join(" | ".join(forms(found.string)).split()) if found else ""


def has_the_same_placeholders(message: Message) -> bool:
    """Say whether each form can be filled as the original can.

    A plural form may leave out the number, as Arabic does for one and two; the last may not.
    """
    wanted = {name for text in forms(message.id) for name in PLACEHOLDER.findall(text)}
    held = [set(PLACEHOLDER.findall(text)) for text in forms(message.string)]
    return held[-1] == wanted and all(form <= wanted for form in held)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the forms of a text, one for a text without plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def texts(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue but for its header."""
    return (message for message in catalogue if message.id)


def is_shown_in(language: str, message: Message) -> bool:
    """Say whether somebody who reads this language can meet the text."""
    if language in STAFF_LANGUAGES:
        return True
    hidden = STAFF_ONLY if language in DOOR_LANGUAGES else STAFF_ONLY + DOORS
    places = [str(place) for place, _ in message.locations]
    return not all(p.startswith(hidden) and not p.startswith(FOR_RESIDENTS) for p in places)


def problems_of_office(language: str) -> list[str]:
    """Return what the texts of the example office lack in a language, or have wrong."""
    noted: list[Problem] = []
    try:
        values = parsed(EXAMPLE)
        values["languages"] = [{"code": language}]
        add_texts(values, EXAMPLE.parent, noted)
    except OfficeErrors as errors:
        return [str(problem) for problem in errors.problems]
    return [str(problem) for problem in noted or untranslated(values)]


def offered() -> set[str]:
    """Return the languages the example office offers."""
    return {str(block["code"]) for block in parsed(EXAMPLE)["languages"]}  # type: ignore[attr-defined]


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def problems_of_language(language: str, template: Catalog) -> Iterator[str]:
    """Yield everything that keeps a language from being offered."""
    path = catalogue_path(language)
    if path.exists():
        catalogue = read(path)
        yield from problems(template, catalogue, language)
        yield from outdated(catalogue, read(catalogue_path("de")))
    elif language != "en":
        yield "there is no catalogue; write one with python -m tests.worksheet"
    yield from problems_of_office(language)


def main(named: list[str]) -> int:
    """Print every problem of the named languages, or of all there are; return 1 if there is one."""
    template = template_of(PROJECT)
    written = {path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/*.po")}
    written |= {path.stem for path in SHIPPED.glob("*.toml")}
    found = 0
    for language in named or sorted(written | offered()):
        for problem in problems_of_language(language, template):
            click.echo(f"{language}: {problem}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
