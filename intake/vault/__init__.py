"""The vault: the only place where anything is sealed, opened, hashed or drawn at random.

Pure functions and frozen values; no database, no web, no clock. Nothing else in the program
imports `nacl`. ARCHITECTURE.md tells what is sealed under which key, and why.
"""

from intake.vault.address_hash import AddressHasher
from intake.vault.base64url import BadToken
from intake.vault.case_keys import CaseKeys, NotUnderThisKey, Under
from intake.vault.content import CannotOpen, SealedRow, seal, unseal, unseal_each
from intake.vault.key_folder import (
    KeyFileBroken,
    KeyFileExists,
    KeyFileMissing,
    KeyFolder,
    KeyFolderClosed,
    KeyFolderError,
    ServerKeys,
)
from intake.vault.keys import KeyPair, derive
from intake.vault.office_keys import OfficePrivate, OfficePublic
from intake.vault.receipts import (
    CodeKeys,
    MistypedCode,
    code_for,
    new_code,
    open_code,
    parse_code,
    shown,
)
from intake.vault.recovery import MistypedSheet, RecoverySheet
from intake.vault.secrets import (
    WrongSecret,
    lock_private_key,
    new_activation_code,
    normalise_activation_code,
    spend_the_same_time,
    unlock_private_key,
)
from intake.vault.session_tokens import SessionToken
from intake.vault.tokens import ForeignToken, FormTokens, StaleToken, TokenFacts

__all__ = [
    "AddressHasher",
    "BadToken",
    "CannotOpen",
    "CaseKeys",
    "CodeKeys",
    "ForeignToken",
    "FormTokens",
    "KeyFileBroken",
    "KeyFileExists",
    "KeyFileMissing",
    "KeyFolder",
    "KeyFolderClosed",
    "KeyFolderError",
    "KeyPair",
    "MistypedCode",
    "MistypedSheet",
    "NotUnderThisKey",
    "OfficePrivate",
    "OfficePublic",
    "RecoverySheet",
    "SealedRow",
    "ServerKeys",
    "SessionToken",
    "StaleToken",
    "TokenFacts",
    "Under",
    "WrongSecret",
    "code_for",
    "derive",
    "lock_private_key",
    "new_activation_code",
    "new_code",
    "normalise_activation_code",
    "open_code",
    "parse_code",
    "seal",
    "shown",
    "spend_the_same_time",
    "unlock_private_key",
    "unseal",
    "unseal_each",
]
