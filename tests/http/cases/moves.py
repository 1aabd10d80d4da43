"""What others do to a case while a test looks on."""

from intake.database import begin_writing, db
from intake.models.case import Case
from intake.models.closure import Ending, close
from intake.models.message import Words, reply
from tests.make import MadeCase, MadeMember, Maker


def close_now(make: Maker, made: MadeCase, by: MadeMember) -> None:
    """A member closes the case, at triage or after the work."""
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    ending = Ending("done", "resolved", "advice") if case.lead_uuid else Ending("signposted")
    close(case, made.keys, ending, by.actor, make.office, make.clock())
    db.session.commit()


def write_as_client(make: Maker, made: MadeCase, text: str = "Danke") -> None:
    """The client writes, with the code."""
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    reply(case, made.keys, Words(text=text, lang="de"), make.office, make.clock())
    db.session.commit()
