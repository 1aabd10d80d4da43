"""The receipt code: 20 digits with which a resident comes back (DESIGN 5).

19 digits are random (63 bits), the last one is Damm's check digit. The code itself is stored
nowhere: it leads to an id to look up and to a key that opens the talk of one case.
"""

import secrets
from dataclasses import dataclass, field
from unicodedata import category
from uuid import UUID

from intake.vault import damm
from intake.vault.binding import bind
from intake.vault.case_keys import CaseKeys
from intake.vault.content import seal, unseal
from intake.vault.keys import derive
from intake.vault.stretching import SALT_BYTES, Cost, stretch

DIGITS = 20
FREE = 10 ** (DIGITS - 1)
WORD_BYTES = 8
COST = Cost(mebibytes=8, passes=2)
TALK = "code.talk.1"
LONGEST_TYPED = 200
# White space, line ends, dashes, and the marks of writing direction.
SEPARATORS = {"Zs", "Zl", "Zp", "Cc", "Pd", "Cf"}
MINUS = "\N{MINUS SIGN}"


class MistypedCode(ValueError):
    """What was typed cannot be a code: not 20 digits, or one of them is wrong."""


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a code leads to: the id of the stored row and the key to its talk, 32 bytes each."""

    lookup_id: bytes
    wrap_key: bytes = field(repr=False)

    def wrap_talk(self, keys: CaseKeys) -> bytes:
        """The talk key of a case, for the holder of the code."""
        return seal(self.wrap_key, keys.talk, TALK, keys.case_uuid.bytes)

    def unwrap_talk(self, case_uuid: UUID, blob: bytes) -> CaseKeys:
        """The resident's share of the keys. `CannotOpen` for another code or case."""
        return CaseKeys.talk_only(case_uuid, unseal(self.wrap_key, blob, TALK, case_uuid.bytes))


def new_code() -> str:
    """A fresh random code."""
    return _with_check_digit(secrets.randbelow(FREE))


def code_for(receipt_key: bytes, cookie: bytes, nonce: bytes, digest: bytes) -> str:
    """The code of one submission: the same form with the same answers gives the same code.

    Nobody without the receipt key can foresee it. Words beyond the range are rejected, so that
    every code is equally likely (DESIGN 6).
    """
    block = derive(receipt_key, "receipt-code", bind(cookie, nonce, digest))
    while True:
        for at in range(0, len(block), WORD_BYTES):
            number = int.from_bytes(block[at : at + WORD_BYTES], "big")
            if number < FREE:
                return _with_check_digit(number)
        block = derive(receipt_key, "receipt-again", block)


def parse_code(text: str) -> str:
    """The 20 ASCII digits of a typed code, whatever the script and the signs between them.

    `MistypedCode` if there are not exactly 20 digits, anything else, or the check fails.
    """
    if len(text) > LONGEST_TYPED:
        raise MistypedCode
    code = "".join(_digit(sign) for sign in text)
    if len(code) != DIGITS or not damm.is_valid(code):
        raise MistypedCode
    return code


def shown(code: str) -> list[str]:
    """A code as people see it: five groups of four digits."""
    return [code[at : at + 4] for at in range(0, DIGITS, 4)]


def open_code(code: str, pepper: bytes) -> CodeKeys:
    """What a parsed code leads to; 8 ms, the same for codes that exist and those that do not.

    Without the pepper (32 bytes) a stolen database does not allow guessing at all.
    """
    salt = derive(pepper, "code-salt")[:SALT_BYTES]
    root = derive(pepper, "code-root", stretch(code.encode(), salt, COST))
    return CodeKeys(derive(root, "code-lookup"), derive(root, "code-wrap"))


def _with_check_digit(number: int) -> str:
    digits = f"{number:0{DIGITS - 1}d}"
    return digits + damm.check_digit(digits)


def _digit(sign: str) -> str:
    kind = category(sign)
    if kind == "Nd":
        return str(int(sign))
    if kind in SEPARATORS or sign == MINUS:
        return ""
    raise MistypedCode
