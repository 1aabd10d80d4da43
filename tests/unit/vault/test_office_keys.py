"""The office opens every case; a member opens the office key with a grant of their own."""

from uuid import uuid4

import pytest

from intake.vault import CannotOpen, CaseKeys, KeyPair, NotUnderThisKey, OfficePrivate, Under


@pytest.fixture
def office():
    return OfficePrivate.new()


@pytest.fixture
def keys():
    return CaseKeys.new(uuid4())


def ways(office, keys):
    """Each way to store a case key, with its way back."""
    yield office.open_case, office.public.seal_case_key(keys)
    yield office.unwrap_case, office.wrap_case(keys)


def test_it_opens_what_the_public_half_and_the_wrap_closed(office, keys):
    for way_back, blob in ways(office, keys):
        assert way_back(keys.case_uuid, blob) == keys


def test_a_case_key_moved_to_another_case_does_not_open(office, keys):
    for way_back, blob in ways(office, keys):
        with pytest.raises(CannotOpen):
            way_back(uuid4(), blob)


def test_another_office_opens_nothing(office, keys):
    stranger = OfficePrivate.new()
    for (_, blob), (way_back, _) in zip(ways(office, keys), ways(stranger, keys), strict=True):
        with pytest.raises(CannotOpen):
            way_back(keys.case_uuid, blob)


def test_no_flipped_bit_and_no_truncation_opens(office, keys):
    for way_back, blob in ways(office, keys):
        flipped = [blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :] for at in range(len(blob))]
        for altered in flipped + [blob[:end] for end in range(len(blob))] + [blob + b"\0"]:
            with pytest.raises(CannotOpen):
                way_back(keys.case_uuid, altered)


def test_many_wraps_open_as_each_of_them_does(office):
    cases = [CaseKeys.new(uuid4()) for _ in range(5)]
    wraps = [(keys.case_uuid.bytes, office.wrap_case(keys)) for keys in cases]
    assert list(office.unwrap_each(wraps)) == [keys.case for keys in cases]
    moved = [(cases[1].case_uuid.bytes, wraps[0][1])]
    for asked, wanted in ((office, moved), (OfficePrivate.new(), wraps)):
        with pytest.raises(CannotOpen):
            next(asked.unwrap_each(wanted))


def test_talk_only_keys_cannot_be_stored_as_a_case_key(office, keys):
    resident = CaseKeys.talk_only(keys.case_uuid, keys.talk)
    with pytest.raises(NotUnderThisKey):
        office.public.seal_case_key(resident)
    with pytest.raises(NotUnderThisKey):
        office.wrap_case(resident)


def test_a_member_opens_the_office_key_with_their_grant(office, keys):
    member = KeyPair.new()
    opened = OfficePrivate.from_grant(office.grant_to(member.public), member, office.key_id)
    assert opened == office
    assert opened.unwrap_case(keys.case_uuid, office.wrap_case(keys)) == keys
    assert opened.open_case(keys.case_uuid, office.public.seal_case_key(keys)) == keys


def test_a_grant_is_for_one_member_and_one_key_id(office):
    member = KeyPair.new()
    grant = office.grant_to(member.public)
    with pytest.raises(CannotOpen):
        OfficePrivate.from_grant(grant, KeyPair.new(), office.key_id)
    with pytest.raises(CannotOpen):
        OfficePrivate.from_grant(grant, member, OfficePrivate.new().key_id)
    for altered in (b"", grant[:-1], grant + b"\0", grant[:40] + b"\0" + grant[41:] + b"\0"):
        with pytest.raises(CannotOpen):
            OfficePrivate.from_grant(altered, member, office.key_id)


def test_a_sealed_case_key_is_no_grant(office, keys):
    blob = office.public.seal_case_key(keys)
    with pytest.raises(CannotOpen):
        OfficePrivate.from_grant(blob, office.pair, office.key_id)


def test_key_ids_differ_and_nothing_private_shows(office):
    assert office.key_id != OfficePrivate.new().key_id
    assert len(office.key_id) == 16
    assert repr(office.pair.private) not in repr(office)
    assert office.public.key_id == office.key_id
    assert office.public.public == office.pair.public


def test_the_case_key_is_the_one_thing_sealed(office, keys):
    opened = office.open_case(keys.case_uuid, office.public.seal_case_key(keys))
    blob = keys.seal(Under.CASE, "profile.1", keys.case_uuid, b"profile")
    assert opened.unseal(Under.CASE, "profile.1", keys.case_uuid, blob) == b"profile"


def test_what_the_office_seals_for_itself_opens_for_its_row_and_label_alone(office):
    row = uuid4()
    blob = office.seal_own("report.content.1", row, b"raw figures")
    assert office.unseal_own("report.content.1", row, blob) == b"raw figures"
    for other in (
        lambda: office.unseal_own("report.content.2", row, blob),
        lambda: office.unseal_own("report.content.1", uuid4(), blob),
        lambda: OfficePrivate.new().unseal_own("report.content.1", row, blob),
    ):
        with pytest.raises(CannotOpen):
            other()
