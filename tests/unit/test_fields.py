"""The macros that write questions: labels, hints, errors and the way from one to the other."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from intake.i18n import own_digits
from tests.house_rules import broken_rules, elements, parse, text_of

TEMPLATES = Path(__file__).parents[2] / "intake" / "templates"
PAGE = """<!doctype html><html lang="en" dir="ltr"><title>Ask</title><h1>Ask</h1>{body}</html>"""
SOURCE = """{% import "macros/fields.html" as fields %}{{ fields.error_summary(form) }}
{% for f in form if f.name != "form_token" %}
{{ fields.field(f, "follows-x" if f.name == "note" else "", loop.first) }}
{% endfor %}{{ fields.submit("Send") }}{{ fields.token(form) }}"""


def offered(*codes: str) -> list[SelectChoice]:
    return [SelectChoice(value=code, label=f"The {code}") for code in codes]


class Asked(Form):
    who = RadioField("Who asks?", choices=offered("me", "you"), validators=[InputRequired("Say.")])
    topics = SelectMultipleField(
        "What about?",
        description="One or more.",
        choices=offered("work", "home"),
        option_widget=CheckboxInput(),
        validators=[InputRequired("Choose one.")],
    )
    town = SelectField("Which town?", choices=offered("a", "b"))
    note = TextAreaField("Your words", [Optional(), Length(max=9, message="Too long.")])
    secret = PasswordField("Password", [Optional()])
    discreet = BooleanField("Write little")
    form_token = HiddenField()

    def validate_form_token(self, field: HiddenField) -> None:
        if field.data == "old":
            raise ValidationError("The page is old.")


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("bare", static_folder=None, template_folder=str(TEMPLATES))
    app.jinja_env.undefined = StrictUndefined
    Babel(app, locale_selector=lambda: "en")
    app.jinja_env.filters["own_digits"] = own_digits
    return app


def shown(app: Flask, form: Form) -> Element:
    with app.test_request_context():
        body = app.jinja_env.from_string(SOURCE).render(form=form)
    return parse(PAGE.format(body=body))


@pytest.fixture
def empty(app: Flask) -> Element:
    return shown(app, Asked())


@pytest.fixture
def wrong(app: Flask) -> Element:
    form = Asked(MultiDict({"note": "</textarea><b>long</b>", "town": "b", "topics": "home"}))
    assert not form.validate()
    return shown(app, form)


def by_id(root: Element, name: str) -> Element:
    return next(e for e in elements(root) if e.get("id") == name)


def with_class(root: Element, name: str) -> Iterator[Element]:
    return (e for e in elements(root) if name in e.get("class", "").split())


def test_every_kind_of_question_keeps_the_house_rules(empty: Element, wrong: Element) -> None:
    assert broken_rules(empty) == broken_rules(wrong) == []


def test_only_optional_questions_say_so(empty: Element) -> None:
    assert [text_of(e) for e in with_class(empty, "optional")] == ["(optional)"] * 2
    assert not [e for e in elements(empty) if "required" in e.attrib or "maxlength" in e.attrib]


def test_nothing_is_wrong_before_it_is_sent(empty: Element) -> None:
    assert not [
        *with_class(empty, "summary"),
        *with_class(empty, "error"),
        *with_class(empty, "wrong"),
    ]


def test_the_summary_leads_to_each_wrong_answer(wrong: Element) -> None:
    (summary,) = with_class(wrong, "summary")
    links = [(text_of(e), e.get("href")) for e in elements(summary, "a")]
    assert text_of(by_id(wrong, "errors")) == "Please check 2 answers"
    assert links == [("Say.", "#who"), ("Too long.", "#note")]
    assert {by_id(wrong, "who").tag, by_id(wrong, "note").tag} == {"input", "textarea"}
    assert "autofocus" in summary.attrib and summary.get("tabindex") == "-1"


def test_an_old_token_is_no_wrong_answer(app: Flask) -> None:
    form = Asked(MultiDict({"who": "me", "topics": "work", "town": "a", "form_token": "old"}))
    assert not form.validate()
    (summary,) = with_class(shown(app, form), "summary")
    assert text_of(summary) == "Please send it once more The page is old."
    assert not list(elements(summary, "a"))


def test_hint_and_error_are_tied_to_the_control(wrong: Element) -> None:
    assert by_id(wrong, "note").get("aria-describedby") == "note-error"
    assert by_id(wrong, "note").get("aria-invalid") == "true"
    groups = [e.get("aria-describedby") for e in elements(wrong, "fieldset")]
    assert groups == ["who-error", "topics-hint"]


def test_what_was_typed_and_chosen_is_kept(wrong: Element) -> None:
    checked = [e.get("value") for e in elements(wrong, "input") if "checked" in e.attrib]
    assert checked == ["home"]
    assert [text_of(e) for e in elements(wrong, "option") if "selected" in e.attrib] == ["The b"]
    assert text_of(by_id(wrong, "note")) == "</textarea><b>long</b>"


def test_a_password_is_never_sent_back(app: Flask) -> None:
    root = shown(app, Asked(MultiDict({"secret": "hunter2"})))
    assert by_id(root, "secret").get("value", "") == ""


def test_a_question_carries_the_answer_it_follows(empty: Element) -> None:
    assert [text_of(e) for e in with_class(empty, "follows-x")] == ["Your words (optional)"]


def test_only_a_numbered_question_is_a_heading(empty: Element) -> None:
    assert [text_of(e) for e in elements(empty, "h2")] == ["Who asks?"]
