"""Compare the translations with the program: `python -m tests.catalogues`, part of `bin/check`.

A catalogue is in order when it holds every text the program shows in that language, translated,
with the same placeholders and the right number of plural forms, and nothing else.
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

PROJECT = Path(__file__).resolve().parent.parent
TRANSLATIONS = PROJECT / "intake" / "translations"

# Languages of the staff interface; all others are for residents and need no text that only
# staff see.
STAFF_LANGUAGES = {"de", "fr", "it"}
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
    "intake/templates/macros/reach.html",
    "intake/templates/pdf/",
    "intake/templates/reports/",
)
# What stands beside texts of the staff and is still for residents.
FOR_RESIDENTS = ("intake/templates/cases/slip.html",)
# Beside `_`, `gettext`, `ngettext` and `pgettext`, which Babel knows by itself.
KEYWORDS = ("_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%")


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
    elif errors := message.check(catalogue):
        yield f"cannot be compiled, {errors[0]}: {message.id!r}"


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
    places = [str(place) for place, _ in message.locations]
    staff_only = all(p.startswith(STAFF_ONLY) and p not in FOR_RESIDENTS for p in places)
    return language in STAFF_LANGUAGES or not staff_only


def main() -> int:
    """Print every problem; return 1 if there is one."""
    template = template_of(PROJECT)
    found = 0
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        language = path.parent.parent.name
        for problem in problems(template, read(path), language):
            click.echo(f"{language}: {problem}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
