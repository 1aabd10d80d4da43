"""What happens by itself: cases come back on their day, reminders, mail, and sweeping up."""

import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

from flask import Flask
from sqlalchemy import ColumnElement, select

from intake.database import begin_writing, db
from intake.guards import now, the_office
from intake.mail import notify_lead, notify_member, the_post
from intake.mail.to_staff import DUE_TODAY, OVERDUE
from intake.models.case import Case, Status
from intake.models.member import Member
from intake.models.outbox import give_up_old
from intake.models.rate import sweep_counters
from intake.models.session import ResidentSession, StaffSession
from intake.models.task import Task, TaskState
from intake.models.used_token import sweep_tokens
from intake.models.waiting import come_back, due_back

SECONDS = 60.0
LOOK_SECONDS = 1.0
NAME = b"intake-clock"
log = logging.getLogger("intake")


def tick(app: Flask) -> None:
    """Do all that is due now. Several at once, on whatever machine, do nothing twice."""
    with app.app_context():
        for step in (bring_back, remind, deliver, sweep):
            try:
                step()
            except Exception as error:  # One step must not keep the others from being done.
                db.session.rollback()
                log.error("%s in %s", type(error).__name__, step.__name__)


def bring_back() -> None:
    """Let the waiting cases come back whose day has come, and tell their leads."""
    begin_writing()
    for case in due_back(the_office(), now()):
        come_back(case, the_office(), now())
        notify_lead(case)
    db.session.commit()


def remind() -> None:
    """Once a day, while the office is open, tell who leads something overdue or has a task due.

    What is overdue and led by nobody is told to the whole team.
    """
    if the_post() is None or not the_office().hours.is_open(now()):
        return
    begin_writing()
    today = now().astimezone(the_office().timezone).date()
    late = leads_of_overdue() | doers(Task.due_on < today)
    due = doers(Task.due_on == today)
    for member in Member.active():
        of_theirs = {member.uuid, None}
        if member.holds_keys and (late | due) & of_theirs and member.reminded_on != today:
            member.reminded_on = today
            notify_member(member, OVERDUE if late & of_theirs else DUE_TODAY)
    db.session.commit()


def leads_of_overdue() -> set[object]:
    """Who leads a case on which somebody should have acted by now; None for the desk."""
    overdue = select(Case.lead_uuid).where(
        Case.closed_at.is_(None), Case.status != Status.WAITING, Case.next_action_due < now()
    )
    return set(db.session.scalars(overdue.distinct()))


def doers(due: ColumnElement[bool]) -> set[object]:
    """Who has an open task that is due so; None for one that nobody has yet."""
    query = select(Task.member_uuid).where(Task.state == TaskState.OPEN, due)
    return set(db.session.scalars(query.distinct()))


def deliver() -> None:
    """Send the mail that is due."""
    if post := the_post():
        post.deliver()


def sweep() -> None:
    """Delete what is over: sessions with the keys in them, counters of addresses, old mail."""
    begin_writing()
    StaffSession.sweep(now())
    ResidentSession.sweep(now())
    sweep_counters(now())
    sweep_tokens(now(), timedelta(hours=the_office().limits.form_max_hours))
    give_up_old(now())
    db.session.commit()


def start_clock(app: Flask, leave: Callable[[], None]) -> int:
    """Fork a process that ticks for as long as this one lives; returns its id.

    `leave` lets go of what the child inherits and must not hold, such as listening sockets.
    """
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        leave()
        keep_ticking(app, lambda: os.getppid() == parent)
    finally:
        os._exit(0)


def keep_ticking(app: Flask, may_go_on: Callable[[], bool]) -> None:
    """Tick once a minute, until told to stop or `may_go_on` says no; then finish what is begun."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: stop.set())
    for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with suppress(OSError):  # Only Linux shows a name; nothing depends on it.
        Path("/proc/self/comm").write_bytes(NAME)
    last = -SECONDS
    while may_go_on() and not stop.wait(LOOK_SECONDS):
        if monotonic() - last >= SECONDS:
            last = monotonic()
            tick(app)
