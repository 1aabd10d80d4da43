"""Reads opening hours and holidays from the settings file."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo

from intake.office.holidays import Holiday, HolidayRule, parse_rule
from intake.office.hours import MAX_YEARLY_HOLIDAYS, OpeningHours, OpenSpan
from intake.office.problems import brief
from intake.office.table import Table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPAN = re.compile(r"(\d{2}):(\d{2}) ?[-–] ?(\d{2}):(\d{2})", re.ASCII)


def read_hours(root: Table, timezone: ZoneInfo) -> OpeningHours:
    """The opening hours of the week, and the holidays."""
    block = root.table("hours")
    confirmed = block.flag("confirmed")
    week = tuple(_spans(block, day) for day in WEEKDAYS)
    if not any(week):
        block.note("monday", 'the office never opens; write hours like [ "08:30-11:30" ].')
    block.finish()
    return OpeningHours(timezone, week, _holidays(root), confirmed)


def _spans(block: Table, day: str) -> tuple[OpenSpan, ...]:
    written = block.strings(day, may_be_empty=True) if block.has(day) else []
    spans: list[OpenSpan] = []
    for words in written:
        span = _span(words)
        if span is None:
            advice = 'write hours like "08:30-11:30", from 00:00 to 23:59, the earlier first.'
            block.note(day, f"{brief(words)} can't be understood; {advice}")
        elif spans and span.start <= spans[-1].end:
            block.note(day, f"{brief(words)} begins before the one left of it ends; sort them.")
        else:
            spans.append(span)
    return tuple(spans)


def _span(words: str) -> OpenSpan | None:
    match = SPAN.fullmatch(words)
    if match is None:
        return None
    try:
        start = time(int(match[1]), int(match[2]))
        end = time(int(match[3]), int(match[4]))
    except ValueError:
        return None
    return OpenSpan(start, end) if start < end else None


def _holidays(root: Table) -> tuple[Holiday, ...]:
    holidays = tuple(_holiday(block) for block in root.tables("holidays", may_be_empty=True))
    yearly = [rule for holiday in holidays for rule in holiday.rules if rule.yearly]
    if len(yearly) > MAX_YEARLY_HOLIDAYS:
        advice = f"keep at most {MAX_YEARLY_HOLIDAYS} that come back every year."
        root.note("holidays", f"there are {len(yearly)} yearly days; {advice}")
    return holidays


def _holiday(block: Table) -> Holiday:
    label = block.text("label")
    rules = [_rule(block, words) for words in block.strings("days", may_be_empty=False)]
    block.finish()
    return Holiday(label, tuple(rule for rule in rules if rule is not None))


def _rule(block: Table, words: str) -> HolidayRule | None:
    try:
        return parse_rule(words)
    except ValueError:
        advice = 'write "2026-12-24" for one day, "12-25" for every year, or "easter+39".'
        block.note("days", f"{brief(words)} is not a day; {advice}")
        return None
