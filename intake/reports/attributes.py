"""Attribute disclosure: a topic that all cases of a group share is known of each of them."""

from collections.abc import Mapping, Set

from intake.reports.publishing import Ladder
from intake.reports.table import Frame, RawTable

Joint = Mapping[str, Mapping[str, int]]


def ladder(levels: tuple[RawTable, ...], joint: Joint, sensitive: Set[str], fewest: int) -> Ladder:
    """The ladder, beginning where no group of cases shares one sensitive row.

    `joint` has the cases by group (a municipality, and the whole office) and by finest row code;
    `sensitive` are finest codes. Groups of fewer than `fewest` cases are left out: where the
    report crosses group and topic take 1, where both are only margins 2, since one case always
    shares its topic with itself. The last level is used if none is free of it.
    """
    for number, level in enumerate(levels):
        if not shares_one(level.frame, joint, sensitive, fewest):
            return Ladder(levels, number)
    return Ladder(levels, len(levels) - 1)


def shares_one(frame: Frame, joint: Joint, sensitive: Set[str], fewest: int) -> bool:
    """Whether all cases of some group stand in one row that holds nothing but sensitive codes."""
    rows = [row.parts for row in frame.body if row.parts <= sensitive]
    return any(
        sum(counts.values()) >= max(1, fewest)
        and any(all(code in parts for code, count in counts.items() if count) for parts in rows)
        for counts in joint.values()
    )
