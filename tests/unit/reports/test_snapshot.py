"""A report frozen, kept as JSON, and thawed again."""

import json

from intake.reports.snapshot import frozen, thawed
from tests.unit.reports.attack import betrayed, texts
from tests.unit.reports.samples import month

PARTS = {"topics": [3, 1, 9, 0], "municipality": [2, 11, 0]}
CLOSED = {"outcome": [1, 6, 0]}


def test_it_comes_back_as_it_was() -> None:
    one = month(1, PARTS, CLOSED, 4, 5)
    kept = json.loads(json.dumps(frozen(one)))
    back = thawed(kept)
    assert back.safe == one.safe
    assert frozen(back) == frozen(one)
    assert back.proof == one.proof != ()


def test_the_next_month_is_the_same_after_thawing() -> None:
    one = month(1, PARTS, CLOSED, 4, 5)
    back = thawed(json.loads(json.dumps(frozen(one))))
    after, after_thawing = (
        month(2, {"topics": [1, 9, 2, 0], "municipality": [0, 5, 7]}, CLOSED, 9, 5, [first])
        for first in (one, back)
    )
    assert texts([after]) == texts([after_thawing])
    assert betrayed([back, after_thawing], 5) == []
