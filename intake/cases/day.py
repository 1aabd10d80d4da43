"""My day: what asks for something today, and then what waits for anybody of the team."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from intake.cases.filtering import state_labels
from intake.cases.listing import Shown, shown, the_queue
from intake.cases.matters import STATES
from intake.cases.news import queue_news
from intake.cases.people import names_of_members
from intake.cases.place import remember
from intake.cases.queue import Filter
from intake.cases.task_lists import OF_DAY, task_sections
from intake.cases.tasks import TaskButton
from intake.guards import requires, the_office, who
from intake.i18n import gettext
from intake.models.permissions import Permission, may

SHOWN_OF_EACH = 5


@dataclass(frozen=True)
class Section:
    """The first few cases of a list, and how many a click on its heading shows."""

    code: str
    title: str
    count: int
    address: str
    rows: list[Shown]

    @property
    def is_longer(self) -> bool:
        """Whether the list has more than the page shows."""
        return self.count > len(self.rows)


@requires(Permission.SEE_QUEUE)
def show_day() -> ResponseReturnValue:
    """What is to be done today by the member, and what the team has not taken on yet."""
    remember("cases.show_day")
    queue = the_queue()
    counts, tabs = queue.counts_of_states("mine", STATES), queue.counts()
    own = [_section("mine", state, counts[state]) for state in STATES if counts[state]]
    return render_template(
        "cases/day.html",
        own=own,
        tasks=task_sections(who().uuid, OF_DAY, SHOWN_OF_EACH),
        free_tasks=task_sections(None, ("all",), SHOWN_OF_EACH),
        task_button=TaskButton(),
        team=_section("new", "", tabs["new"]),
        open_cases=tabs["mine"],
        sees_workload=may(who().role, Permission.SEE_WORKLOAD),
        **queue_news(),
    )


def _section(tab: str, state: str, count: int) -> Section:
    narrowed, names = Filter(state=state), names_of_members()
    heads = the_queue().first(tab, narrowed, SHOWN_OF_EACH)
    codes: dict[str, Any] = {"state": state} if state else {}
    return Section(
        code=state or tab,
        title=state_labels()[state] if state else gettext("New for the team"),
        count=count,
        address=url_for("cases.show_queue", tab=tab, **codes),
        rows=[shown(head, the_office(), names) for head in heads],
    )
