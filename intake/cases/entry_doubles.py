"""Before a request is recorded: perhaps the same person has asked before."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from intake.cases.entry_answers import asked_in
from intake.cases.entry_form import EntryForm
from intake.cases.merging import Other
from intake.database import db
from intake.guards import now, who
from intake.guards.choosing import Rows
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.case import Case
from intake.models.duplicates import Double, doubles_of
from intake.models.merging import CannotJoin, link
from intake.vault import CaseKeys

ALONE = "alone"


class SameForm(FlaskForm):
    """What to do about cases that look alike; part of the form of the quick entry.

    `seen` are the numbers that were shown with the question: for others it is put again.
    """

    class Meta:
        csrf = False

    join = Rows(_l("What shall be done?"), needed=_l("Choose one of these."))
    seen = HiddenField()

    def __init__(self, found: Sequence[Double] = ()) -> None:
        super().__init__(formdata=request.form)
        self.found = found
        alone = SelectChoice(ALONE, gettext("Record it as a case of its own"))
        self.join.choices = [alone] + [
            SelectChoice(
                double.number,
                gettext("Record it and link it with case %(number)s", number=double.number),
            )
            for double in found
            if not double.restricted
        ]

    @property
    def is_answered(self) -> bool:
        """Whether nothing looks alike, or all that does was shown and something was chosen."""
        if not self.found:
            return True
        numbers = {double.number for double in self.found}
        if not numbers <= set((self.seen.data or "").split()):
            self.join.data, self.seen.data = None, " ".join(sorted(numbers))
            return False
        return bool(self.validate())

    @property
    def other(self) -> str:
        """The number of the case to link with, if one was chosen."""
        chosen = self.join.data or ""
        return "" if chosen == ALONE else chosen


def same_form(form: EntryForm, case_uuid: Any) -> SameForm:
    """The question, with what looks alike; nothing does once the case itself is recorded."""
    if db.session.get(Case, case_uuid):
        return SameForm()
    asked, me = asked_in(form), who()
    return SameForm(doubles_of(asked.identity, asked.profile, me.uuid, me.keyring, now()))


def link_with(other: Other | None, case: Case, keys: CaseKeys) -> None:
    """Link the new case, unless the other one was hidden from the member in this very moment."""
    if other is None:
        return
    try:
        there = other.still_open()
    except CannotJoin:
        return
    link(case, keys, there.case, there.keys, who().actor, now())
