"""Who asks the demo office what: situations in the shares that an office of the kind sees."""

from collections.abc import Iterable, Iterator
from random import Random

from intake.demo.fates import (
    CONFLICTS_OF_900,
    REOPENED_OF_900,
    URGENT_OF_60,
    Fate,
    apportion,
    fates_of,
)
from intake.demo.plan import Plan
from intake.demo.texts import GERMAN, Situation, Texts

ORGANISATIONS, MUNICIPALITIES = 0.12, 0.08
VIOLENCE, DISCRIMINATION = 0.03, 0.025
GERMAN_OF_PERSONS = 0.24
ELSEWHERE = "en-lives-elsewhere"
TOLD = (Fate.WORKED, *(fate for fate in Fate if fate.is_open), Fate.WITHDRAWN, Fate.UNREACHABLE)
"""Fates of the cases that are about a situation drawn by weight."""


def plans_for(cases: int, open_cases: int, texts: Texts, seed: int) -> list[Plan]:
    """A plan for each case: its fate, and what it is about."""
    fates = fates_of(cases, open_cases)
    rng = Random(f"{seed} mix")
    plans = [Plan(fate, f"{seed} {fate} {n}", n) for fate in Fate for n in range(fates[fate])]
    _tell(plans, texts, cases, rng)
    _answer_at_once(plans, texts, rng)
    _send_unasked(plans, texts)
    _mark(plans, cases, open_cases)
    return plans


def of_fate(plans: Iterable[Plan], *fates: Fate) -> list[Plan]:
    """The plans with one of these fates."""
    return [plan for plan in plans if plan.fate in fates]


def is_at_triage(situation: Situation) -> bool:
    """Whether the story of a situation ends before anybody leads the case."""
    return situation.closing_reason in {"answered_at_once", "signposted", "not_responsible"}


def _tell(plans: list[Plan], texts: Texts, cases: int, rng: Random) -> None:
    """Give the cases under work their situations; first those where few situations fit."""
    told = of_fate(plans, *TOLD)
    pool = _drawn(texts, len(told), cases)
    rng.shuffle(pool)
    order = (Fate.NEW_ANSWER, Fate.WAITING, Fate.WITHDRAWN, Fate.UNREACHABLE)
    told.sort(key=lambda plan: order.index(plan.fate) if plan.fate in order else len(order))
    for plan in told:
        plan.situation = pool.pop(_choice(pool, plan.fate, told))


def _choice(pool: list[Situation], fate: Fate, told: list[Plan]) -> int:
    """The next situation that fits; of open cases, if possible, none twice with the same fate."""
    fitting = [at for at, situation in enumerate(pool) if _fits(situation, fate)]
    beside = {p.situation.key for p in told if p.fate == fate and p.situation}
    fresh = (at for at in fitting if fate.is_open and pool[at].key not in beside)
    return next(fresh, fitting[0] if fitting else 0)


def _fits(situation: Situation, fate: Fate) -> bool:
    if fate == Fate.NEW_ANSWER:
        return bool(situation.followup) and situation.is_of_a_person
    if fate == Fate.WAITING:
        return bool(situation.waiting_line)
    if fate == Fate.WITHDRAWN:
        return situation.is_of_a_person
    if fate == Fate.UNREACHABLE:
        return situation.is_of_a_person and situation.reach == "phone"
    return True


def _drawn(texts: Texts, total: int, cases: int) -> list[Situation]:
    """So many situations, by weight within the shares of the groups."""
    groups: dict[str, dict[str, float]] = {}
    for situation in texts.situations:
        if not is_at_triage(situation):
            groups.setdefault(_group(situation), {})[situation.key] = situation.weight
    shares = dict(_shares(total, cases))
    drawn: list[Situation] = []
    for group, count in apportion(total, shares).items():
        for key, times in apportion(count, groups[group]).items():
            drawn += [texts.situation(key)] * times
    return drawn


def _group(situation: Situation) -> str:
    if not situation.is_of_a_person:
        return situation.requester
    for topic in ("violence", "discrimination"):
        if topic in situation.topics:
            return topic
    return "german" if situation.lang == GERMAN else "others"


def _shares(total: int, cases: int) -> Iterator[tuple[str, float]]:
    yield "organisation", ORGANISATIONS * cases
    yield "municipality", MUNICIPALITIES * cases
    yield "violence", VIOLENCE * cases
    # The care home among the organisations brings the rest of these.
    yield "discrimination", (DISCRIMINATION - ORGANISATIONS / 12) * cases
    rest = total - (ORGANISATIONS + MUNICIPALITIES + VIOLENCE + DISCRIMINATION) * cases
    yield "german", GERMAN_OF_PERSONS * rest
    yield "others", (1 - GERMAN_OF_PERSONS) * rest


def _answer_at_once(plans: list[Plan], texts: Texts, rng: Random) -> None:
    brief = [s for s in texts.situations if is_at_triage(s) and s.key != ELSEWHERE]
    at_triage = of_fate(plans, Fate.AT_TRIAGE)
    counts = apportion(len(at_triage), {situation.key: situation.weight for situation in brief})
    keys = [key for key, count in counts.items() for _ in range(count)]
    rng.shuffle(keys)
    for plan, key in zip(at_triage, keys, strict=True):
        plan.situation = texts.situation(key)
    for plan in of_fate(plans, Fate.NOT_RESPONSIBLE):
        plan.situation = texts.situation(ELSEWHERE)
    spoken = [situation.spoken for situation in texts.situations if situation.is_of_a_person]
    for plan in of_fate(plans, Fate.SHORT_CALL):
        plan.call, plan.spoken = rng.choice(texts.short_calls), rng.choice(spoken)


def _send_unasked(plans: list[Plan], texts: Texts) -> None:
    """Spam and tests have words only; a duplicate repeats a case that was worked on."""
    for n, plan in enumerate(of_fate(plans, Fate.SPAM)):
        plan.words = texts.spam[n % len(texts.spam)]
    for plan in of_fate(plans, Fate.TEST):
        plan.words = texts.test
    doubled = (p for p in of_fate(plans, Fate.WORKED) if p.is_of_a_person)
    for plan in of_fate(plans, Fate.DUPLICATE):
        plan.double = next(doubled)
        plan.situation = plan.double.situation


def _mark(plans: list[Plan], cases: int, open_cases: int) -> None:
    for plan in of_fate(plans, Fate.DUE_TODAY)[: round(open_cases * URGENT_OF_60 / 60)]:
        plan.urgent = True
    reopened = round(cases * REOPENED_OF_900 / 900)
    candidates = of_fate(plans, Fate.STEADY)[:1] + of_fate(plans, Fate.WORKED)[::-1]
    for plan in candidates[:reopened]:
        plan.reopened = True
    for plan in of_fate(plans, Fate.WORKED)[len(plans) // 2 :][: cases * CONFLICTS_OF_900 // 900]:
        plan.conflict = True
