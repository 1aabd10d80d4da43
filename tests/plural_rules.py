"""How each language counts: the plural forms a catalogue has to state in its head.

For whole numbers below a million, after CLDR; `test_plural_rules.py` compares them.
"""

from collections.abc import Callable
from gettext import c2py  # type: ignore[attr-defined]

ONE_OR_MORE = "nplurals=2; plural=(n != 1);"
UP_TO_ONE_OR_MORE = "nplurals=2; plural=(n > 1);"
FEW = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"
ENDS_IN_ONE = "n%10==1 && n%100!=11"
THREE = f"nplurals=3; plural=({ENDS_IN_ONE} ? 0 : {FEW} ? 1 : 2);"
OTHERS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 ? 4 : 5);",
    "bs": THREE,
    "fa": UP_TO_ONE_OR_MORE,
    "fr": UP_TO_ONE_OR_MORE,
    "mk": f"nplurals=2; plural=({ENDS_IN_ONE} ? 0 : 1);",
    "pl": f"nplurals=3; plural=(n==1 ? 0 : {FEW} ? 1 : 2);",
    "ru": THREE,
    "ti": UP_TO_ONE_OR_MORE,
    "uk": THREE,
}


def plural_rule(language: str) -> str:
    """Return the line `Plural-Forms` of a language, as gettext writes it."""
    return OTHERS.get(language, ONE_OR_MORE)


def form_of(expression: str) -> Callable[[int], int]:
    """Return the function from a number to the place of its form; ValueError if it is none."""
    return c2py(expression.rpartition("plural=")[2].strip().rstrip(";"))  # type: ignore[no-any-return]
