"""When each case of the demo office comes in, and when its last step is."""

from datetime import date, datetime, timedelta
from random import Random

from intake.demo.diary import Diary
from intake.demo.fates import Fate
from intake.demo.plan import Plan

SPANS = {
    "brief_contact": (0, 1, 0),
    "short_advice": (0, 9, 2),
    "advice": (2, 42, 9),
    "accompaniment": (28, 120, 50),
}
"""For how many opening days cases of a service level are worked on: least, most, usual."""

SPANS_OF_FATE = {
    Fate.SHORT_CALL: (0, 0),
    Fate.TEST: (0, 0),
    Fate.SPAM: (0, 2),
    Fate.AT_TRIAGE: (0, 1),
    Fate.NOT_RESPONSIBLE: (0, 1),
    Fate.DUPLICATE: (0, 1),
    Fate.WITHDRAWN: (1, 10),
    Fate.UNREACHABLE: (6, 24),
}
LONG_ENOUGH_TO_DOUBLE = 4
URGENT = "urgent"


def settle_times(plans: list[Plan], diary: Diary, seed: int) -> None:
    """Draw when each case comes in; duplicates shortly after the case they double."""
    rng = Random(f"{seed} times")
    doubled = {id(plan.double) for plan in plans}
    for plan in plans:
        if plan.fate.is_open:
            _settle_open(plan, diary, rng)
        else:
            _settle_closed(plan, diary, rng, LONG_ENOUGH_TO_DOUBLE * (id(plan) in doubled))
    for plan in plans:
        if plan.double:
            plan.received = plan.double.received + timedelta(minutes=rng.randrange(4, 600))


def _settle_closed(plan: Plan, diary: Diary, rng: Random, at_least: int) -> None:
    plan.span = max(_span(plan, rng), at_least)
    if plan.reopened:
        plan.span += rng.randrange(10, 25)
    # A day more than needed: what comes in after closing time is begun the next day.
    needed = 1 if plan.fate == Fate.SHORT_CALL else plan.span + 2
    day = diary.request_day(_at_home(plan), needed, rng)
    plan.received = _moment(plan, day, diary, rng)


def _span(plan: Plan, rng: Random) -> int:
    if plan.fate in SPANS_OF_FATE:
        return rng.randint(*SPANS_OF_FATE[plan.fate])
    assert plan.situation
    least, most, usual = SPANS[plan.situation.service_level]
    return round(rng.triangular(least, most, usual))


def _moment(plan: Plan, day: date, diary: Diary, rng: Random) -> datetime:
    return diary.at_home(day, rng) if _at_home(plan) else diary.at_work(day, rng)


def _at_home(plan: Plan) -> bool:
    """Whether the request is written in somebody's free time."""
    return plan.channel == "web" and plan.is_of_a_person


def _settle_open(plan: Plan, diary: Diary, rng: Random) -> None:
    """Choose the days so that what the verbs make due falls on the day that the fate says."""
    if plan.fate == Fate.UNASSIGNED:
        plan.received = _just_now(plan, diary, rng)
        return
    office = diary.office
    answer, step = office.default_urgency.response_days, office.thresholds.next_step_days
    before = 0
    plan.answered = plan.reopened or plan.turn % 5 > 1
    if plan.fate == Fate.OVERDUE:
        plan.back = (step if plan.answered else answer) + rng.randint(1, 4)
    elif plan.fate == Fate.DUE_TODAY:
        plan.answered = plan.answered and not plan.urgent
        plan.back = step if plan.answered else answer
        if plan.urgent:
            plan.back = office.urgencies[URGENT].response_days
    elif plan.fate == Fate.WAITING:
        plan.answered, plan.back = True, rng.choice((1, 2, 4, 6, 9, 12, 16, 19))
        before = rng.randint(1, 40)
    elif plan.fate == Fate.NEW_ANSWER:
        plan.answered, plan.back, before = True, rng.randint(2, 6), rng.randint(0, 2)
    else:
        plan.answered = plan.reopened or plan.turn % 12 != 5
        plan.back = rng.randint(1, step - 1) if plan.answered else 1
    if plan.answered and not before:
        rested = plan.situation is not None and bool(plan.situation.waiting_line)
        before = rng.choice((2, 9, 13, 18, 25, 34) if rested else (0, 1, 1, 2))
    day = diary.day(min(plan.back + before + 20 * plan.reopened, len(diary.days)))
    plan.received = diary.at_work(day, rng)
    if _at_home(plan) and before:
        plan.received = diary.at_home(day, rng)


def _just_now(plan: Plan, diary: Diary, rng: Random) -> datetime:
    """Since the morning of the last opening day."""
    day = diary.day(1)
    if not _at_home(plan):
        return diary.at_work(day, rng)
    days = (diary.today - day).days
    while True:
        moment = diary.at_home(day + timedelta(days=rng.randint(0, days)), rng)
        if moment <= diary.end:
            return moment
