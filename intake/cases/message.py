"""Writing a message to the client."""

from datetime import date, timedelta

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from intake.cases.case_page import done
from intake.cases.meanwhile import AnsweredMeanwhile, done_by_others, lines_since, require_seen
from intake.cases.timeline import Line, title_of
from intake.cases.writing import STEP, WritingForm, case_to_write_in, kept, sent, writing_page
from intake.database import db
from intake.guards import now, requires, the_office, who
from intake.guards.dates import today
from intake.guards.fields import LongText
from intake.i18n import LANGUAGES, gettext
from intake.i18n import lazy_gettext as _l
from intake.mail import notify_client
from intake.models.access import OpenedCase
from intake.models.case import Status
from intake.models.draft import DraftKind
from intake.models.message import Words, send
from intake.models.permissions import Permission
from intake.models.text_module import TextModule

INSERT = "insert"
ANSWER_WITHIN = timedelta(days=9)


class MessageForm(WritingForm):
    """A message, its language, and whether the case waits for the answer."""

    draft_kind = DraftKind.MESSAGE
    seen = HiddenField()
    module = SelectField(_l("Text module"), [Optional()])
    inserted = HiddenField()
    news: tuple[Line, ...] = ()
    body = LongText(
        _l("Message"), [DataRequired(_l("Write a message."))], render_kw={"dir": "auto"}
    )
    lang = SelectField(_l("Language of this message"))
    waits = BooleanField(_l("Wait for an answer"))
    until = DateField(_l("Until when?"), [Optional()])
    notice = BooleanField(_l("Send an e-mail too. It says only: “Please call us back.”"))

    def __init__(self, opened: OpenedCase, proposed: date) -> None:
        page_language = opened.case.profile.get(opened.keys).get("page_language", "de")
        seen = str(done_by_others(opened))
        super().__init__(data={"lang": page_language, "until": proposed, "seen": seen})
        self.lang.choices = [
            SelectChoice(code, language.own_name) for code, language in LANGUAGES.items()
        ]
        self.modules = TextModule.offered_ones()
        self.module.choices = [SelectChoice("", gettext("Choose"))] + [
            SelectChoice(str(module.uuid), module.title) for module in self.modules
        ]

    @property
    def wait_until(self) -> date | None:
        """Until when the answer is waited for, if it is."""
        return self.until.data if self.waits.data else None

    def insert_module(self) -> None:
        """Add the chosen module to the text, in the language of the message if there is one."""
        chosen = next((m for m in self.modules if str(m.uuid) == self.module.data), None)
        if chosen:
            words = chosen.in_language(self.lang.data or "") or chosen.german
            self.body.data = "\n\n".join(filter(None, [self.body.data, words]))
            self.inserted.data = " ".join([*self._inserted_ids, str(chosen.uuid)])

    @property
    def _inserted_ids(self) -> list[str]:
        return (self.inserted.data or "").split()

    @property
    def inserted_modules(self) -> list[TextModule]:
        """The modules in this message, to show what they say in German."""
        return [module for module in self.modules if str(module.uuid) in self._inserted_ids]

    def catch_up(self, opened: OpenedCase) -> None:
        """Show what came in since the form was opened, and ask once more."""
        self.news = tuple(lines_since(opened, self.seen.data))
        self.seen.data = str(done_by_others(opened))
        self.case_changed = True
        self.refuse(
            gettext("Not sent: something happened since you opened this page. Read it first.")
        )

    def validate_waits(self, field: BooleanField) -> None:
        """Waiting needs a day; a wrong one is told beside the day."""
        if field.data and not self.until.data and not any(self.until.raw_data or []):
            raise ValidationError(_l("Choose until when to wait for the answer."))


@requires(Permission.WORK_ON_CASE)
def write_message(number: str) -> ResponseReturnValue:
    """Write to the client; the recipient is named on the button."""
    opened = case_to_write_in(number)
    form = MessageForm(opened, the_office().hours.open_day_from(today() + ANSWER_WITHIN))
    if answer := kept(opened, form):
        return answer
    if request.form.get(STEP) == INSERT:
        form.insert_module()
    if _sent(opened, form):
        return done(number, "message_sent")
    more = {"can_wait": can_wait(opened), "titles": title_of}
    return writing_page("cases/message.html", opened, form, **more)


def _sent(opened: OpenedCase, form: MessageForm) -> bool:
    try:
        return sent(form, opened, lambda: _send(opened, form))
    except AnsweredMeanwhile:
        db.session.rollback()
        form.catch_up(opened)
        return False


def _send(opened: OpenedCase, form: MessageForm) -> None:
    require_seen(opened, form.seen.data)
    words = Words(text=form.body.data or "", lang=form.lang.data or "")
    send(
        opened.case,
        opened.keys,
        words,
        who().actor,
        the_office(),
        now(),
        wait_until=form.wait_until,
    )
    _notify(opened, form)


def _notify(opened: OpenedCase, form: MessageForm) -> None:
    """Nobody who asked to be discreet gets a mail that the adviser has not agreed to."""
    identity = opened.case.identity.get(opened.keys)
    discreet = identity.get("discreet", False)
    if form.notice.data or not discreet:
        language = opened.case.profile.get(opened.keys).get("page_language")
        notify_client(identity.get("email"), language, discreet)


def can_wait(opened: OpenedCase) -> bool:
    """Whether the case can wait for the answer: somebody must lead it."""
    return opened.case.status in {Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING}
