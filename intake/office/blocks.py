"""Reads the single blocks of the settings file: contact, emergency, promises and limits."""

from __future__ import annotations

import re
from collections.abc import Collection
from zoneinfo import ZoneInfo

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from intake.office.entries import EmergencyNumber, OtherOffice
from intake.office.facts import Contact, GrantRules, Limits, Promises, StorageDays, Thresholds
from intake.office.lists import TEN_YEARS
from intake.office.problems import brief, nearest
from intake.office.table import STAND_IN, Table

REGION = "CH"
WEB_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(/[\w./~-]*)?", re.ASCII | re.IGNORECASE)


def read_timezone(root: Table) -> ZoneInfo:
    """The time zone of the office, by its name in the IANA list."""
    name = root.words("timezone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        if name != STAND_IN:
            root.note("timezone", f'{brief(name)} is not a time zone; write "Europe/Zurich".')
        return ZoneInfo("UTC")


def read_contact(block: Table) -> Contact:
    """How people reach the office."""
    phone, link = read_phone(block, "phone", short=False)
    contact = Contact(
        phone=phone,
        phone_link=link,
        email=read_email(block, "email"),
        email_confirmed=block.flag("email_confirmed"),
        street=block.words("street"),
        postcode=_matching(block, "postcode", re.compile(r"\d{4}", re.ASCII), "4800"),
        town=block.words("town"),
        website=_website(block) if block.has("website") else None,
    )
    block.finish()
    return contact


def read_phone(block: Table, name: str, short: bool) -> tuple[str, str]:
    """A number as written, and its `tel:` link; `short` allows ones like 117."""
    written = block.words(name)
    if written == STAND_IN:
        return STAND_IN, "tel:"
    if short and re.fullmatch(r"1\d\d", written, re.ASCII):
        return written, f"tel:{written}"
    number = _parsed(written)
    if number is None:
        also = ', or a short one like "117"' if short else ""
        advice = f'write one like "+41 62 745 73 17"{also}.'
        block.note(name, f"{brief(written)} is not a valid phone number; {advice}")
        return STAND_IN, "tel:"
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written, f"tel:{e164}"


def read_emergency(root: Table) -> tuple[EmergencyNumber, ...]:
    """The emergency numbers, in the order they are shown."""
    blocks = root.tables("emergency")
    numbers = [_emergency_number(block) for block in blocks]
    codes = [number.code for number in numbers]
    for place, (block, number) in enumerate(zip(blocks, numbers, strict=True)):
        if number.code in codes[:place]:
            block.note("code", f'there are two with the code "{number.code}"; change one of them.')
        plain = [other.code for other in numbers if other.fallback is None]
        _check_fallback(block, number, set(plain) - {number.code})
        block.finish()
    return tuple(numbers)


def read_other_offices(root: Table) -> tuple[OtherOffice, ...]:
    """The offices for people from elsewhere, in the order they are shown; there may be none."""
    others: list[OtherOffice] = []
    for block in root.tables("other_offices", may_be_empty=True):
        other = _other_office(block)
        if other.code in [each.code for each in others]:
            block.note("code", f'there are two with the code "{other.code}"; change one of them.')
        if not (other.phone or other.website):
            block.note("phone", 'write how to reach it: phone = "+41 …", website = "https://…".')
        block.finish()
        others.append(other)
    return tuple(others)


def read_grant(block: Table) -> GrantRules:
    """What an application for a contribution must know."""
    rules = GrantRules(
        ceiling=block.number("ceiling", 1, 1_000_000),
        decided_by=block.text("decided_by"),
        criteria=block.text("criteria"),
        confirmed=block.flag("confirmed"),
    )
    block.finish()
    return rules


def read_promises(block: Table) -> Promises:
    """What the public pages promise."""
    promises = Promises(
        first_response_days=block.number("first_response_days", 0, 30),
        first_response_confirmed=block.flag("first_response_confirmed"),
        interpreter_free=block.flag("interpreter_free"),
        interpreter_free_confirmed=block.flag("interpreter_free_confirmed"),
    )
    block.finish()
    return promises


def read_thresholds(block: Table) -> Thresholds:
    """The limits of the work."""
    thresholds = Thresholds(
        k=block.number("k", 3, 10),
        waiting_max_days=block.number("waiting_max_days", 1, 365),
        reopen_days=block.number("reopen_days", 0, 365),
        next_step_days=block.number("next_step_days", 1, 60),
        code_days=block.number("code_days", 1, 365),
    )
    block.finish()
    return thresholds


def read_limits(block: Table) -> Limits:
    """The limits against abuse."""
    limits = Limits(
        submissions_per_hour=block.number("submissions_per_hour", 1, 10_000),
        wrong_codes_per_hour=block.number("wrong_codes_per_hour", 1, 1_000),
        sign_in_tries_per_hour=block.number("sign_in_tries_per_hour", 1, 1_000),
        form_min_seconds=block.number("form_min_seconds", 0, 60),
        form_max_hours=block.number("form_max_hours", 1, 168),
        text_characters=block.number("text_characters", 200, 20_000),
        body_bytes=block.number("body_bytes", 100_000, 10_000_000),
        files=block.number("files", 1, 10),
        file_bytes=block.number("file_bytes", 100_000, 20_000_000),
        files_per_hour=block.number("files_per_hour", 1, 1_000),
        files_of_case_per_day=block.number("files_of_case_per_day", 10, 1_000),
    )
    block.finish()
    return limits


def read_storage_days(block: Table) -> StorageDays:
    """How long things beside the cases are kept."""
    days = StorageDays(
        attachments=block.number("attachments", 1, TEN_YEARS),
        access_log=block.number("access_log", 1, TEN_YEARS),
        backups=block.number("backups", 1, 366),
    )
    block.finish()
    return days


def _parsed(written: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) and not number.extension else None


def _emergency_number(block: Table) -> EmergencyNumber:
    number, link = read_phone(block, "number", short=True)
    return EmergencyNumber(
        code=block.code(),
        label=block.text("label"),
        number=number,
        link=link,
        confirmed=block.flag("confirmed"),
        fallback=block.code("fallback") if block.has("fallback") else None,
    )


def _other_office(block: Table) -> OtherOffice:
    phone, link = read_phone(block, "phone", short=False) if block.has("phone") else (None, None)
    return OtherOffice(
        code=block.code(),
        label=block.text("label"),
        for_whom=block.text("for_whom"),
        phone=phone,
        phone_link=link,
        website=_website(block) if block.has("website") else None,
        confirmed=block.flag("confirmed"),
    )


def _check_fallback(block: Table, number: EmergencyNumber, others: Collection[str]) -> None:
    if number.fallback is not None and number.fallback not in others:
        found = brief(number.fallback)
        block.note(
            "fallback",
            f"{found} is no other number without a fallback; {nearest(number.fallback, others)}",
        )


def read_email(block: Table, name: str) -> str:
    """An e-mail address."""
    written = block.words(name)
    if written == STAND_IN:
        return written
    try:
        validate_email(written, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        advice = 'write one like "integration@office.example".'
        block.note(name, f"{brief(written)} is not an e-mail address; {advice}")
    return written


def _website(block: Table) -> str:
    return _matching(block, "website", WEB_ADDRESS, "https://www.office.example")


def _matching(block: Table, name: str, pattern: re.Pattern[str], example: str) -> str:
    written = block.words(name)
    if written != STAND_IN and not pattern.fullmatch(written):
        block.note(name, f'{brief(written)} does not fit; write something like "{example}".')
    return written
