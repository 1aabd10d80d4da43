"""The histories of the cases that are closed: from the request to what came of it."""

from collections.abc import Callable
from datetime import date

from intake.demo.fates import Fate
from intake.demo.pen import Pen
from intake.models.closure import Ending

LONGEST_WAIT = 30
LONGEST_TALKS = 6
DONE = "done"

Scribe = Callable[[Pen], None]


def write_closed(pen: Pen) -> None:
    """Write the whole history of a closed case."""
    pen.receive()
    SCRIBES[pen.plan.fate](pen)


def _worked(pen: Pen) -> None:
    """An answer, talks, perhaps a time of waiting, and the end."""
    end = pen.plan.span
    after = max(end - pen.rng.randint(6, 9), 1) if pen.plan.reopened else end
    if pen.plan.conflict:
        pen.conflict(pen.day(0))
    _begin(pen, after)
    answer = min(after, pen.rng.choice((0, 0, 0, 1, 1, 2, 3)))
    talk = _first_talk(pen, answer, after)
    _later_talks(pen, talk, after)
    pen.close(pen.day(after), ending_of(pen))
    if pen.plan.reopened:
        pen.reopen(pen.day(after + 5), "not_solved")
        pen.talk(pen.day(after + 6), first=False)
        pen.close(pen.day(end), ending_of(pen))


def ending_of(pen: Pen) -> Ending:
    """How the texts of a situation say that it ends."""
    told = pen.plan.situation
    assert told
    return Ending(told.closing_reason, told.outcome, told.service_level)


def _begin(pen: Pen, end: int) -> None:
    pen.triage(pen.day(0), assign=pen.rng.random() < 0.4)
    if pen.rng.random() < 0.6:
        pen.note(pen.day(0))


def _first_talk(pen: Pen, answer: int, end: int) -> int:
    """The answer in writing where the client can read it, then the first talk."""
    told = pen.plan.situation
    assert told
    talk = answer
    if pen.plan.writes:
        talk = min(end, answer + pen.rng.choice((0, 1, 2, 4, 7)))
        answers = bool(told.followup) and talk > answer
        pen.answer(pen.day(answer), wait=answers)
        if answers:
            pen.reply(pen.day(pen.rng.randint(answer, talk - 1)))
    pen.talk(pen.day(talk), first=True)
    return talk


def _later_talks(pen: Pen, talk: int, end: int) -> None:
    """More talks where the service level asks for them; between them the case may wait."""
    told = pen.plan.situation
    assert told
    level = pen.diary.office.service_levels[told.service_level]
    more = level.min_talks - 1 + pen.rng.randint(0, 2) if level.min_talks else 0
    if told.waiting_line and end - talk >= LONGEST_TALKS:
        rest = min(talk + LONGEST_WAIT, end - LONGEST_TALKS + 1)
        until = pen.day(pen.rng.randint(talk + 1, rest))
        pen.wait(pen.day(talk), until)
        pen.resume(until)
        talk = pen.diary.days.index(until) - pen.start
    for n in range(more):
        pen.talk(pen.day(talk + (end - talk) * (n + 1) // (more + 1)), first=False)


def _at_triage(pen: Pen) -> None:
    """Somebody answers at once; nobody has to lead the case."""
    told = pen.plan.situation
    assert told
    day = pen.day(pen.plan.span)
    pen.talk(day, first=True)
    pen.close(day, Ending(told.closing_reason, told.outcome, told.service_level))


def _not_responsible(pen: Pen) -> None:
    pen.note(pen.day(0))
    pen.close(pen.day(pen.plan.span), Ending("not_responsible"))


def _short_call(pen: Pen) -> None:
    assert pen.plan.call
    pen.brief_talk(pen.day(0), pen.plan.call.minutes)
    pen.close(pen.day(0), Ending("answered_at_once", "information_given", "brief_contact"))


def _withdrawn(pen: Pen) -> None:
    if pen.plan.turn % 3:
        pen.triage(pen.day(0), assign=pen.rng.random() < 0.5)
    pen.withdraw(pen.day(pen.plan.span - 1))
    pen.read(pen.day(pen.plan.span + 1), pen.lead if pen.plan.turn % 3 else pen.team.coordinator)


def _unreachable(pen: Pen) -> None:
    days: list[date] = [pen.day(round(pen.plan.span * n / 3)) for n in range(4)]
    pen.triage(days[0], assign=pen.rng.random() < 0.4)
    for day in days[:3]:
        pen.attempt(day)
    pen.close(days[3], Ending("unreachable"))


def _duplicate(pen: Pen) -> None:
    assert pen.plan.double
    pen.close_double(pen.day(pen.plan.span), pen.plan.double)


def _unasked(pen: Pen) -> None:
    pen.close(pen.day(pen.plan.span), Ending(pen.plan.fate.value), pen.team.coordinator)


SCRIBES: dict[Fate, Scribe] = {
    Fate.WORKED: _worked,
    Fate.AT_TRIAGE: _at_triage,
    Fate.NOT_RESPONSIBLE: _not_responsible,
    Fate.SHORT_CALL: _short_call,
    Fate.WITHDRAWN: _withdrawn,
    Fate.UNREACHABLE: _unreachable,
    Fate.DUPLICATE: _duplicate,
    Fate.SPAM: _unasked,
    Fate.TEST: _unasked,
}
