"""Linking a case with another one, or merging it into that."""

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from intake.cases.case_page import answer, done
from intake.cases.comparing import compared
from intake.cases.people import names_of_members
from intake.cases.refusals import StaffForm, carried_out
from intake.cases.tasks import tasks_of
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import ShortText, cleaned
from intake.i18n import lazy_gettext as _l
from intake.models.access import (
    AccessRefused,
    NoSuchCase,
    OpenedCase,
    ReasonNeeded,
    open_case,
    relation_to,
)
from intake.models.merging import CannotJoin, link, merge
from intake.models.permissions import Permission, may


class JoinForm(StaffForm):
    """The other case, and whether the same person asked; `asked` once the question was put."""

    other = ShortText(
        _l("Number of the other case"),
        [DataRequired(_l("Give the number of the other case, such as 2026-0042."))],
        render_kw={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"},
    )
    same_person = BooleanField(
        _l("The same person asked both times: merge this case into the other one"),
        description=_l("Without the tick the two cases are only linked, and both go on."),
    )
    asked = HiddenField()

    @property
    def must_ask(self) -> bool:
        """Merging cannot be taken back: it is asked about once, for this very case."""
        return bool(self.same_person.data) and self.asked.data != self.other.data

    def ask(self) -> None:
        """Show the form once more, as a question."""
        self.asked.data = self.other.data


@dataclass(frozen=True)
class Other:
    """The other case as far as this member may work on it, or why not."""

    opened: OpenedCase | None = None
    problem: str = "unknown"

    @classmethod
    def of_number(cls, number: str) -> "Other":
        """Look for it; the access log says so."""
        me = who()
        work = Permission.WORK_ON_CASE
        try:
            return cls(open_case(number, me.member, me.keyring, work, now(), to_write=False))
        except NoSuchCase:
            return cls()
        except AccessRefused:
            return cls(problem="hidden")
        except ReasonNeeded:
            return cls(problem="reason")

    def still_open(self) -> OpenedCase:
        """The other case, read again within the writing transaction."""
        if self.opened is None:
            raise CannotJoin(self.problem)
        relation = relation_to(self.opened.case, who().uuid)
        if not may(who().role, Permission.WORK_ON_CASE, relation):
            raise CannotJoin("hidden")
        return self.opened


@requires(Permission.MARK)
def join_case(number: str) -> ResponseReturnValue:
    """Link the case with another one, or merge it; merging is asked about once."""
    typed = cleaned(request.form.get("other") or request.args.get("other"))
    other = Other.of_number(typed) if typed else Other()
    opened = the_case(number)
    form = JoinForm(data={"other": request.args.get("other", "")})
    if form.validate_on_submit():
        if form.must_ask and other.opened and other.opened.case.uuid != opened.case.uuid:
            form.ask()
            return _page(opened, other, form, asks=True)
        if carried_out(form, lambda: _join(opened, other, form)):
            return done(number, "merged" if form.same_person.data else "linked")
    return _page(opened, other, form, asks=False)


def _page(opened: OpenedCase, other: Other, form: JoinForm, *, asks: bool) -> ResponseReturnValue:
    """The form, with the two cases side by side as soon as the other one is known."""
    there = other.opened
    alone = there is None or there.case.uuid == opened.case.uuid
    return answer(
        "cases/merging.html",
        opened,
        form,
        question=there.case if there and asks else None,
        tasks=tasks_of(opened, names_of_members()) if asks else [],
        there=None if there is None or alone else there.case,
        lines=[] if there is None or alone else compared(opened, there),
    )


def _join(opened: OpenedCase, other: Other, form: JoinForm) -> None:
    there, actor = other.still_open(), who().actor
    here = opened.case, opened.keys
    if form.same_person.data:
        merge(*here, there.case, there.keys, actor, the_office(), now())
    else:
        link(*here, there.case, there.keys, actor, now())
