"""A glance at an opened identity: single texts out of its JSON, without parsing all of it.

Whoever looks at a hundred thousand identities needs one or two texts of each; parsing them all
would take longer than opening them.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import exists

from intake.database import uuid_bytes
from intake.models.case import Case
from intake.models.office_key import Keyring
from intake.models.restriction import Restriction
from intake.vault import CaseKeys, derive, unseal_each

KEY = (
    uuid_bytes(Case.uuid).label("uuid"),
    Case.office_key_id,
    Case.key_sealed,
    Case.key_wrapped,
    Case.identity_sealed,
    exists().where(Restriction.case_uuid == Case.uuid).label("restricted"),
)
ALIAS, ORGANISATION, PHONE, EMAIL = (
    f'"{name}":"'.encode() for name in ("alias", "organisation", "phone", "email")
)
NOT_DIGITS = bytes(c for c in range(256) if not chr(c).isascii() or not chr(c).isdigit())


class Glance(NamedTuple):
    """A row of a case (its uuid as bytes), its case key, and its opened identity as JSON.

    Of a restricted case (`row.restricted`) the number alone may be shown: whoever is listed for it
    says first why it is opened.
    """

    row: Any
    case_key: bytes
    plain: bytes

    @property
    def keys(self) -> CaseKeys:
        """The keys of the case, for whoever looks closer."""
        return CaseKeys.whole(UUID(bytes=self.row.uuid), self.case_key)


def glances(keyring: Keyring, rows: Sequence[Any]) -> Iterator[Glance]:
    """Open the identities of rows that have the columns `KEY`, in turn."""
    keys = keyring.open_each(
        (row.uuid, row.office_key_id, row.key_sealed, row.key_wrapped) for row in rows
    )
    sealed = (
        (derive(keys[row.uuid], "talk"), row.uuid, row.uuid, row.identity_sealed) for row in rows
    )
    for row, plain in zip(rows, unseal_each(Case.identity.label, sealed), strict=True):
        yield Glance(row, keys[row.uuid], plain)


def text_at(plain: bytes, mark: bytes) -> bytes:
    """The text after one of the marks above, in UTF-8; empty if the identity has none.

    A quote within a text is written with a backslash, so that a mark stands nowhere else; an
    identity that has any backslash is parsed.
    """
    if b"\\" in plain:
        return str(json.loads(plain).get(mark[1:-3].decode(), "")).encode()
    start = plain.find(mark)
    if start < 0:
        return b""
    start += len(mark)
    return plain[start : plain.index(b'"', start)]


def may_have(phone: bytes, digits: bytes) -> bool:
    """Whether a phone number perhaps has these digits: no for most, and never no where it has."""
    return digits in phone.translate(None, NOT_DIGITS) or not phone.isascii()
