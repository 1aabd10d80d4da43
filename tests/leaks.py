"""Searches folders for words that must not be there, in whatever spelling a program leaves them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, quote_plus

BASE64_BYTES, BASE64_LETTERS = 3, 4


@dataclass(frozen=True)
class Found:
    """A word that lies where it should not."""

    word: str
    spelling: str
    place: str


def spellings(word: str) -> Iterator[tuple[str, bytes]]:
    """The bytes that betray a word, each with the name of its spelling."""
    plain = word.encode()
    yield "utf-8", plain
    yield "utf-16-le", word.encode("utf-16-le")
    yield "utf-16-be", word.encode("utf-16-be")
    yield "hex", plain.hex().encode()
    yield "hex", plain.hex().upper().encode()
    for quoted in (quote(word, safe=""), quote_plus(word)):
        yield "percent", quoted.encode()
        yield "percent", _with_small_hex(quoted).encode()
    yield "escaped", json.dumps(word)[1:-1].encode()
    yield "escaped", ascii(word)[1:-1].encode()
    yield "escaped", repr(plain)[2:-1].encode()
    for shift in range(BASE64_BYTES):
        for encode in (b64encode, urlsafe_b64encode):
            yield "base64", _base64_core(plain, shift, encode(bytes(shift) + plain))


def _with_small_hex(quoted: str) -> str:
    head, *coded = quoted.split("%")
    return "%".join([head, *(part[:2].lower() + part[2:] for part in coded)])


def _base64_core(plain: bytes, shift: int, encoded: bytes) -> bytes:
    """The letters that depend on the word alone, when `shift` bytes stand before it."""
    first = -(-shift * BASE64_LETTERS // BASE64_BYTES)
    last = (shift + len(plain)) * BASE64_LETTERS // BASE64_BYTES
    return encoded[first:last]


def search(folders: Iterable[Path], words: Iterable[str], ignored: Path) -> list[Found]:
    """Where the words lie in files, in their names, or in the cells of a database."""
    places = [place for folder in folders for place in contents(folder, ignored)]
    needles = [(word, *spelling) for word in words for spelling in spellings(word)]
    return [
        Found(word, spelling, name)
        for name, content in places
        for word, spelling, needle in needles
        if needle in content
    ]


def contents(folder: Path, ignored: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, its name before its content; databases by cells as well."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield f"the name {name}", name.encode()
        if path.is_file() and path != ignored:
            yield name, path.read_bytes()
        if path.suffix == ".sqlite":
            yield f"the cells of {name}", b"\0".join(cells(path))


def cells(database: Path) -> Iterator[bytes]:
    """All cells of a copy of a database: a long cell may be cut into pieces on the disk."""
    with TemporaryDirectory() as elsewhere:
        for file in database.parent.glob(f"{database.name}*"):
            shutil.copy(file, elsewhere)
        with closing(sqlite3.connect(Path(elsewhere) / database.name)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    yield from (c if isinstance(c, bytes) else str(c).encode() for c in row)
