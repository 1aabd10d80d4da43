"""The recovery sheet: printed once, asked back, then forgotten."""

from typing import Any

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import Field, StringField, ValidationError

from intake import pdf
from intake.accounts.landing import see_other
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, requires, who
from intake.guards.language import page_language
from intake.i18n import LANGUAGES, gettext
from intake.models.founding import drafted_sheet, groups_asked_back, open_the_form
from intake.models.permissions import Permission
from intake.vault import RecoverySheet


class SheetForm(TokenForm):
    """Two groups, read from the paper."""

    first = StringField(render_kw={"autocomplete": "off"})
    second = StringField(render_kw={"autocomplete": "off"})

    def __init__(self, sheet: RecoverySheet, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sheet = sheet
        self.numbers = dict(zip(("first", "second"), groups_asked_back(sheet), strict=True))
        for name, number in self.numbers.items():
            self[name].label.text = gettext("Group %(number)s", number=number)

    def validate_first(self, field: Field) -> None:
        """The group must be the one on the sheet."""
        if not self.sheet.group_is(self.numbers[field.name], field.data or ""):
            raise ValidationError(gettext("This is not what stands on the sheet. Look once more."))

    validate_second = validate_first


@requires(Permission.MANAGE_SETTINGS)
def show_recovery_sheet() -> ResponseReturnValue:
    """Show the sheet and ask for two of its groups; if they are right the public form opens."""
    sheet = drafted_sheet(who().keyring)
    if sheet is None:
        return render_template("accounts/no_recovery_sheet.html")
    form = SheetForm(sheet)
    if form.validate_on_submit():
        begin_writing()
        open_the_form(now())
        db.session.commit()
        flash("form_opened")
        return see_other("show_first_steps")
    page = render_template("accounts/recovery_sheet.html", sheet=sheet, form=form)
    return page, form_status(form)


@requires(Permission.MANAGE_SETTINGS)
def print_recovery_sheet() -> ResponseReturnValue:
    """The same sheet as a PDF."""
    sheet = drafted_sheet(who().keyring)
    if sheet is None:
        return render_template("accounts/no_recovery_sheet.html"), 410
    html = render_template(
        "pdf/recovery_sheet.html", groups=sheet.groups, date=now(), member=who().member.name
    )
    lang = LANGUAGES[page_language()].locale.replace("_", "-")
    headers = {"Content-Disposition": 'inline; filename="recovery-sheet.pdf"'}
    return Response(pdf.render(html, lang=lang), mimetype="application/pdf", headers=headers)
