"""The words of a report: said once in every language of the staff, and frozen with it."""

from collections.abc import Callable
from dataclasses import dataclass

from babel.dates import format_date, format_skeleton
from flask_babel import get_locale

from intake.i18n import Text, use_language
from intake.i18n import gettext as _
from intake.i18n import lazy_gettext as _l
from intake.reports.period import Month

Words = Callable[[], str]


@dataclass(frozen=True)
class Lexicon:
    """Says words of the program in all `languages`, so that a report can keep them."""

    languages: tuple[str, ...]

    def say(self, words: object) -> Text:
        """A lazy text, or a function that gives one, in every language."""
        said = {}
        for language in self.languages:
            with use_language(language):
                said[language] = str(words() if callable(words) else words)
        return Text(said)

    def month(self, month: Month) -> Text:
        """The name of a month, such as «Oktober 2026»."""
        return self.say(lambda: month_words(month))

    def year_to_date(self, month: Month) -> Text:
        """The months of a year up to this one."""
        first = Month(month.year, 1, month.zone)
        if first == month:
            return self.month(month)
        return self.say(
            lambda: _(
                "%(first)s to %(last)s",
                first=format_date(first.first_day, "LLLL", locale=get_locale()),
                last=month_words(month),
            )
        )


def month_words(month: Month) -> str:
    """The name of a month in the language in use."""
    return str(format_skeleton("yMMMM", month.first_day, locale=get_locale()))


def title_of(month: Month, lexicon: Lexicon) -> Text:
    """The title of a monthly report."""
    return lexicon.say(lambda: _("Monthly report %(month)s", month=month_words(month)))


@dataclass(frozen=True)
class TableWords:
    """What stands over a table: title, what is counted, and by which rule (DOMAIN section 6)."""

    title: object
    unit: object
    rule: object


NEW_CASES = _l("New cases")
CLOSED_CASES = _l("Closed cases")
CONTACTS = _l("Contacts (talks with clients)")
AS_FROZEN = _l(
    "Cases received in the month. Each case counts once. Spam, tests and duplicates do not count."
)
BY_CLOSING = _l(
    "Closings in the month. A case that is closed twice counts twice. Spam, tests and duplicates"
    " do not count."
)
BY_DAY = _l("Talks held in the month, by their day. Failed attempts do not count.")

OVERVIEW = TableWords(
    _l("Cases"),
    _l("Cases"),
    _l(
        "Open at the start + new + reopened − closed − corrections = open at the end."
        " A correction is a case found later to be spam, a test or a duplicate."
    ),
)
ACTIVITY = TableWords(
    _l("Requests and contacts"),
    _l("Requests and contacts (talks with clients)"),
    _l(
        "Requests by the day they came in, contacts by the day of the talk."
        " A brief contact is one request and one contact, and no case."
        " A late entry is a talk of an earlier month, entered after that month was frozen."
    ),
)
REQUESTER = TableWords(_l("Who asked"), NEW_CASES, AS_FROZEN)
KIND = TableWords(_l("Kind of case"), NEW_CASES, AS_FROZEN)
MAIN_TOPIC = TableWords(
    _l("Main topic"), NEW_CASES, _l("One main topic for each case. It is still open until triage.")
)
FURTHER_TOPICS = TableWords(
    _l("Further topics"),
    _l("New cases; one case can stand in several rows"),
    _l("Topics named beside the main one. The rows do not add up."),
)
MUNICIPALITY = TableWords(_l("Municipality"), NEW_CASES, AS_FROZEN)
LANGUAGE = TableWords(
    _l("Language"),
    NEW_CASES,
    _l("The language the person speaks well. Languages with few cases stand together."),
)
INTERPRETER = TableWords(_l("Need of an interpreter"), NEW_CASES, AS_FROZEN)
CHANNEL = TableWords(_l("How requests came in"), NEW_CASES, AS_FROZEN)
FIRST_RESPONSE = TableWords(
    _l("First response"),
    NEW_CASES,
    _l("The first message or talk after the request. The target counts opening days."),
)
SERVICE_LEVEL = TableWords(_l("Service level"), CLOSED_CASES, BY_CLOSING)
OUTCOME = TableWords(_l("Outcome"), CLOSED_CASES, BY_CLOSING)
DURATION = TableWords(
    _l("Duration"), CLOSED_CASES, _l("Whole days from the request to the closing.")
)
TALK_CHANNEL = TableWords(_l("Where talks were held"), CONTACTS, BY_DAY)
INTERPRETING = TableWords(_l("How talks were interpreted"), CONTACTS, BY_DAY)
QUALITY = TableWords(
    _l("Data quality"),
    _l("Cases"),
    _l("Cases in which something was not recorded. The rows do not add up."),
)


def own_table_words(kind: Text) -> TableWords:
    """Over the topics of one kind of case."""
    return TableWords(
        lambda: _("%(kind)s, by main topic", kind=str(kind)), NEW_CASES, MAIN_TOPIC.rule
    )


def signs_words(threshold: int) -> str:
    """What the signs of a report mean, in one line."""
    return _(
        "X: 1 to %(most)s. (X): hidden, at least 1, so that no X can be worked out."
        " –: none. …: not counted.",
        most=threshold - 1,
    )
