"""Which verb fits which status: the table of DOMAIN section 5, tried whole."""

from collections.abc import Callable

import pytest

from intake.models.assignment import assign, hand_back, refuse_for_conflict, take_on
from intake.models.case import Case, ForbiddenTransition, Status
from intake.models.closure import Ending, Incomplete, close, reopen, withdraw
from intake.models.contact import ContactFacts, log_contact
from intake.models.continuing import continue_in_new_case
from intake.models.event import Event
from intake.models.message import Words, mark_read, reply, send
from intake.models.note import write_note
from intake.models.waiting import WaitingFacts, resume, wait
from intake.vault import CaseKeys
from tests.unit.models.conftest import INTERNAL, THURSDAY, TRIAGE, Desk

R, A, P, W, C = Status.RECEIVED, Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING, Status.CLOSED
HELLO = Words(text="Hello", lang="en")
TALK = ContactFacts(
    day="2026-11-24", channel="phone", minutes=20, language="ti", interpreting="none",
    reached=True, note="",
)  # fmt: skip
MISSED: ContactFacts = {**TALK, "reached": False}
Run = Callable[[Desk, Case, CaseKeys], object]

VERBS: dict[str, Run] = {
    "take on": lambda d, c, k: take_on(c, k, TRIAGE, d.cast.lead.member, d.office, d.clock()),
    "begin": lambda d, c, k: take_on(c, k, None, d.cast.lead.member, d.office, d.clock()),
    "begin another's": lambda d, c, k: take_on(
        c, k, None, d.cast.outsider.member, d.office, d.clock()
    ),
    "assign": lambda d, c, k: assign(
        c, k, TRIAGE, d.cast.coordinator.member, d.lead, d.office, d.clock()
    ),
    "conflict": lambda d, c, k: refuse_for_conflict(c, k, d.cast.lead.member, d.office, d.clock()),
    "hand back": lambda d, c, k: hand_back(
        c, k, d.office.hand_back_reasons["absence"], d.lead, d.office, d.clock()
    ),
    "wait": lambda d, c, k: wait(c, k, INTERNAL, THURSDAY, d.lead, d.office, d.clock()),
    "resume": lambda d, c, k: resume(c, k, d.lead, d.office, d.clock()),
    "close": lambda d, c, k: close(
        c, k, Ending("done", "resolved", "advice"), d.lead, d.office, d.clock()
    ),
    "signpost": lambda d, c, k: close(c, k, Ending("signposted"), d.lead, d.office, d.clock()),
    "spam": lambda d, c, k: close(c, k, Ending("spam"), d.lead, d.office, d.clock()),
    "withdraw": lambda d, c, k: withdraw(c, k, d.office, d.clock()),
    "reopen": lambda d, c, k: reopen(c, k, "not_solved", d.lead, d.office, d.clock()),
    "continue": lambda d, c, k: continue_in_new_case(
        c, k, "not_solved", d.lead, d.office, d.clock()
    ),
    "send": lambda d, c, k: send(c, k, HELLO, d.lead, d.office, d.clock()),
    "send and wait": lambda d, c, k: send(
        c, k, HELLO, d.lead, d.office, d.clock(), wait_until=THURSDAY
    ),
    "reply": lambda d, c, k: reply(c, k, HELLO, d.office, d.clock()),
    "talk": lambda d, c, k: log_contact(c, k, TALK, d.lead, d.office, d.clock()),
    "miss": lambda d, c, k: log_contact(c, k, MISSED, d.lead, d.office, d.clock()),
    "note": lambda d, c, k: write_note(c, k, "Note", d.lead, d.clock()),
    "read": lambda d, c, k: mark_read(c, k, d.lead, d.clock()),
}
NO, UNFIT = "forbidden", "unfit"
BECOMES: dict[str, tuple[str, str, str, str, str]] = {
    #                   received  assigned  in progress  waiting  closed
    "take on":         (P,        NO,       NO,          NO,      NO),
    "begin":           (NO,       P,        NO,          NO,      NO),
    "begin another's": (NO,       NO,       NO,          NO,      NO),
    "assign":          (A,        A,        A,           W,       NO),
    "conflict":        (R,        R,        R,           R,       C),
    "hand back":       (NO,       R,        R,           NO,      NO),
    "wait":            (NO,       NO,       W,           NO,      NO),
    "resume":          (NO,       NO,       NO,          P,       NO),
    "close":           (UNFIT,    C,        C,           C,       NO),
    "signpost":        (C,        UNFIT,    UNFIT,       UNFIT,   NO),
    "spam":            (C,        C,        C,           C,       NO),
    "withdraw":        (C,        C,        C,           C,       NO),
    "reopen":          (NO,       NO,       NO,          NO,      P),
    "continue":        (NO,       NO,       NO,          NO,      C),
    "send":            (R,        P,        P,           W,       C),
    "send and wait":   (R,        W,        W,           W,       NO),
    "reply":           (R,        A,        P,           P,       C),
    "talk":            (R,        P,        P,           W,       C),
    "miss":            (R,        A,        P,           W,       C),
    "note":            (R,        A,        P,           W,       C),
    "read":            (R,        A,        P,           W,       C),
}  # fmt: skip
EXPECTED = {NO: ForbiddenTransition, UNFIT: Incomplete}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_in_each_status(desk: Desk, verb: str) -> None:
    for status, outcome in zip((R, A, P, W, C), BECOMES[verb], strict=True):
        case, keys = desk.case_in(status)
        before = len(Event.of_case(case.uuid))
        error = EXPECTED.get(outcome)
        if error is None:
            VERBS[verb](desk, case, keys)
            assert case.status == outcome, (verb, status)
            assert (case.closed_at is not None) == (case.status == C)
            written = len(Event.of_case(case.uuid)) - before
            assert written == expected_events(verb, status), (verb, status)
        else:
            with pytest.raises(error):
                VERBS[verb](desk, case, keys)
            assert case.status == status and len(Event.of_case(case.uuid)) == before


def expected_events(verb: str, status: Status) -> int:
    """Each verb writes one event; two where it also waits or ends the waiting; none if no news."""
    if verb == "read":
        return 0
    waits = verb == "send and wait" and status is not R
    comes_back = verb == "reply" and status is W
    return 1 + (waits or comes_back)


def test_the_table_names_every_verb() -> None:
    assert BECOMES.keys() == VERBS.keys()


def test_an_unheard_of_reason_is_no_reason(desk: Desk) -> None:
    case, keys = desk.case_in(P)
    with pytest.raises(KeyError):
        close(case, keys, Ending("unheard_of"), desk.lead, desk.office, desk.clock())
    with pytest.raises(KeyError):
        facts = WaitingFacts(reason="unheard_of", line="")
        wait(case, keys, facts, THURSDAY, desk.lead, desk.office, desk.clock())
