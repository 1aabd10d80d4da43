"""What was done, in one line; the flash cookie holds only the code of the sentence."""

from intake.cases.facts import CaseFacts
from intake.cases.refusals import about_talk
from intake.guards.dates import full_day
from intake.i18n import gettext
from intake.models.case import Case, Status


def sentence(code: str, case: Case, facts: CaseFacts) -> str:
    """The sentence of a flashed code, about the case as it is now."""
    if code == "message_sent":
        return message_sent(case, facts)
    if code == "waits" and case.follow_up_on:
        return gettext("The case waits until %(day)s.", day=full_day(case.follow_up_on))
    if code == "assigned":
        return gettext("Assigned to %(name)s.", name=facts.lead or "")
    return {
        "agreed": gettext("Agreement saved."),
        "fulfilled": gettext("Marked as done."),
        **task_sentences(),
        "recorded": gettext("Request recorded."),
        "note_saved": gettext("Internal note saved."),
        "contact_logged": gettext("Talk logged."),
        **talk_sentences(),
        "draft_saved": gettext("Draft saved. Nothing was sent."),
        "draft_discarded": gettext("Draft discarded."),
        "taken_on": gettext("You have taken this case on."),
        "handed_back": gettext("The case is back at the desk. Nobody leads it."),
        "conflict_of_other": gettext(
            "The conflict of interest is noted. This person now sees only the number of the case."
        ),
        "conflict_undone": gettext("This person sees the case again."),
        "no_conflict": gettext("Nobody has a conflict of interest in this case."),
        "done_before": gettext("This was done already. Nothing was changed a second time."),
        "restricted": gettext("Only the members you chose may open this case from now on."),
        "released": gettext("The whole team may open this case again."),
        "linked": gettext("The two cases are linked."),
        "gathered": gettext("The two reports are gathered."),
        "no_report": gettext("Cases of this kind are not gathered. You can link them."),
        "merged": gettext("This case is merged and closed."),
        "resumed": gettext("The case is in progress again."),
        "closed": gettext("The case is closed."),
        "reopened": gettext("The case is open again."),
        "continued": gettext("A new case was opened. It is linked below."),
        "read": gettext("Marked as read."),
        "code_shown_before": gettext("This new code was shown before. Make another one if needed."),
    }.get(code, gettext("Done."))


def talk_sentences() -> dict[str, str]:
    """What was done to a talk that was logged before, or why nothing was."""
    return {
        "talk_mended": gettext("Talk changed."),
        "talk_taken_back": gettext("Talk taken back. It is not counted any more."),
        "talk_gone": about_talk("gone"),
        "talk_frozen": about_talk("frozen"),
        "talk_not_yours": about_talk("not_yours"),
    }


def task_sentences() -> dict[str, str]:
    """What was done to a task."""
    return {
        "task_added": gettext("Task added."),
        "task_changed": gettext("Task changed."),
        "task_done": gettext("Task done. If not, you can open it again under “Done”."),
        "task_again": gettext("The task is open again."),
        "task_gone": gettext("Task removed."),
        "task_taken": gettext("You have taken this task on."),
        "task_over": gettext("This task is done or removed meanwhile."),
    }


def message_sent(case: Case, facts: CaseFacts) -> str:
    """To whom the message went, and until when the answer is waited for."""
    if case.status == Status.WAITING and case.follow_up_on:
        return gettext(
            "Sent to %(name)s. Waits for the answer until %(day)s.",
            name=facts.recipient,
            day=full_day(case.follow_up_on),
        )
    return gettext("Sent to %(name)s.", name=facts.recipient)


def queue_sentence(code: str) -> str:
    """The sentence of a flashed code where no case is shown."""
    return {
        "conflict": gettext("Noted. From now on you see only the number of this case."),
        "restricted": gettext("Only the members you chose may open this case from now on."),
        "done_before": gettext("This was done already. Nothing was changed a second time."),
        "filter_saved": gettext("Filter saved."),
        "filter_removed": gettext("Filter removed."),
        **task_sentences(),
    }.get(code, gettext("Done."))


def brief_sentence(code: str) -> str:
    """The sentence of a flashed code on the page of the brief contacts."""
    return {
        "brief_saved": gettext("Brief contact saved."),
        "brief_changed": gettext("Brief contact changed."),
        "brief_removed": gettext("Brief contact removed."),
    }.get(code, gettext("Done."))
