"""Addresses are counted by a hash that cannot be made again the next day."""

from copy import copy
from datetime import date, timedelta

from intake.vault import AddressHasher

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


def test_one_address_has_one_hash_a_day():
    hasher = AddressHasher()
    first = hasher.hash("192.0.2.1", TODAY)
    assert len(first) == 32
    assert hasher.hash("192.0.2.1", TODAY) == first
    assert hasher.hash("192.0.2.2", TODAY) != first


def test_the_next_day_it_has_another_one():
    hasher = AddressHasher()
    assert hasher.hash("192.0.2.1", TODAY) != hasher.hash("192.0.2.1", TOMORROW)


def test_the_hash_of_yesterday_cannot_be_made_again():
    hasher = AddressHasher()
    yesterdays = hasher.hash("192.0.2.1", TODAY)
    todays = hasher.hash("192.0.2.1", TOMORROW)
    assert hasher.hash("192.0.2.1", TODAY) == todays
    assert todays != yesterdays


def test_workers_agree_whichever_day_each_is_first_asked():
    early = AddressHasher()
    late = copy(early)
    early.hash("192.0.2.1", TODAY)
    assert early.hash("192.0.2.1", TOMORROW) == late.hash("192.0.2.1", TOMORROW)


def test_a_restart_makes_new_hashes():
    assert AddressHasher().hash("192.0.2.1", TODAY) != AddressHasher().hash("192.0.2.1", TODAY)


def test_a_forged_address_header_does_no_harm():
    assert len(AddressHasher().hash("\ud800\0", TODAY)) == 32


def test_a_day_before_the_first_counts_as_the_first():
    hasher = AddressHasher()
    assert hasher.hash("192.0.2.1", date(2020, 1, 1)) == hasher.hash("192.0.2.1", date(2026, 1, 1))
