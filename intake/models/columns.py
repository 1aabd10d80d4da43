"""Sealed columns: one device that ties a column to its label, its key and its row."""

import json
from collections.abc import Iterable
from typing import Any, Generic, Protocol, Self, TypeVar, overload
from uuid import UUID

from intake.vault import CannotOpen, CaseKeys, SealedRow, Under, unseal_each

T = TypeVar("T")


class InCase(Protocol):
    """A row that belongs to a case; its uuid is made before it is inserted."""

    @property
    def seal_uuid(self) -> UUID:
        """The immutable identity that seals of this row are bound to."""
        ...


class Sealed(Generic[T]):
    """A value of a case (anything JSON can say) that is stored sealed, in the column `column`.

    `label` is frozen for ever: it is part of what the seal protects, and never the name of a
    table or a column. On a row: `message.body.put(keys, text)`, `message.body.get(keys)`. For
    rows that come as plain columns: `Message.body.open(keys, row_uuid, blob)`.
    """

    def __init__(self, label: str, under: Under, column: str) -> None:
        self.label, self.under, self.column = label, under, column

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: InCase, owner: type) -> "SealedValue[T]": ...
    def __get__(self, row: InCase | None, owner: type) -> "Self | SealedValue[T]":
        return self if row is None else SealedValue(self, row)

    def seal(self, keys: CaseKeys, row_uuid: UUID, value: T) -> bytes:
        """Seal a value for one row."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return keys.seal(self.under, self.label, row_uuid, plain)

    def open(self, keys: CaseKeys, row_uuid: UUID, blob: bytes) -> T:
        """Open what was sealed for this row; raises `vault.CannotOpen` for anything else."""
        value: T = json.loads(str(keys.unseal(self.under, self.label, row_uuid, blob), "utf-8"))
        return value

    def open_each(self, rows: Iterable[SealedRow]) -> list[T]:
        """Open many values, each with its own key; raises `vault.CannotOpen` as `open`.

        Each is one JSON value, so all of them are one JSON list.
        """
        plain = list(unseal_each(self.label, rows))
        values: list[T] = json.loads(str(b"[" + b",".join(plain) + b"]", "utf-8"))
        if len(values) != len(plain):
            raise CannotOpen
        return values


class SealedValue(Generic[T]):
    """The sealed value of one row."""

    def __init__(self, device: Sealed[T], row: Any) -> None:
        self._device, self._row = device, row

    def put(self, keys: CaseKeys, value: T) -> None:
        """Seal `value` into the row."""
        setattr(self._row, self._device.column, self._device.seal(keys, self._row.seal_uuid, value))

    def get(self, keys: CaseKeys) -> T:
        """Open the row's value; raises `vault.CannotOpen` without the right key."""
        blob = getattr(self._row, self._device.column)
        return self._device.open(keys, self._row.seal_uuid, blob)
