"""Reads one file of settings as TOML; whatever is wrong with it becomes a clear sentence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from intake.office.problems import OfficeErrors, Problem

MAX_BYTES = 1_000_000
"""Ten times what a large office writes; more is some other file."""


def parsed(path: Path) -> dict[str, object]:
    """What a file says. Raises OfficeErrors, and never another exception."""
    words = _decoded(_content(path), path.name)
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        advice = f"this is not written as TOML wants it: {_one_line(error)}."
        raise OfficeErrors([Problem(path.name, advice)]) from error
    except (ValueError, RecursionError) as error:
        advice = "a number or a nest of brackets in it is far too large; remove it."
        raise OfficeErrors([Problem(path.name, advice)]) from error


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            raise _no_file(path, "there is no such file; copy the example that comes with intake.")
        if not path.is_file():
            raise _no_file(path, "this is not a file; write the settings into a file of this name.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _no_file(path, "the file can't be read; give this program the right to.") from error
    if len(content) > MAX_BYTES:
        raise _no_file(path, f"the file is too large; keep it below {MAX_BYTES} bytes.")
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        advice = f"line {line} is not in UTF-8; save the file with the encoding UTF-8."
        raise OfficeErrors([Problem(name, advice)]) from error


def _no_file(path: Path, advice: str) -> OfficeErrors:
    return OfficeErrors([Problem(ascii(str(path))[1:-1], advice)])


def _one_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))
