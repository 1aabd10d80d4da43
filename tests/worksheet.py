"""Write or renew what a translator fills in: `python -m tests.worksheet ti`.

Two files: the catalogue with every text residents see, its German beside it, and the texts of the
example office. What is translated already stays; where the German has changed since, the text is
marked fuzzy. `python -m tests.catalogues ti` says what is still missing.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES
from intake.office.file import parsed
from intake.office.texts import SHIPPED, for_residents
from tests.catalogues import (
    EXAMPLE,
    GLOSSARY,
    PROJECT,
    QUOTED_GERMAN,
    catalogue_path,
    forms,
    german_of,
    is_shown_in,
    quoted_german,
    read,
    template_of,
    texts,
)
from tests.plural_rules import plural_rule

NEVER_WRAPPED = 10_000
UNUSED_HEADERS = ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team", "Generated-By")


def new_head(language: str) -> str:
    """Return the comment a new catalogue begins with."""
    words = " · ".join(f"{term} …" for term in GLOSSARY)
    return (
        f"# Texts of intake for residents in {LANGUAGES[language].own_name}: plain and polite.\n"
        "#\n# Nobody who grew up with this language has checked them yet (see `reviewed` in"
        f" office.toml).\n# Words: {words}"
    )


def renewed(language: str, template: Catalog, german: Catalog, old: Catalog | None) -> Catalog:
    """Return the catalogue a language needs today, with what the old one has translated."""
    day = datetime(2026, 11, 24, 12, tzinfo=UTC)
    catalogue = Catalog(language, project="intake", creation_date=day, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", plural_rule(language))]
    catalogue.revision_date = day
    catalogue.header_comment = old.header_comment if old else new_head(language)
    for wanted in texts(template):
        held = old.get(wanted.id, wanted.context) if old else None
        if is_shown_in(language, wanted) or (held and any(forms(held.string))):
            _add(catalogue, wanted, german, old)
    return catalogue


def _add(catalogue: Catalog, wanted: Message, german: Catalog, old: Catalog | None) -> None:
    held = old.get(wanted.id, wanted.context) if old else None
    beside = german_of(wanted, german)
    flags = set(wanted.flags)
    if held and (held.fuzzy or quoted_german(held) not in ("", beside)):
        flags.add("fuzzy")
    places = sorted({(str(place), None) for place, _ in wanted.locations})
    string = held.string if held else ("",) * catalogue.num_plurals
    catalogue.add(
        wanted.id,
        string if held or wanted.pluralizable else "",
        locations=places,  # type: ignore[arg-type]
        flags=flags,
        auto_comments=[QUOTED_GERMAN + beside] if beside else [],
        context=wanted.context,
    )


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, one line for each text, without headers that say nothing."""
    content = BytesIO()
    write_po(content, catalogue, width=NEVER_WRAPPED, include_lineno=False)
    lines = content.getvalue().decode().replace("intake VERSION", "intake").splitlines()
    kept = [line for line in lines if not line.startswith(tuple(f'"{h}' for h in UNUSED_HEADERS))]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")


def office_texts(language: str) -> str:
    """Return the texts of the example office for a language, empty where there are none yet."""
    path = SHIPPED / f"{language}.toml"
    head = path.read_text(encoding="utf-8").partition("\n[")[0] if path.exists() else HEAD
    held = parsed(path) if path.exists() else {}
    blocks = [head.format(language=LANGUAGES[language].own_name).strip() + "\n"]
    for key, label in for_residents(parsed(EXAMPLE), language).items():
        if language in label:
            continue
        name, _, code = key.partition(".")
        entry = held.get(name, {})
        entry = entry.get(code, {}) if code and isinstance(entry, dict) else entry
        words = entry.get(language, "") if isinstance(entry, dict) else ""
        german = label[DEFAULT_LANGUAGE]
        blocks.append(f'[{key}]\nde = "{german}"\n{language} = "{words}"\n')
    return "\n".join(blocks)


HEAD = """\
# The texts of the office in {language}. Each block has the key it has in office.toml, the German
# that was translated, and its translation. Nobody who grew up with the language has checked them.
"""


def main(languages: list[str]) -> None:
    """Write both files for each language."""
    template, german = template_of(PROJECT), read(catalogue_path(DEFAULT_LANGUAGE))
    for language in languages:
        path = catalogue_path(language)
        old = read(path) if path.exists() else None
        write_catalogue(path, renewed(language, template, german, old))
        (SHIPPED / f"{language}.toml").write_text(office_texts(language), encoding="utf-8")
        click.echo(f"{path.relative_to(PROJECT)} and intake/office_texts/{language}.toml")


if __name__ == "__main__":
    main(sys.argv[1:])
