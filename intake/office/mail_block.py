"""Reads how the office sends mail; without the block, or with `on = false`, it sends none."""

from __future__ import annotations

import re

from intake.office.blocks import read_email
from intake.office.facts import MailServer
from intake.office.problems import brief
from intake.office.table import STAND_IN, Table

SECURITY = ("tls", "starttls", "none")
HERE = ("localhost", "127.0.0.1", "::1")
HOST = re.compile(r"[a-z0-9:.-]+", re.ASCII | re.IGNORECASE)
DESK = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?", re.ASCII)
FILE = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)


def read_mail(root: Table) -> MailServer | None:
    """The mail server; None if the office sends no mail."""
    if not root.has("mail"):
        return None
    block = root.table("mail")
    is_on = block.flag("on")
    user = block.words("user") if block.has("user") else None
    server = MailServer(
        host=_matching(block, "server", HOST, "mail.office.example"),
        port=block.number("port", 1, 65_535),
        security=block.one_of("security", SECURITY),
        sender=read_email(block, "sender"),
        neutral_sender=_neutral_sender(block),
        user=user,
        password_file=_matching(block, "password_file", FILE, "smtp.password") if user else None,
        desk_address=_matching(block, "desk_address", DESK, "https://desk.office.example"),
    )
    _check_security(block, server)
    block.finish()
    return server if is_on else None


def _neutral_sender(block: Table) -> str | None:
    return read_email(block, "neutral_sender") if block.has("neutral_sender") else None


def _check_security(block: Table, server: MailServer) -> None:
    if server.security == "none" and server.host not in (*HERE, STAND_IN):
        advice = 'only a server on this machine may be spoken to in clear; write "starttls".'
        block.note("security", advice)


def _matching(block: Table, name: str, pattern: re.Pattern[str], example: str) -> str:
    written = block.words(name)
    if written != STAND_IN and not pattern.fullmatch(written):
        block.note(name, f'{brief(written)} does not fit; write something like "{example}".')
    return written
