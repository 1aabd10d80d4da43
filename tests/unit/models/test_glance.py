"""A glance at JSON finds what parsing finds, whatever somebody has typed into it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from intake.models.folding import phone_digits
from intake.models.glance import ALIAS, EMAIL, ORGANISATION, PHONE, may_have, text_at

NAMES = {ALIAS: "alias", ORGANISATION: "organisation", PHONE: "phone", EMAIL: "email"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ['"alias":"', '\\"alias":"x', "\\", '"', '","phone":"079', "Selam"]
)


@given(st.dictionaries(st.sampled_from([*NAMES.values(), "times"]), TEXTS))
def test_it_reads_what_is_there(identity: dict[str, str]) -> None:
    plain = json.dumps(identity, ensure_ascii=False, separators=(",", ":")).encode()
    for mark, name in NAMES.items():
        assert text_at(plain, mark).decode() == identity.get(name, "")


@given(st.text(alphabet="0123456789+ /٠١٢", max_size=20))
def test_it_misses_no_phone_number(phone: str) -> None:
    digits = phone_digits(phone)
    assert all(may_have(phone.encode(), digits[i:].encode()) for i in range(len(digits)))
    assert not may_have(b"079 555 01 23", b"999")
