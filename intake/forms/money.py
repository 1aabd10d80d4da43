"""Amounts of money as people write them, and the lines of a budget."""

import re
from decimal import Decimal

CURRENCY = r"(?:CHF|Fr\.?)"
AMOUNT = re.compile(
    rf"""(?<!\d){CURRENCY}?\s*
    (\d{{1,3}}(?:['’\s]\d{{3}})+|\d{{1,9}})      # francs
    (?:[.,](\d{{1,2}}|[-–—]+))?                # and centimes
    \s*(?:{CURRENCY}|[-–—]+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


class NoAmount(ValueError):
    """There is no amount of money at the end of this line."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def read_amount(text: str) -> Decimal:
    """An amount in francs: `1'200.50`, `CHF 300`, `300.-`. `NoAmount` for anything else."""
    found = AMOUNT.fullmatch(_plain(text))
    if found is None:
        raise NoAmount(text)
    return _francs(found)


def read_budget(text: str) -> list[tuple[str, Decimal]]:
    """The lines of a budget, each what it is for and how much: `Room for 4 evenings 320.-`.

    `NoAmount` names the first line that has no amount at its end.
    """
    return [_read_line(line) for line in text.splitlines() if line.strip()]


def written(amount: Decimal) -> str:
    """An amount as Swiss papers write it: `1’200.50`."""
    return f"{amount:,.2f}".replace(",", "’")


def _read_line(line: str) -> tuple[str, Decimal]:
    plain = _plain(line)
    found = AMOUNT.search(plain)
    if found is None:
        raise NoAmount(line.strip())
    return plain[: found.start()].rstrip(" :,;-–—\t"), _francs(found)


def _plain(text: str) -> str:
    """With Latin digits, whatever the keyboard, and without space around it."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text).strip()


def _francs(found: re.Match[str]) -> Decimal:
    whole, parts = re.sub(r"\D", "", found[1]), found[2] or ""
    return Decimal(f"{whole}.{parts.ljust(2, '0')}" if parts.isdigit() else whole)
