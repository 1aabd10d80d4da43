"""The office's text modules: coordinators write them, all advisers use them."""

from uuid import UUID

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import DataRequired

from intake.accounts.landing import see_other
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, requires, the_office, who
from intake.guards.fields import LongText, ShortText
from intake.i18n import DEFAULT_LANGUAGE, LANGUAGES, gettext
from intake.i18n import lazy_gettext as _l
from intake.models.permissions import Permission
from intake.models.text_module import TextModule, add_module


class ModuleForm(TokenForm):
    """A module: title and German text."""

    title = ShortText(_l("Title, for the staff"), [DataRequired(_l("Write a title."))])
    german = LongText(_l("Text in German"), [DataRequired(_l("Write the text in German."))])
    offered = BooleanField(_l("Offer it when a message is written"), default=True)


class VersionForm(TokenForm):
    """A module in another language."""

    text = LongText(
        _l("Text"), [DataRequired(_l("Write the text."))], render_kw={"dir": "auto", "rows": 8}
    )


def other_languages() -> list[str]:
    """The languages of residents besides German, for which there may be a version."""
    return [one.code for one in the_office().languages if one.code != DEFAULT_LANGUAGE]


@requires(Permission.MANAGE_SETTINGS)
def list_modules() -> ResponseReturnValue:
    """All modules and their versions; what is outdated is marked."""
    return render_template(
        "accounts/text_modules.html",
        modules=TextModule.everything(),
        languages=[LANGUAGES[code] for code in other_languages()],
    )


@requires(Permission.MANAGE_SETTINGS)
def add_text_module() -> ResponseReturnValue:
    """Write a new module."""
    form = ModuleForm()
    if form.validate_on_submit():
        begin_writing()
        if is_free(form, None):
            add_module(form.title.data or "", form.german.data or "", who().uuid, now())
            db.session.commit()
            return saved()
    page = render_template("accounts/text_module.html", form=form, module=None)
    return page, form_status(form)


@requires(Permission.MANAGE_SETTINGS)
def change_text_module(module_uuid: UUID) -> ResponseReturnValue:
    """Change title or German text; another German text makes the versions outdated."""
    form = ModuleForm(obj=the_module(module_uuid))
    if form.validate_on_submit():
        begin_writing()
        module = the_module(module_uuid)
        if is_free(form, module):
            title, german = form.title.data or "", form.german.data or ""
            module.write(title, german, form.offered.data, who().uuid, now())
            db.session.commit()
            return saved()
    page = render_template("accounts/text_module.html", form=form, module=the_module(module_uuid))
    return page, form_status(form)


@requires(Permission.MANAGE_SETTINGS)
def translate_text_module(module_uuid: UUID, language: str) -> ResponseReturnValue:
    """Write the version in another language, beside the German text."""
    if language not in other_languages():
        abort(404)
    module = the_module(module_uuid)
    version = module.version(language)
    form = VersionForm(text=version.text if version else "")
    if form.validate_on_submit():
        begin_writing()
        the_module(module_uuid).translate(language, form.text.data or "", who().uuid, now())
        db.session.commit()
        return saved()
    page = render_template(
        "accounts/text_version.html",
        form=form,
        module=module,
        version=version,
        language=LANGUAGES[language],
    )
    return page, form_status(form)


def the_module(module_uuid: UUID) -> TextModule:
    """The module of an address."""
    return db.session.get(TextModule, module_uuid) or abort(404)


def is_free(form: ModuleForm, module: TextModule | None) -> bool:
    """Whether no other module has this title: one could not tell them apart."""
    other = TextModule.titled(form.title.data or "")
    if other is None or other is module:
        return True
    form.title.errors = [gettext("There is a text module with this title already.")]
    return False


def saved() -> ResponseReturnValue:
    """Back to the list, which says that it is done."""
    flash("module_saved")
    return see_other("list_modules")
