"""The server's own secret on disk, one file from which its keys are derived.

It opens no case. Without it codes cannot be looked up or guessed at; lost, every code is dead.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from intake.vault.keys import KEY_BYTES, derive

FILE_NAME = "pepper.key"
CHECK_BYTES = 4
OTHERS = 0o077


class KeyFolderError(Exception):
    """Something about the key folder stops the program; `str()` is a sentence for people."""


class KeyFileMissing(KeyFolderError):
    """There is no key file."""


class KeyFileBroken(KeyFolderError):
    """There is a key file, but it cannot be used as it is."""


class KeyFileExists(KeyFolderError):
    """A key file would have been overwritten."""


class KeyFolderClosed(KeyFolderError):
    """The folder cannot be written to."""


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """The keys of this server, 32 bytes each, all from one file."""

    pepper: bytes = field(repr=False)
    receipt: bytes = field(repr=False)
    form: bytes = field(repr=False)
    flask: bytes = field(repr=False)

    @classmethod
    def from_root(cls, root: bytes) -> Self:
        """The keys that follow from the 32 bytes in the file."""
        return cls(
            pepper=derive(root, "server-pepper"),
            receipt=derive(root, "server-receipt"),
            form=derive(root, "server-form"),
            flask=derive(root, "server-flask"),
        )


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A folder only the program's user may enter, with the key file in it."""

    path: Path

    @property
    def file(self) -> Path:
        """Where the key is."""
        return self.path / FILE_NAME

    def create(self) -> None:
        """A new random key: folder 0700, file 0600, on the disk when this returns.

        `KeyFileExists` if there is one already: overwriting would kill every code.
        `KeyFolderClosed` if the folder cannot be written to.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self._write(_as_text(os.urandom(KEY_BYTES)))
        except FileExistsError:
            raise KeyFileExists(f"{self.file} is there already and stays as it is.") from None
        except OSError as error:
            raise KeyFolderClosed(
                f"The key folder {self.path} cannot be written to ({error.strerror}): give the"
                " program's user the right to write there."
            ) from None

    def load(self) -> ServerKeys:
        """The keys of this server. `KeyFileMissing` or `KeyFileBroken`, each with what to do."""
        try:
            if self.file.stat().st_mode & OTHERS:
                raise KeyFileBroken(
                    f"Other users of this machine can read {self.file}: run chmod 600 on it."
                )
            text = self.file.read_bytes()
        except FileNotFoundError:
            raise KeyFileMissing(
                f"The key file {self.file} is missing: put it back from your backup."
            ) from None
        except OSError as error:
            raise KeyFileBroken(f"{self.file} cannot be read ({error.strerror}).") from None
        return ServerKeys.from_root(self._parse(text))

    def _write(self, text: bytes) -> None:
        handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(handle)
        except OSError:
            self.file.unlink()
            raise

    def _parse(self, text: bytes) -> bytes:
        try:
            root = bytes.fromhex(text.decode("ascii").split()[0])
        except (ValueError, IndexError):
            root = b""
        if len(root) != KEY_BYTES or text != _as_text(root):
            raise KeyFileBroken(
                f"The key file {self.file} is damaged: put it back from your backup."
            )
        return root


def _as_text(root: bytes) -> bytes:
    """One line: the key and a check of it, both in hex, so that damage cannot go unseen."""
    check = derive(root, "key-file-check")[:CHECK_BYTES]
    return f"{root.hex()} {check.hex()}\n".encode()
