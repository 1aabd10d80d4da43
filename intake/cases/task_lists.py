"""The tasks of a member in all cases: for the day, and as a list of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import get_flashed_messages, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, func, select
from sqlalchemy import case as sql_case

from intake.cases.listing import the_queue
from intake.cases.people import names_of_members
from intake.cases.place import remember
from intake.cases.queue import Head, Queue
from intake.cases.sentences import queue_sentence
from intake.cases.tasks import TaskButton, due_day
from intake.database import db
from intake.guards import requires, the_office, who
from intake.guards.dates import today
from intake.i18n import gettext
from intake.models.permissions import Permission
from intake.models.task import Task, TaskState

SOON_DAYS = 7
OF_DAY = ("overdue", "today", "soon", "done")
NOBODY = "nobody"


@dataclass(frozen=True)
class TaskRow:
    """A task in a list. A stub shows the number of its case only.

    `what` is empty where the case is restricted: it is opened with a reason, not in a list.
    """

    uuid: UUID
    number: str
    stub: bool
    name: str
    what: str
    due: str
    due_mark: str
    is_open: bool
    of_nobody: bool


@dataclass(frozen=True)
class TaskSection:
    """The first few tasks of a list, and how many a click on its heading shows."""

    code: str
    title: str
    count: int
    address: str
    rows: list[TaskRow]

    @property
    def is_longer(self) -> bool:
        """Whether the list has more than the page shows."""
        return self.count > len(self.rows)


def labels() -> dict[str, str]:
    """What the lists are called."""
    return {
        "overdue": gettext("Tasks overdue"),
        "today": gettext("Tasks for today"),
        "soon": gettext("Tasks of the next days"),
        "later": gettext("Tasks for later"),
        "due": gettext("Tasks due"),
        "all": gettext("All open tasks"),
        "done": gettext("Tasks done today"),
    }


def tab_words() -> dict[str, str]:
    """The same in a word or two, where a heading says that they are tasks."""
    return {
        "overdue": gettext("Overdue"),
        "today": gettext("Today"),
        "soon": gettext("Next days"),
        "later": gettext("Later"),
        "due": gettext("Due"),
        "all": gettext("All open"),
        "done": gettext("Done today"),
    }


def is_in(show: str) -> ColumnElement[bool]:
    """The tasks of a list. What is due on a day is overdue when the day is over."""
    now, soon = today(), today() + timedelta(days=SOON_DAYS)
    if show == "done":
        midnight = datetime.combine(now, time(), tzinfo=the_office().timezone)
        return (Task.state == TaskState.DONE) & (Task.ended_at >= midnight)
    due: dict[str, ColumnElement[bool]] = {
        "overdue": Task.due_on < now,
        "today": Task.due_on == now,
        "soon": (Task.due_on > now) & (Task.due_on <= soon),
        "later": Task.due_on > soon,
        "due": Task.due_on <= now,
        "all": Task.due_on.is_not(None),
    }
    return (Task.state == TaskState.OPEN) & due[show]


def count_tasks(member_uuid: UUID | None, lists: Iterable[str]) -> dict[str, int]:
    """How many tasks a member (or nobody) has in each list."""
    counted = [func.count(sql_case((is_in(show), 1))).label(show) for show in lists]
    query = select(*counted).where(Task.member_uuid == member_uuid)
    return dict(db.session.execute(query).one()._mapping)


def due_of_members() -> dict[UUID | None, int]:
    """How many tasks each member has that are due today or overdue."""
    query = select(Task.member_uuid, func.count()).where(is_in("due")).group_by(Task.member_uuid)
    return {row[0]: row[1] for row in db.session.execute(query)}


def task_rows(member_uuid: UUID | None, show: str, most: int | None = None) -> list[TaskRow]:
    """The tasks of a list, what is due first on top."""
    queue = the_queue()
    query = select(Task).where(Task.member_uuid == member_uuid, is_in(show))
    query = query.order_by(Task.due_on, Task.at, Task.uuid).limit(most)
    tasks: Sequence[Task] = db.session.scalars(query).all()
    heads = queue.heads_of({task.case_uuid for task in tasks})
    return [_row(task, heads[task.case_uuid], queue) for task in tasks]


def _row(task: Task, head: Head, queue: Queue) -> TaskRow:
    stub = head.profile is None
    shut = stub or head.row.restricted
    words, mark = due_day(task.due_on) if task.is_open else (gettext("done"), "new")
    return TaskRow(
        uuid=task.uuid,
        number=head.row.number,
        stub=stub,
        name="" if stub else head.identity.get("alias") or gettext("no name given"),
        what="" if shut else task.what.get(queue.keyring.open(head.row)),
        due=words,
        due_mark=mark,
        is_open=task.is_open,
        of_nobody=task.member_uuid is None,
    )


def task_address(member_uuid: UUID | None, show: str) -> str:
    """Where the list of a member stands."""
    code = member_uuid.hex if member_uuid else NOBODY
    return url_for("cases.list_tasks", member=code, show=show)


def task_sections(member_uuid: UUID | None, lists: Iterable[str], size: int) -> list[TaskSection]:
    """The lists that hold something, each with its first few tasks."""
    counts, names = count_tasks(member_uuid, lists), labels()
    return [
        TaskSection(
            code=f"tasks-{show}",
            title=names[show] if member_uuid else gettext("Tasks that nobody has yet"),
            count=counts[show],
            address=task_address(member_uuid, show),
            rows=task_rows(member_uuid, show, size),
        )
        for show in lists
        if counts[show]
    ]


@requires(Permission.SEE_QUEUE)
def list_tasks() -> ResponseReturnValue:
    """The tasks of one member, oneself if the address names nobody else, or of nobody."""
    names, words = names_of_members(), tab_words()
    codes: dict[str, UUID | None] = {uuid.hex: uuid for uuid in names} | {NOBODY: None}
    member_uuid = codes.get(request.args.get("member", ""), who().uuid)
    show = request.args.get("show", "")
    show = show if show in words else "all"
    remember("cases.list_tasks", member=member_uuid.hex if member_uuid else NOBODY, show=show)
    counts = count_tasks(member_uuid, words)
    tabs: list[Any] = [
        (code, label, counts[code], task_address(member_uuid, code))
        for code, label in words.items()
    ]
    return render_template(
        "cases/tasks.html",
        name=names[member_uuid] if member_uuid else "",
        is_own=member_uuid == who().uuid,
        tabs=tabs,
        show=show,
        rows=task_rows(member_uuid, show),
        task_button=TaskButton(),
        done=[queue_sentence(str(code)) for code in get_flashed_messages()],
    )
