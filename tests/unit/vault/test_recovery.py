"""The recovery sheet leads back to the office key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vault import (
    CannotOpen,
    KeyPair,
    MistypedSheet,
    OfficePrivate,
    RecoverySheet,
    crockford,
)


def test_a_sheet_has_eight_groups_of_four_letters():
    groups = RecoverySheet.new().groups
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_sheets_differ():
    assert RecoverySheet.new().groups != RecoverySheet.new().groups


@pytest.mark.parametrize("between", ["", " ", "-", "\n", " \u2013 "])
def test_the_typed_groups_lead_to_the_same_key_pair(between):
    sheet = RecoverySheet.new()
    typed = between.join(sheet.groups)
    assert RecoverySheet.parse(typed).key_pair() == sheet.key_pair()
    assert RecoverySheet.parse(typed.lower()).key_pair() == sheet.key_pair()


def test_letters_easily_mistaken_are_mended():
    assert RecoverySheet.parse("oOiI lLaa " + "0000" * 6).groups[:2] == ("0011", "11AA")


@pytest.mark.parametrize("text", ["", "0" * 31, "0" * 33, "0" * 31 + "U", "0" * 31 + "é"])
def test_what_is_no_sheet_is_refused(text):
    with pytest.raises(MistypedSheet):
        RecoverySheet.parse(text)


@given(st.text(min_size=32, max_size=32, alphabet=st.characters()))
def test_whatever_is_typed_only_mistyped_sheet_is_raised(text):
    try:
        sheet = RecoverySheet.parse(text)
    except MistypedSheet:
        return
    assert len(sheet.secret) == 20


def test_the_sheet_opens_its_grant_and_another_does_not():
    office, sheet = OfficePrivate.new(), RecoverySheet.new()
    grant = office.grant_to(sheet.key_pair().public)
    typed = RecoverySheet.parse(" ".join(sheet.groups))
    assert OfficePrivate.from_grant(grant, typed.key_pair(), office.key_id) == office
    with pytest.raises(CannotOpen):
        OfficePrivate.from_grant(grant, RecoverySheet.new().key_pair(), office.key_id)


def test_a_group_is_asked_back_by_its_number():
    sheet = RecoverySheet(bytes(range(20)))
    assert sheet.group_is(1, sheet.groups[0])
    assert sheet.group_is(8, f" {sheet.groups[7].lower()} ")
    assert not sheet.group_is(2, sheet.groups[2])
    assert not sheet.group_is(1, "")
    assert not sheet.group_is(1, "é" * 4)


def test_the_secret_does_not_show():
    sheet = RecoverySheet.new()
    assert repr(sheet.secret) not in repr(sheet)
    assert sheet.key_pair() != KeyPair.from_private(sheet.secret + bytes(12))


@given(st.binary(max_size=8).map(lambda data: data * 5))
def test_letters_lead_back_to_the_bytes(data):
    assert crockford.read(crockford.written(data)) == data


def test_bits_that_fill_no_whole_letters_or_bytes_are_refused():
    with pytest.raises(ValueError, match="letters"):
        crockford.written(b"xx")
    with pytest.raises(ValueError, match="bytes"):
        crockford.read("000")
