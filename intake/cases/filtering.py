"""What the queue is narrowed to: set in a form, kept sealed, and said in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy import select
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from intake.cases.matters import STATES
from intake.cases.queue import TABS, Filter
from intake.database import db
from intake.guards import TokenForm, the_office, who
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.member import Member, MemberState
from intake.models.saved_filter import SavedFilter, Wanted
from intake.office import Choices

CRITERIA = tuple(one.name for one in fields(Filter))


@dataclass(frozen=True)
class Labels:
    """The words of each code that a filter can ask for, and who of the staff has left."""

    of: dict[str, dict[str, str]]
    names: dict[UUID, str]
    left: set[str]

    def in_words(self, chosen: Filter) -> list[str]:
        """The labels of what the list is narrowed to."""
        return [self.of[name][code] for name, code in vars(chosen).items() if code]

    def known(self, criteria: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Those criteria that the settings and the staff know."""
        for name in CRITERIA:
            if (code := criteria.get(name, "")) and code in self.of[name]:
                yield name, code


class FilterForm(TokenForm):
    """The filter row. Its values are our own codes; what is not on offer counts as not chosen."""

    tab = HiddenField()
    state = SelectField(_l("What is to be done"), validate_choice=False)
    topic = SelectField(_l("Topic"), validate_choice=False)
    municipality = SelectField(_l("Municipality"), validate_choice=False)
    language = SelectField(_l("Language"), validate_choice=False)
    lead = SelectField(_l("Case lead"), validate_choice=False)

    def __init__(self, labels: Labels, tab: str, chosen: Filter) -> None:
        super().__init__(data={"tab": tab, **vars(chosen)})
        for name in CRITERIA:
            self[name].choices = [SelectChoice("", gettext("All"))] + [
                SelectChoice(code, words)
                for code, words in labels.of[name].items()
                if code == getattr(chosen, name) or code not in labels.left
            ]

    def wanted(self) -> Wanted:
        """What was chosen."""
        codes = {name: str(self[name].data or "") for name in CRITERIA}
        return Wanted("", self.tab.data if self.tab.data in TABS else "mine", codes)


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed to, and by which saved filter; `lost`: that one is gone.

    `unknown` are criteria of a saved filter that the settings do not know any more.
    """

    chosen: Filter
    unknown: tuple[str, ...] = ()
    saved: SavedFilter | None = None
    name: str = ""
    lost: bool = False

    @property
    def codes(self) -> dict[str, Any]:
        """For the address of the list: the saved filter, or what stands there in clear."""
        if self.saved:
            return {"filter": self.saved.uuid.hex}
        return {name: code for name, code in vars(self.chosen).items() if code}


@dataclass(frozen=True)
class Named:
    """A filter as a list shows it."""

    row: SavedFilter
    wanted: Wanted

    @property
    def can_change(self) -> bool:
        """Whether the one who looks may change it."""
        return self.row.may_be_changed_by(who().uuid, who().role)


def state_labels() -> dict[str, str]:
    """What cases of each state ask for, in words."""
    return {
        "reply": gettext("New answers"),
        "overdue": gettext("Overdue"),
        "today": gettext("Due today"),
        "back": gettext("Back from waiting"),
        "handed": gettext("Assigned, not begun"),
    }


def filter_labels() -> Labels:
    """All that can be asked for, in the language of the page."""
    office, states = the_office(), state_labels()
    members = db.session.execute(select(Member.uuid, Member.name, Member.state))
    by_name = sorted(members, key=lambda member: member.name.casefold())
    left = {m.uuid.hex for m in by_name if m.state == MemberState.LEFT}
    leads = {
        m.uuid.hex: gettext("%(name)s (has left)", name=m.name) if m.uuid.hex in left else m.name
        for m in by_name
    }
    codes = {
        "state": {state: states[state] for state in STATES},
        "topic": _labels(office.topics),
        "municipality": _labels(office.municipalities),
        "language": _labels(office.spoken_languages),
        "lead": leads,
    }
    return Labels(codes, {m.uuid: m.name for m in by_name}, left)


def _labels(choices: Choices) -> dict[str, str]:  # type: ignore[type-arg]
    return {
        entry.code: gettext("%(name)s (no longer offered)", name=entry.label)
        if entry.retired
        else str(entry.label)
        for entry in choices.values()
    }


def named_filters() -> list[Named]:
    """The filters the member may use, opened: the own ones first, each list by name."""
    opened = [Named(row, row.wanted(who().keyring)) for row in SavedFilter.usable_by(who().uuid)]
    return sorted(opened, key=lambda one: (one.row.shared, one.wanted.name.casefold()))


def narrowing(filters: list[Named], labels: Labels) -> Narrowing:
    """What the address of the list asks for; a code that is not on offer is left out."""
    asked = request.args.get("filter", "")
    if not asked:
        known = dict(labels.known(request.args))
        return Narrowing(Filter(**known))
    found = next((one for one in filters if one.row.uuid.hex == asked), None)
    if found is None:
        return Narrowing(Filter(), lost=True)
    known = dict(labels.known(found.wanted.criteria))
    unknown = [name for name, code in found.wanted.criteria.items() if code and name not in known]
    return Narrowing(Filter(**known), tuple(unknown), found.row, found.wanted.name)


def words_of(wanted: Wanted, labels: Labels) -> str:
    """A filter in one line, with the tab it opens."""
    known = dict(labels.known(wanted.criteria))
    return " · ".join([tab_labels()[wanted.tab], *labels.in_words(Filter(**known))])


def tab_labels() -> dict[str, str]:
    """The names of the tabs."""
    return {
        "mine": gettext("Mine"),
        "new": gettext("New"),
        "team": gettext("Team"),
        "waiting": gettext("Waiting"),
        "closed": gettext("Closed"),
    }


def filter_of(uuid: UUID) -> Named | None:
    """A filter that the member may change."""
    return next((one for one in named_filters() if one.row.uuid == uuid and one.can_change), None)
