"""The plural forms of the catalogues are those of CLDR."""

import pytest
from babel import Locale

from intake.i18n import LANGUAGES
from tests.plural_rules import form_of, plural_rule

ORDER = ["zero", "one", "two", "few", "many", "other"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_has_the_form_that_cldr_gives_it(language: str) -> None:
    cldr, ours = (
        Locale.parse(LANGUAGES[language].locale).plural_form,
        form_of(plural_rule(language)),
    )
    pairs = {(cldr(number), ours(number)) for number in range(1000)}
    names = sorted({name for name, _ in pairs}, key=ORDER.index)
    assert sorted(pairs, key=lambda pair: pair[1]) == [(n, i) for i, n in enumerate(names)]
    assert plural_rule(language).startswith(f"nplurals={len(names)};")
