"""Days and times as people read them, in the page's language and the office's time zone."""

import re
from datetime import date, datetime
from functools import cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, match_skeleton
from flask import Flask
from flask_babel import get_locale

from intake.guards.desk import now, the_office
from intake.i18n import own_digits


def local(at: datetime) -> datetime:
    """A time in the office's time zone."""
    return at.astimezone(the_office().timezone)


def today() -> date:
    """Today in the office's time zone."""
    return local(now()).date()


def day(value: date | datetime) -> str:
    """A short day with its weekday, such as «Do. 26.11.»."""
    return own_digits(format_skeleton("MEd", _as_date(value), locale=get_locale()))


def full_day(value: date | datetime) -> str:
    """A day in words, such as «Donnerstag, 26. November»."""
    return own_digits(format_date(_as_date(value), day_in_words(get_locale()), locale=get_locale()))


@cache
def day_in_words(locale: Locale) -> str:
    """The pattern of weekday, day and month in the locale's own order, with nothing shortened.

    Few locales have one of their own: most only have a short one, which is spelled out here.
    """
    short = locale.datetime_skeletons[match_skeleton("MMMMEd", locale.datetime_skeletons)].pattern
    return re.sub(r"[ML]{3,}", "MMMM", re.sub(r"[Ec]+", "EEEE", short))


def dated(value: date | datetime) -> str:
    """A day with its year."""
    return own_digits(format_date(_as_date(value), "medium", locale=get_locale()))


def moment(value: datetime) -> str:
    """A day and a time.

    Where a language puts the month first, its name is written: nobody in Switzerland reads
    12/1 as the first of December.
    """
    locale = Locale.parse(str(get_locale()))
    is_month_first = locale.date_formats["short"].pattern.startswith("M")
    style = "medium" if is_month_first else "short"
    return own_digits(format_datetime(local(value), style, locale=locale))


def clock_time(value: datetime) -> str:
    """A time of the day, such as «14:05»."""
    return own_digits(f"{local(value):%H:%M}")


def _as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def init_dates(app: Flask) -> None:
    """Offer them to templates as filters."""
    app.jinja_env.filters.update(
        day=day,
        full_day=full_day,
        dated=dated,
        moment=moment,
        clock_time=clock_time,
        own_digits=own_digits,
    )
