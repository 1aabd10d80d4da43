"""From answers to a case: nothing twice, nothing lost, nothing planted (DESIGN section 6)."""

from collections.abc import Sequence

from sqlalchemy import select

from intake.database import begin_writing, db
from intake.forms.answers import Answers
from intake.guards import now, the_desk
from intake.guards.browser import browser_token
from intake.mail import notify_team
from intake.models.attachment import NewFile, attach
from intake.models.event import RESIDENT
from intake.models.office_key import Installation, OfficeKey
from intake.models.request import Asked, known_request, receive
from intake.vault import CaseKeys, CodeKeys, TokenFacts, code_for, derive, open_code

# Built once: putting the question together takes longer than answering it.
IS_SET_UP_AND_OPEN = select(
    select(Installation.id).where(Installation.opened_at.is_not(None)).exists()
    & select(OfficeKey.key_id).exists()
)


def takes_requests() -> bool:
    """Whether the office is set up and open; one light question, for each visit asks it."""
    return bool(db.session.scalar(IS_SET_UP_AND_OPEN))


def submit(answers: Answers, token: TokenFacts, suspected_spam: bool) -> tuple[CaseKeys, str]:
    """Store a request, once; returns what its code opens, and the code. The caller commits.

    The code follows from the browser's cookie, the form and the answers: sent again, the same
    request is found, not stored anew. Leaves a writing transaction open.
    """
    keys = the_desk().keys
    cookie = browser_token().secret
    digest = derive(keys.receipt, "answers-digest", answers.canonical)
    code = code_for(keys.receipt, cookie, token.nonce, digest)
    opened = open_code(code, keys.pepper)
    asked = Asked(
        kind=answers.kind,
        identity=answers.identity,
        profile=answers.profile,
        words=answers.words,
        form_id=derive(keys.form, "form-id", cookie + token.nonce),
        suspected_spam=suspected_spam,
    )
    return _receive_once(asked, opened, answers.files), code


def _receive_once(asked: Asked, code: CodeKeys, files: Sequence[NewFile]) -> CaseKeys:
    desk = the_desk()
    begin_writing()
    key = OfficeKey.current()
    if key is None:
        raise RuntimeError("An office without a key cannot be open.")
    received = receive(asked, code, key, desk.office, RESIDENT, now())
    if received is not None:
        attach(received, files, now(), a_day=desk.office.limits.files_of_case_per_day)
        notify_team()
        return received
    # Take back what the refused insert left, its case number too.
    db.session.rollback()
    begin_writing()
    known = known_request(code)
    if known is None:
        raise RuntimeError("A code was known and then was not.")
    return known[1]
