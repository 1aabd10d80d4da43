"""Saved filters: naming one, sharing it, changing its name, and removing it."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import DataRequired

from intake.cases.filtering import Named, filter_labels, filter_of, named_filters, words_of
from intake.cases.news import queue_news
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, requires, who
from intake.guards.fields import ShortText
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.permissions import Permission
from intake.models.saved_filter import AT_MOST, NameTaken, TooManyFilters


class KeepForm(TokenForm):
    """The name of a filter, and who may use it."""

    name = ShortText(
        _l("Name"),
        [DataRequired(_l("Give the filter a name."))],
        description=_l("Please write no name of a client."),
        render_kw={"autocomplete": "off"},
    )
    shared = BooleanField(
        _l("The whole team may use it"),
        description=_l("Each member still sees only the cases they may see."),
    )


class RemovalForm(TokenForm):
    """Only a button."""


@requires(Permission.SEE_QUEUE)
def list_filters() -> ResponseReturnValue:
    """The own filters and those of the team, with what each one asks for."""
    labels = filter_labels()
    kept = [one for one in named_filters() if one.row.kept]
    return render_template(
        "cases/saved_filters.html",
        own=[one for one in kept if not one.row.shared],
        shared=[one for one in kept if one.row.shared],
        words=lambda one: words_of(one.wanted, labels),
        names=labels.names,
        at_most=AT_MOST,
        **queue_news(),
    )


@requires(Permission.SEE_QUEUE)
def keep_filter(filter_uuid: UUID) -> ResponseReturnValue:
    """Keep a filter under a name, or change its name and who may use it."""
    named = _the_filter(filter_uuid)
    form = KeepForm(data={"name": named.wanted.name, "shared": named.row.shared})
    if form.validate_on_submit():
        begin_writing()
        if _kept(_the_filter(filter_uuid), form):
            flash("filter_saved")
            address = url_for("cases.show_queue", tab=named.wanted.tab, filter=filter_uuid.hex)
            return redirect(address, 303)
    words = words_of(named.wanted, filter_labels())
    page = render_template("cases/saved_filter.html", form=form, named=named, words=words)
    return page, form_status(form)


@requires(Permission.SEE_QUEUE)
def remove_filter(filter_uuid: UUID) -> ResponseReturnValue:
    """Remove a filter, after asking; a second click finds it gone and says so."""
    form = RemovalForm()
    if form.validate_on_submit():
        begin_writing()
        if named := filter_of(filter_uuid):
            db.session.delete(named.row)
        db.session.commit()
        flash("filter_removed")
        return redirect(url_for("cases.list_filters"), 303)
    named = _the_filter(filter_uuid)
    words = words_of(named.wanted, filter_labels())
    page = render_template("cases/saved_filter_removal.html", form=form, named=named, words=words)
    return page, form_status(form)


def _the_filter(filter_uuid: UUID) -> Named:
    """The filter, if the member may change it; to others there is no such page."""
    return filter_of(filter_uuid) or abort(404)


def _kept(named: Named, form: KeepForm) -> bool:
    try:
        named.row.keep(form.name.data or "", bool(form.shared.data), who().keyring, now())
    except TooManyFilters as refusal:
        form.form_errors.append(_about_limit(refusal.shared))
    except NameTaken:
        form.name.errors = [gettext("There is a filter with this name already.")]
    else:
        db.session.commit()
        return True
    db.session.rollback()
    return False


def _about_limit(shared: bool) -> str:
    if shared:
        return gettext(
            "The team shares %(count)s filters already. Remove one that nobody needs.",
            count=AT_MOST,
        )
    return gettext(
        "You have saved %(count)s filters already. Remove one that you no longer need.",
        count=AT_MOST,
    )
