"""The histories of the cases that are open today: the last step falls on a chosen day."""

from datetime import timedelta

from intake.demo.fates import Fate
from intake.demo.pen import Pen
from intake.models.closure import Ending

WEEK = timedelta(days=7)


def write_open(pen: Pen) -> None:
    """Write the history of an open case up to where it stands."""
    pen.receive(with_code=pen.plan.writes)
    if pen.plan.fate == Fate.UNASSIGNED:
        return
    if not pen.plan.answered:
        _not_answered(pen)
    elif pen.plan.fate == Fate.NEW_ANSWER:
        _new_answer(pen)
    elif pen.plan.fate == Fate.WAITING:
        _waiting(pen)
    elif pen.plan.reopened:
        _reopened(pen)
    else:
        _in_progress(pen)
        _leave_to_do(pen)


def _not_answered(pen: Pen) -> None:
    """Somebody leads the case, and the first answer is still due."""
    pen.triage(pen.day(0), assign=pen.rng.random() < 0.4)
    if pen.rng.random() < 0.5:
        pen.note(pen.day(0))


def _in_progress(pen: Pen) -> None:
    """The last step makes the next one due: the first talk, or the end of a time of waiting."""
    last = pen.diary.day(pen.plan.back)
    situation = pen.plan.situation
    assert situation
    long_ago = pen.day(6) < last
    if not (long_ago and situation.waiting_line):
        pen.triage(pen.day(0), assign=True)
        pen.note(pen.day(0))
        pen.talk(last, first=True)
        return
    pen.triage(pen.day(0), assign=False)
    pen.talk(pen.day(1), first=True)
    latest = pen.diary.office.hours.open_day_from(pen.day(1) + timedelta(days=55))
    pen.wait(pen.day(1), min(last, latest))
    pen.resume(last)


def _leave_to_do(pen: Pen) -> None:
    """Each third case has a task, overdue or for today or later; each third an agreement."""
    diary, turn = pen.diary, pen.plan.turn
    last, later = diary.day(pen.plan.back), diary.office.hours.open_day_from(diary.due_day + WEEK)
    if turn % 3 == 0:
        pen.plan_task(last, (diary.day(1), diary.due_day, later)[turn // 3 % 3])
    elif turn % 3 == 1:
        pen.agree(last, later)


def _waiting(pen: Pen) -> None:
    last = pen.diary.day(pen.plan.back)
    pen.triage(pen.day(0), assign=pen.rng.random() < 0.5)
    if pen.plan.writes:
        pen.answer(pen.day(0), wait=False)
    pen.talk(min(pen.day(3), last), first=True)
    day = pen.diary.due_day + timedelta(days=pen.rng.randint(3, 20))
    pen.wait(last, pen.diary.office.hours.open_day_from(day))


def _new_answer(pen: Pen) -> None:
    """The client has answered since the last opening day began; nobody has read it yet."""
    pen.triage(pen.day(0), assign=pen.rng.random() < 0.5)
    pen.answer(pen.diary.day(pen.plan.back), wait=True)
    pen.reply(pen.diary.day(1))


def _reopened(pen: Pen) -> None:
    situation = pen.plan.situation
    assert situation
    pen.triage(pen.day(0), assign=False)
    pen.talk(pen.day(1), first=True)
    pen.close(
        pen.day(4), Ending(situation.closing_reason, situation.outcome, situation.service_level)
    )
    pen.reopen(pen.diary.day(pen.plan.back), "new_information")
