"""What a case summary says, as plain values: opened words in, a document out.

The values are finished for reading (labels, not codes), in the language of the staff member;
a value of None was not recorded, and its line is left out.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


@dataclass(frozen=True)
class Paragraph:
    """One line of words, never empty, and the direction it is read in."""

    text: str
    dir: Direction


@dataclass(frozen=True)
class SpokenWords:
    """Words as they were written: `lang` is BCP 47 or empty, `dir` counts where nothing else says.

    Each paragraph takes the direction of its first letter (Unicode Bidirectional Algorithm, P2).
    """

    text: str
    lang: str = ""
    dir: Direction = "ltr"

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The lines that hold something, in order."""
        lines = (line.strip() for line in self.text.splitlines())
        return tuple(Paragraph(line, self._direction(line)) for line in lines if line)

    def _direction(self, line: str) -> Direction:
        strong = (unicodedata.bidirectional(letter) for letter in line)
        first = next((kind for kind in strong if kind in _STRONG), None)
        if first is None:
            return self.dir
        return "rtl" if first in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Reach:
    """How to reach the person, and what must not be done; stands before everything else.

    Without phone and e-mail the person reads messages with the code only. `asker_knows` is set
    when somebody else asked: whether the person concerned knows of it, in words.
    """

    name: str | None
    phone: str | None
    email: str | None
    way: str | None
    times: str | None
    voicemail_allowed: bool
    discreet: bool
    for_another_person: bool = False
    asker_knows: str | None = None
    not_interpreter: str | None = None
    organisation: str | None = None
    function: str | None = None

    @property
    def only_by_code(self) -> bool:
        """Whether there is no way but the messages of the case."""
        return not (self.phone or self.email)


@dataclass(frozen=True)
class AtAGlance:
    """The facts of a case, each in one line."""

    received_at: datetime
    kind: str | None = None
    requester: str | None = None
    concern: str | None = None
    asked_urgency: str | None = None
    topics: tuple[str, ...] = ()
    main_topic: str | None = None
    municipality: str | None = None
    language: str | None = None
    interpreting: str | None = None
    channel: str | None = None
    talk_places: tuple[str, ...] = ()
    access_needs: str | None = None
    urgency: str | None = None
    case_lead: str | None = None
    next_actor: str | None = None
    next_action_due: datetime | None = None
    waiting_for: str | None = None
    since: str | None = None
    place: str | None = None
    for_steering_group: str | None = None


@dataclass(frozen=True)
class Entry:
    """A message or a note: when, by whom, what. `who` is a name or a word for the client."""

    at: datetime
    who: str
    words: SpokenWords
    from_client: bool = False


@dataclass(frozen=True)
class ContactEntry:
    """A talk, or the attempt at one (`result` says in words that nobody was reached)."""

    at: datetime
    who: str
    channel: str
    minutes: int | None = None
    language: str | None = None
    interpreting: str | None = None
    result: str | None = None
    note: SpokenWords | None = None


@dataclass(frozen=True)
class AgreementEntry:
    """What was agreed: who does what until when, and when it was done."""

    who: str
    what: SpokenWords
    until: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class TaskEntry:
    """What the team has to do in the case, by when, and when it was done."""

    who: str
    what: SpokenWords
    due: date
    done: date | None = None


@dataclass(frozen=True)
class OutcomeOfCase:
    """How the case ended."""

    closed_at: datetime
    closed_by: str
    reason: str
    outcome: str | None = None
    service_level: str | None = None
    words: SpokenWords | None = None


@dataclass(frozen=True)
class Disclosure:
    """One printed or exported copy: when, by whom, what for."""

    at: datetime
    who: str
    purpose: str


@dataclass(frozen=True)
class DataProtection:
    """Until when the data are kept and why, and who took copies; no date while a case is open."""

    keep_until: date | None
    rule: str | None
    disclosures: tuple[Disclosure, ...] = ()


@dataclass(frozen=True)
class CaseSummary:
    """The *internal* case summary (the other three kinds show less), in the order it is read."""

    number: str
    status: str
    is_open: bool
    printed_by: str
    printed_at: datetime
    purpose: str
    reach: Reach
    request: SpokenWords
    glance: AtAGlance
    data_protection: DataProtection
    particulars: tuple[tuple[str, SpokenWords], ...] = ()
    agreements: tuple[AgreementEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    messages: tuple[Entry, ...] = ()
    notes: tuple[Entry, ...] = ()
    outcome: OutcomeOfCase | None = None
    with_signatures: bool = False
