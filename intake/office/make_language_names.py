"""Write `language_names.py` anew from CLDR: `python -m intake.office.make_language_names`.

Run the formatter after it. Asking Babel at run time would load a locale for each language,
41 MB and 105 ms.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

CODES = """
    sq ar tr hr sr bs pt es ti uk fa prs ta ku ckb mk pl ru so ps de en fr it ur am bo ro hu th zh
    yue sk cs bg sl vi tl hi bn pa ne si id om nl ka hy az uz kk ky mn lt lv et el he sv da nb fi
    sw ln rw wo ff bm ha ig yo mg ko ja my km lo ug tg tk be ca te ml gu sgg
"""
LOCALES = {"prs": "fa_AF"}
OWN_CHOICE = {
    "ku": ("kurmancî", "Kurdisch (Kurmandschi)", "Kurdish (Kurmanji)"),
    "ckb": ("سۆرانی", "Kurdisch (Sorani)", "Kurdish (Sorani)"),
    "so": ("soomaali", "Somali", "Somali"),
    "prs": ("دری", "Dari", "Dari"),
    "sgg": (
        "Deutschschweizer Gebärdensprache",
        "Deutschschweizer Gebärdensprache",
        "Swiss-German Sign Language",
    ),
}
"""Where CLDR has no name, or not the one that speakers and interpreters use."""
HEAD = '''"""Names of spoken languages from CLDR, written by `make_language_names.py`."""

NAMES: dict[str, tuple[str, str, str, str]] = {
    # code: own name in its own script, German, English, direction
'''


def row(code: str) -> tuple[str, str, str, str]:
    """Own name, German and English name, direction."""
    if code == "sgg":
        return (*OWN_CHOICE[code], "ltr")
    locale = Locale.parse(LOCALES.get(code, code))
    own, german, english = OWN_CHOICE.get(code) or (
        locale.languages[code],
        Locale("de").languages[code],
        Locale("en").languages[code],
    )
    return own, german, english, locale.text_direction


def source() -> str:
    """The whole text of the module."""
    lines = []
    for code in CODES.split():
        names = ", ".join(f'"{part}"' for part in row(code))
        lines.append(f'    "{code}": ({names}),\n')
    return HEAD + "".join(lines) + "}\n"


if __name__ == "__main__":
    Path(__file__).with_name("language_names.py").write_text(source(), encoding="utf-8")
