"""The question for pictures and PDFs: how many, how large, and whether they can be opened."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import StopValidation

from intake.forms.decoding import Fault, NotTaken, decoded
from intake.guards import count_try_of, the_office
from intake.i18n import gettext
from intake.models.attachment import NewFile

NAME_CHARACTERS = 80
# Without the general «image/*» a phone hands its own format over as JPEG.
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
MEGABYTE = 1_000_000
NOT_IN_NAMES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Files(MultipleFileField):
    """Files beside the answers. The form is checked first; only then they are looked into."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render_kw={"accept": ACCEPTED}, **kwargs)
        limits = the_office().limits
        self.description = gettext(
            "At most %(most)s files. Each file at most %(size)s MB.",
            most=limits.files,
            size=limits.file_bytes // MEGABYTE,
        )

    @property
    def chosen(self) -> list[FileStorage]:
        """What was sent along."""
        return [one for one in self.data or [] if isinstance(one, FileStorage)]

    def pre_validate(self, _form: object) -> None:
        """What can be told without opening them."""
        limits = the_office().limits
        if len(self.chosen) > limits.files:
            raise StopValidation(
                gettext(
                    "You chose %(count)s files. At most %(most)s are possible.",
                    count=len(self.chosen),
                    most=limits.files,
                )
            )
        for file in self.chosen:
            if _size(file) > limits.file_bytes:
                raise StopValidation(
                    gettext(
                        "“%(name)s” is too large. At most %(size)s MB are possible.",
                        name=clean_name(file.filename),
                        size=limits.file_bytes // MEGABYTE,
                    )
                )

    def taken(self) -> list[NewFile] | None:
        """The files as they will be kept; None, with the reason beside the field, if one is not."""
        try:
            return [_looked_into(file) for file in self.chosen]
        except StopValidation as refused:
            self.errors = [str(refused)]
            return None


def refuse_more(field: Files) -> None:
    """Say that enough has been sent for today."""
    field.errors = [gettext("You have sent many files today. Send more tomorrow, or call us.")]


def taken_files(form: Form) -> list[NewFile] | None:
    """The files of a form that has been validated; none of a form that does not ask for any.

    Each counts as a try of the visitor: raises `TooMany`.
    """
    if "files" not in form or not form["files"].chosen:
        return []
    for _ in form["files"].chosen:
        count_try_of("file", the_office().limits.files_per_hour)
    files: list[NewFile] | None = form["files"].taken()
    return files


def clean_name(name: str | None) -> str:
    """The name a file was given, without folders and without what cannot be seen."""
    last = re.split(r"[/\\]", name or "")[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in NOT_IN_NAMES)
    return " ".join(seen.split())[-NAME_CHARACTERS:].strip() or "file"


def _looked_into(file: FileStorage) -> NewFile:
    name = clean_name(file.filename)
    content = file.stream.read()
    try:
        type_, kept = decoded(content)
    except NotTaken as refused:
        raise StopValidation(_SAID[refused.fault](name)) from None
    return NewFile(name, type_, kept)


def _size(file: FileStorage) -> int:
    file.stream.seek(0, 2)
    size = file.stream.tell()
    file.stream.seek(0)
    return size


def _unknown(name: str) -> str:
    return gettext("We cannot open “%(name)s”. Please send a photo or a PDF.", name=name)


_SAID: dict[Fault, Callable[[str], str]] = {
    Fault.EMPTY: lambda name: gettext(
        "“%(name)s” is empty. Please choose the file again.", name=name
    ),
    Fault.TOO_MANY_PIXELS: lambda name: gettext(
        "We cannot open “%(name)s”. It is too large. Please send a smaller photo.", name=name
    ),
    Fault.HEIC: lambda name: gettext(
        "We cannot open “%(name)s”. Take a screenshot of the photo and send that.", name=name
    ),
    Fault.LOCKED: lambda name: gettext(
        "“%(name)s” has a password. Please send it without a password.", name=name
    ),
    Fault.BROKEN: lambda name: gettext(
        "“%(name)s” is damaged or not complete. Please choose the file again.", name=name
    ),
    Fault.SVG: _unknown,
    Fault.ZIP: _unknown,
    Fault.UNKNOWN: _unknown,
}
