"""Forms whose words are kept as a draft while they are written, and their pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from flask import make_response, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from intake.cases.case_page import answer, done
from intake.cases.drafts import draft_time
from intake.cases.presence import others_here
from intake.cases.refusals import CONFLICT, StaffForm, carried_out
from intake.database import db
from intake.guards import now, the_case, the_office, who
from intake.guards.fields import cleaned
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.draft import Draft, DraftChanged, DraftKind, discard_draft, finish_draft
from intake.models.draft import save_draft as save
from intake.models.used_token import is_used_up, use_up

LONGEST_VERSION = 9
STEP, AUTOSAVE, SAVE, DISCARD = "step", "autosave", "save", "discard"


class PageForm(StaffForm):
    """What a page that keeps a draft sends, whether the draft is saved or the text is sent."""

    class Meta(StaffForm.Meta):
        token_purpose = "WritingForm"

    draft_version = HiddenField()

    @property
    def known_version(self) -> int:
        """The version of the draft that the page knows; 0 for none, and for nonsense."""
        typed = self.draft_version.data or ""
        fits = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_VERSION
        return int(typed) if fits else 0

    @property
    def page(self) -> bytes:
        """What tells this page from the same one in another tab: the nonce of its token."""
        return self.token_facts.nonce if self.token_facts else b""

    def spend(self) -> None:
        """The text was sent: what this page still tries to save is too late."""
        use_up(self.page, now(), timedelta(hours=the_office().limits.form_max_hours))

    @property
    def is_spent(self) -> bool:
        """Whether the text of this page was sent before."""
        return is_used_up(self.page)


class WritingForm(PageForm):
    """A form with a text that is kept as a draft. `text_name` is its field."""

    draft_kind: ClassVar[DraftKind]
    text_name: ClassVar[str] = "body"
    other_text: str | None = None

    def take_up(self, opened: OpenedCase) -> Draft | None:
        """Open a fresh form with what the member has begun to write."""
        draft = Draft.find(opened.case.uuid, who().uuid, self.draft_kind)
        if draft is None or self.is_submitted():
            return None
        self[self.text_name].data = draft.text.get(opened.keys)
        self.draft_version.data = str(draft.version)
        return draft

    def compare(self, opened: OpenedCase) -> None:
        """Show what another page has saved, and take note of it for the next try."""
        draft = Draft.find(opened.case.uuid, who().uuid, self.draft_kind)
        if draft:
            self.other_text = draft.text.get(opened.keys)
            self.draft_version.data = str(draft.version)
        self.case_changed = True
        self.refuse(
            gettext("You have written another draft in another window. Choose what you need.")
        )


def case_to_write_in(number: str) -> OpenedCase:
    """The case of a page that keeps drafts; saving again and again is logged once in a while."""
    return the_case(number, seldom=request.form.get(STEP) == AUTOSAVE)


def kept(opened: OpenedCase, form: WritingForm) -> ResponseReturnValue | None:
    """The answer to saving or discarding a draft; None for a form that is to be shown or sent."""
    step = request.form.get(STEP)
    if step not in {AUTOSAVE, SAVE, DISCARD}:
        return None
    page = PageForm()
    if not page.validate_on_submit():
        form.form_token.errors = page.form_token.errors
        return ("", 400) if step == AUTOSAVE else None
    if step == DISCARD:
        discard_draft(opened.case.uuid, who().uuid, form.draft_kind)
        db.session.commit()
        return done(opened.case.number, "draft_discarded")
    version = _saved(opened, form, page)
    if step == AUTOSAVE:
        return _told(version)
    if version is not None:
        return done(opened.case.number, "draft_saved")
    form.compare(opened)
    return None


def _saved(opened: OpenedCase, form: WritingForm, page: PageForm) -> int | None:
    """Save the draft; its version, or None where something else must not be overwritten."""
    text = cleaned(request.form.get(form.text_name))
    try:
        if page.is_spent:
            return None
        version = save(
            opened.keys, who().uuid, form.draft_kind, text, page.known_version, page.page, now()
        )
        db.session.commit()
    except DraftChanged:
        db.session.rollback()
        return None
    return version


def _told(version: int | None) -> ResponseReturnValue:
    response = make_response("", CONFLICT if version is None else 204)
    if version is not None:
        response.headers["Draft-Version"] = str(version)
    return response


def sent(form: WritingForm, opened: OpenedCase, verb: Callable[[], object]) -> bool:
    """Carry out the verb of a valid form; its draft has then served its purpose."""

    def carry() -> None:
        uuid, kind = opened.case.uuid, form.draft_kind
        finish_draft(uuid, who().uuid, kind, form.known_version, form.page)
        form.spend()
        verb()

    if STEP in request.form:
        return False
    try:
        return form.validate_on_submit() and carried_out(form, carry)
    except DraftChanged:
        db.session.rollback()
        form.compare(opened)
        return False


def writing_page(
    template: str, opened: OpenedCase, form: WritingForm, **more: Any
) -> ResponseReturnValue:
    """The page of such a form: with the draft, and who else is at work."""
    draft = form.take_up(opened)
    return answer(
        template,
        opened,
        form,
        draft_time=draft_time(draft) if draft else None,
        others=others_here(opened),
        **more,
    )
