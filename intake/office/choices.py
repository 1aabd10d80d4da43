"""Lists of codes with labels: what people choose from and what the database stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from intake.i18n import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: the code is stored and never changes, the label is shown.

    A retired entry can no longer be chosen, but still labels what was chosen before.
    """

    code: str
    label: Text
    retired: bool = False


T = TypeVar("T", bound=Choice)


class Choices(Mapping[str, T], Generic[T]):
    """A mapping from code to entry, in the order of the settings file, unchangeable."""

    __slots__ = ("_by_code", "active")

    def __init__(self, entries: Iterable[T]) -> None:
        self._by_code = {entry.code: entry for entry in entries}
        self.active = tuple(entry for entry in self._by_code.values() if not entry.retired)
        """The entries that can be chosen today."""

    def __getitem__(self, code: str) -> T:
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def __repr__(self) -> str:
        return f"Choices({', '.join(self._by_code)})"
