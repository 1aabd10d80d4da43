"""How a request is taken, whichever form it came on: checked, stored once, led to its receipt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.database import db
from intake.forms import resident
from intake.forms.answers import Answers
from intake.forms.files import taken_files
from intake.forms.submission import submit, takes_requests
from intake.guards import TooMany, count_try_of, form_status, from_foreign_origin, now, the_office
from intake.guards.forms import TokenForm
from intake.guards.language import page_language
from intake.models.attachment import NewFile
from intake.models.session import ResidentSession, ShownReceipt

F = TypeVar("F", bound=TokenForm)
Page = tuple[str, int]


@dataclass(frozen=True)
class Door(Generic[F]):
    """A way in: its template, and how its form is read. The form must have a field `website`."""

    template: str
    answers: Callable[[F, str], Answers]

    def page(self, form: F, status: int) -> Page:
        """The form again, with all that was typed; a token that still holds stays the same.

        So the time since the first showing goes on counting, and the form stays the same form.
        """
        if form.token_facts is not None:
            form.form_token.current_token = form.form_token.data
        return render_template(self.template, form=form, status=status), status

    def take(self, form: F, empty: Callable[[], F]) -> Page | Response:
        """Take a request and lead to its receipt; once, however often it is sent.

        What another page sent gets the `empty` form.
        """
        if not takes_requests():
            return render_template("forms/closed.html"), 503
        if from_foreign_origin():
            return self.page(empty(), 403)
        if not form.validate_on_submit():
            return self.page(form, form_status(form))
        try:
            count_try_of("submission", the_office().limits.submissions_per_hour)
            files = taken_files(form)
        except TooMany:
            return self.page(form, 429)
        if files is None:
            return self.page(form, 422)
        return self._store(form, files)

    def _store(self, form: F, files: list[NewFile]) -> Response:
        if form.token_facts is None:
            raise RuntimeError("Only a form that has been validated can be taken.")
        hasty = form.token_facts.age < the_office().limits.form_min_seconds
        answers = replace(self.answers(form, page_language()), files=tuple(files))
        keys, code = submit(answers, form.token_facts, bool(form["website"].data) or hasty)
        place = the_office().municipalities[answers.profile["municipality"]]
        person = the_office().requesters[answers.profile["requester"]].form == "person"
        shown = ShownReceipt(code, elsewhere=place.other and person, talk=person)
        resident.end_session()
        token = ResidentSession.begin(keys, now(), shown)
        db.session.commit()
        return resident.let_in(redirect(url_for("forms.show_receipt"), 303), token)
