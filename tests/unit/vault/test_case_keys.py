"""The code of a resident opens the talk of one case and nothing else."""

from uuid import uuid4

import pytest

from intake.vault import CannotOpen, CaseKeys, NotUnderThisKey, Under

ROW = uuid4()
LABEL = "note.body.1"


@pytest.fixture
def keys():
    return CaseKeys.new(uuid4())


@pytest.mark.parametrize("under", Under)
def test_whole_keys_open_what_they_sealed(keys, under):
    assert keys.unseal(under, LABEL, ROW, keys.seal(under, LABEL, ROW, b"words")) == b"words"


def test_talk_only_keys_open_the_talk(keys):
    resident = CaseKeys.talk_only(keys.case_uuid, keys.talk)
    blob = keys.seal(Under.TALK, LABEL, ROW, b"words")
    assert resident.unseal(Under.TALK, LABEL, ROW, blob) == b"words"
    reply = resident.seal(Under.TALK, LABEL, ROW, b"reply")
    assert keys.unseal(Under.TALK, LABEL, ROW, reply) == b"reply"


def test_talk_only_keys_neither_open_nor_seal_what_is_under_the_case_key(keys):
    resident = CaseKeys.talk_only(keys.case_uuid, keys.talk)
    blob = keys.seal(Under.CASE, LABEL, ROW, b"words")
    with pytest.raises(NotUnderThisKey):
        resident.unseal(Under.CASE, LABEL, ROW, blob)
    with pytest.raises(NotUnderThisKey):
        resident.seal(Under.CASE, LABEL, ROW, b"words")
    with pytest.raises(CannotOpen):
        resident.unseal(Under.TALK, LABEL, ROW, blob)


def test_the_talk_key_taken_for_a_case_key_opens_nothing_under_it(keys):
    disguised = CaseKeys.whole(keys.case_uuid, keys.talk)
    blob = keys.seal(Under.CASE, LABEL, ROW, b"words")
    for under in Under:
        with pytest.raises(CannotOpen):
            disguised.unseal(under, LABEL, ROW, blob)


@pytest.mark.parametrize("under", Under)
def test_a_blob_moved_to_another_label_row_or_case_does_not_open(keys, under):
    blob = keys.seal(under, LABEL, ROW, b"words")
    moved = CaseKeys(uuid4(), keys.talk, keys.case)
    with pytest.raises(CannotOpen):
        keys.unseal(under, "message.body.1", ROW, blob)
    with pytest.raises(CannotOpen):
        keys.unseal(under, LABEL, uuid4(), blob)
    with pytest.raises(CannotOpen):
        moved.unseal(under, LABEL, ROW, blob)


@pytest.mark.parametrize(("sealed", "asked"), [(Under.TALK, Under.CASE), (Under.CASE, Under.TALK)])
def test_the_two_keys_do_not_stand_in_for_each_other(keys, sealed, asked):
    with pytest.raises(CannotOpen):
        keys.unseal(asked, LABEL, ROW, keys.seal(sealed, LABEL, ROW, b"words"))


def test_no_two_cases_share_a_key():
    case_uuid = uuid4()
    one, other = CaseKeys.new(case_uuid), CaseKeys.new(case_uuid)
    assert len({one.case, one.talk, other.case, other.talk}) == 4


def test_the_keys_do_not_show(keys):
    assert repr(keys.talk) not in repr(keys)
    assert repr(keys.case) not in repr(keys)
    assert str(keys.case_uuid) in repr(keys)
