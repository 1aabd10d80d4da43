"""The plan of one case of the demo office, before anything of it is stored."""

from dataclasses import dataclass
from datetime import UTC, datetime

from intake.demo.fates import Fate
from intake.demo.texts import ShortCall, Situation


@dataclass
class Plan:
    """What a case is about, how it comes in and what becomes of it.

    A case is about a `situation`, a `call`, or just `words` (spam and tests). `seed` is its own:
    what is drawn for one case later does not change the others. `turn` counts those of one fate.
    """

    fate: Fate
    seed: str
    turn: int
    situation: Situation | None = None
    call: ShortCall | None = None
    words: str = ""
    channel: str = ""
    municipality: str = ""
    alias: str = ""
    phone: str = ""
    email: str = ""
    spoken: str = ""
    code_only: bool = False
    urgent: bool = False
    reopened: bool = False
    conflict: bool = False
    double: "Plan | None" = None
    """The case sent a second time, if this is a duplicate."""
    received: datetime = datetime.min.replace(tzinfo=UTC)
    span: int = 0
    """On how many further opening days a closed case is worked on."""
    back: int = 0
    """How many opening days ago the last step of an open case is."""
    answered: bool = True
    """Whether the client of an open case had an answer or a talk."""
    number: str = ""
    """The case number, once the request has come in."""

    @property
    def is_of_a_person(self) -> bool:
        """Whether a resident asks."""
        return self.situation is None or self.situation.is_of_a_person

    @property
    def writes(self) -> bool:
        """Whether the client has a code, reads messages on the page and can answer there."""
        return self.channel == "web" or self.code_only
