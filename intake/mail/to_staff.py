"""Who of the staff is told that something is new. What it is about never decides who hears."""

from uuid import UUID

from intake.database import db
from intake.i18n import lazy_gettext as _l
from intake.mail.post import Words
from intake.mail.the_post import the_post
from intake.models.case import Case
from intake.models.member import Member, MemberState

DESK = "/cases/"
NEW = Words(_l("News at your desk"), _l("Something new is waiting for you at the desk."))
DUE_TODAY = Words(_l("Reminder from your desk"), _l("Something at the desk is due today."))
OVERDUE = Words(_l("Reminder from your desk"), _l("Something at the desk is overdue."))


def notify_team(words: Words = NEW, but: UUID | None = None) -> None:
    """Tell all who triage: each adviser and coordinator who wants it, but `but` who did it."""
    if the_post():
        for member in Member.active():
            if member.holds_keys and member.uuid != but:
                notify_member(member, words)


def notify_lead(case: Case, words: Words = NEW, but: UUID | None = None) -> None:
    """Tell who leads the case, or all who triage if nobody does (or the lead has left)."""
    lead = db.session.get(Member, case.lead_uuid) if case.lead_uuid else None
    if lead is None or lead.state != MemberState.ACTIVE:
        notify_team(words, but)
    elif lead.uuid != but:
        notify_member(lead, words)


def notify_member(member: Member, words: Words = NEW) -> None:
    """Tell one member, who may have switched this off."""
    post = the_post()
    if post and member.notices:
        post.put(member.email, member.language, words, DESK)
