"""The way in: the first page, the doors to the forms, and the pages that explain."""

from flask import Response, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from intake.database import db
from intake.guards import open_to_all, the_office
from intake.guards.context import confirmed
from intake.guards.language import offered_languages, preferred
from intake.models.office_key import Installation


@open_to_all
def pick_language() -> Answer:
    """Lead to the first page in the language the browser asks for."""
    language = preferred(offered_languages())
    answer = redirect(url_for("forms.show_landing", lang=language), 303)
    answer.headers["Vary"] = "Accept-Language"
    return answer


@open_to_all
def show_landing() -> str:
    """The first page: ask for advice, or open a request with its code."""
    return render_template("forms/landing.html")


@open_to_all
def show_help() -> str:
    """Who else can help: people in danger, and people from elsewhere."""
    return render_template("forms/help.html", others=the_office().shown_others(confirmed()))


@open_to_all
def show_privacy() -> str:
    """What is done with what people write."""
    return render_template("forms/privacy.html")


@open_to_all
def show_accessibility() -> str:
    """How these pages can be used, and whom to tell if one cannot."""
    return render_template("forms/accessibility.html")


@open_to_all
def report_health() -> Response:
    """For a watchdog: the program answers and the database can be read."""
    db.session.scalar(select(Installation.id).limit(1))
    return Response("ok\n", mimetype="text/plain")
