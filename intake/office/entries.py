"""The entries of the office's lists: codes with labels, and what each makes the program do."""

from __future__ import annotations

from dataclasses import dataclass

from intake.i18n import LANGUAGES, Language, Text
from intake.office.choices import Choice


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number for people in danger. `link` is for `href`; `fallback` the code of a stand-in."""

    code: str
    label: Text
    number: str
    link: str
    confirmed: bool
    fallback: str | None = None

    @property
    def key(self) -> str:
        """Its key among the facts to confirm."""
        return f"emergency.{self.code}"


@dataclass(frozen=True, slots=True)
class OtherOffice:
    """An office for people whom this one does not serve; `for_whom` says where they live.

    `phone_link` is for `href`. At least one of phone and website is there.
    """

    code: str
    label: Text
    for_whom: Text
    phone: str | None
    phone_link: str | None
    website: str | None
    confirmed: bool

    @property
    def key(self) -> str:
        """Its key among the facts to confirm."""
        return f"other_offices.{self.code}"


@dataclass(frozen=True, slots=True)
class Topic(Choice):
    """What a request is about. `report_group` is a code of the topic groups."""

    report_group: str = ""
    sensitive: bool = False
    retention: str | None = None


@dataclass(frozen=True, slots=True)
class Municipality(Choice):
    """Where somebody lives. `bfs` is the federal number, `population` the inhabitants.

    Two entries are answers, not places: `other` (another municipality) and `not_said`; they have
    neither number nor population. Without `report_group` a municipality has a row of its own.
    """

    report_group: str | None = None
    bfs: int | None = None
    bfs_confirmed: bool = True
    population: int | None = None
    other: bool = False
    not_said: bool = False

    @property
    def ours(self) -> bool:
        """Whether the office is responsible for it."""
        return not (self.other or self.not_said)


@dataclass(frozen=True, slots=True)
class Kind(Choice):
    """What sort of case it is; `retention` is the class its kind alone asks for.

    `own_table`: reports show its topics in a table of their own. `form` is `person`,
    `organisation` or `municipality`: whose questions are asked when it is recorded.
    """

    retention: str | None = None
    form: str = "person"
    own_table: bool = False


@dataclass(frozen=True, slots=True)
class Requester(Choice):
    """Who asks. `form` is `person`, `organisation` or `municipality`: the form to fill in."""

    form: str = "person"
    for_other: bool = False


@dataclass(frozen=True, slots=True)
class Concern(Choice):
    """What an organisation or a municipality comes with, and what kind of case it becomes.

    `form` is whose form offers it. A `grant` has a form of its own; `refers_person` asks about
    the person who is sent to the office.
    """

    form: str = "organisation"
    kind: str = ""
    grant: bool = False
    refers_person: bool = False


@dataclass(frozen=True, slots=True)
class Channel(Choice):
    """How a request came in; `web` marks the public form."""

    web: bool = False


@dataclass(frozen=True, slots=True)
class Interpreting(Choice):
    """How a talk was understood; `interpreted` when somebody interpreted."""

    interpreted: bool = False


@dataclass(frozen=True, slots=True)
class Urgency(Choice):
    """`response_days`: opening days until the first answer, 0 for the same day."""

    response_days: int = 0
    default: bool = False


@dataclass(frozen=True, slots=True)
class ServiceLevel(Choice):
    """How much advice it was: at most `minutes` (None: no limit), at least `min_talks` talks."""

    minutes: int | None = None
    min_talks: int = 0
    retention: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Choice):
    """What came of a case; `kinds` are the codes of the kinds it is for, none named: of all."""

    kinds: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Whether a case of this kind can end like that."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class ClosingReason(Choice):
    """Why a case ends, what must be said with it, and what follows.

    `at_triage`: may close a case just received; `after_triage`: may close one under way.
    `counted` is false for what no report counts. `needs_leading_case`: a duplicate of which case.
    `by_client` marks the reason when residents withdraw themselves. `kinds` are the codes of the
    kinds of case it is for; none named: of all.
    """

    needs_outcome: bool = False
    needs_service_level: bool = False
    needs_leading_case: bool = False
    at_triage: bool = False
    after_triage: bool = True
    counted: bool = True
    by_client: bool = False
    retention: str | None = None
    kinds: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Whether a case of this kind can be closed for it."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class NextActor(Choice):
    """Who acts next. `role` is `triage`, `case_lead`, `client` or `other`."""

    role: str = "other"


@dataclass(frozen=True, slots=True)
class WaitReason(Choice):
    """What a case waits for; `whom` is a code of the next actors."""

    whom: str = ""


@dataclass(frozen=True, slots=True)
class HandBackReason(Choice):
    """Why a member hands a case back; `blocks` bars that member from the case from then on."""

    blocks: bool = False


@dataclass(frozen=True, slots=True)
class RetentionClass(Choice):
    """How long identity and words are kept: `days` after closing. See `retention_class`."""

    days: int = 0
    overrides: bool = False


@dataclass(frozen=True, slots=True)
class OfferedLanguage:
    """An interface language the office offers; `reviewed` once a native speaker checked it."""

    code: str
    reviewed: bool

    @property
    def facts(self) -> Language:
        """Own name, direction and locale."""
        return LANGUAGES[self.code]


@dataclass(frozen=True, slots=True)
class SpokenLanguage(Choice):
    """A language people speak: `own_name` in its own script, `label` in those of the staff.

    `tag` is for the `lang` attribute of the own name, `direction` is `ltr` or `rtl`.
    """

    own_name: str = ""
    tag: str = ""
    direction: str = "ltr"
