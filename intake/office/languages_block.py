"""Reads from the settings file which languages the office offers, works in and interprets."""

from __future__ import annotations

from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES, Text
from intake.office.choices import Choices
from intake.office.entries import OfferedLanguage, SpokenLanguage
from intake.office.language_names import NAMES
from intake.office.table import Table

STAFF_LANGUAGES = ("de", "en", "fr", "it")


def read_languages(root: Table) -> tuple[OfferedLanguage, ...]:
    """The languages residents can read the pages in; German is always among them."""
    offered: dict[str, OfferedLanguage] = {}
    blocks = root.tables("languages")
    for block in blocks:
        code = block.one_of("code", LANGUAGES)
        if code in offered:
            block.note("code", f'the language "{code}" stands here twice; remove one.')
        offered[code] = OfferedLanguage(code, block.flag("reviewed"))
        block.finish()
    if blocks and DEFAULT_LANGUAGE not in offered:
        root.note("languages", 'German has to be offered; add a block with code = "de".')
    return tuple(offered.values())


def read_staff_languages(root: Table) -> tuple[str, ...]:
    """The languages the staff can work in; German is always among them."""
    chosen = root.several_of("staff_languages", STAFF_LANGUAGES, may_be_empty=False)
    if chosen and DEFAULT_LANGUAGE not in chosen:
        root.note("staff_languages", 'German has to be among them; add "de".')
    return tuple(chosen)


def read_spoken_languages(block: Table) -> Choices[SpokenLanguage]:
    """The languages people speak, and those the office adds to the program's list."""
    added = [_added(entry) for entry in block.tables("added", may_be_empty=True)]
    known = [*NAMES, *(language.code for language in added)]
    offered = block.several_of("offered", known, may_be_empty=False)
    retired = block.several_of("retired", known, may_be_empty=True) if block.has("retired") else []
    for code in [code for code in retired if code in offered]:
        block.note("retired", f'"{code}" is offered too; remove it from one of the lists.')
    block.finish()
    by_code = {language.code: language for language in added}
    return Choices(
        by_code.get(code) or _known(code, retired=code in retired)
        for code in dict.fromkeys([*offered, *by_code, *retired])
    )


def _known(code: str, retired: bool) -> SpokenLanguage:
    own_name, german, english, direction = NAMES[code]
    label = Text({"de": german, "en": english})
    return SpokenLanguage(code, label, retired, own_name, code, direction)


def _added(block: Table) -> SpokenLanguage:
    language = SpokenLanguage(
        code=block.code(),
        label=block.text("label"),
        retired=block.flag_or("retired", False),
        own_name=block.words("own_name"),
        tag=block.one_of_or_none("tag", NAMES) or "und",
        direction=block.one_of_or_none("direction", ("ltr", "rtl")) or "ltr",
    )
    if language.code in NAMES:
        block.note("code", f'"{language.code}" is known already; name it in "offered" instead.')
    block.finish()
    return language
