"""The server's own secrets on disk: the file its keys are derived from, and the one for mail.

Neither opens a case. Without the first codes cannot be looked up or guessed at; lost, every code
is dead. The second opens mail that has not been sent yet, and is left out of backups.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from intake.vault.keys import KEY_BYTES, derive

FILE_NAME = "pepper.key"
MAIL_FILE_NAME = "mail.key"
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
class KeyFile:
    """One secret in a file that only the program's user may read; `remedy` is said when it fails.

    Raises `KeyFileMissing` or `KeyFileBroken`, each with what to do.
    """

    path: Path
    remedy: str = "put it back from your backup"

    def root(self) -> bytes:
        """The 32 random bytes in the file."""
        return self._parse(self.content())

    def content(self) -> bytes:
        """All that stands in the file."""
        try:
            if self.path.stat().st_mode & OTHERS:
                raise KeyFileBroken(
                    f"Other users of this machine can read {self.path}: run chmod 600 on it."
                )
            return self.path.read_bytes()
        except FileNotFoundError:
            raise KeyFileMissing(f"The key file {self.path} is missing: {self.remedy}.") from None
        except OSError as error:
            raise KeyFileBroken(f"{self.path} cannot be read ({error.strerror}).") from None

    def write(self) -> None:
        """A new random secret, on the disk when this returns; `FileExistsError` if there is one."""
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(_as_text(os.urandom(KEY_BYTES)))
                file.flush()
                os.fsync(handle)
        except OSError:
            self.path.unlink()
            raise

    def _parse(self, text: bytes) -> bytes:
        try:
            root = bytes.fromhex(text.decode("ascii").split()[0])
        except (ValueError, IndexError):
            root = b""
        if len(root) != KEY_BYTES or text != _as_text(root):
            raise KeyFileBroken(f"The key file {self.path} is damaged: {self.remedy}.")
        return root


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """A folder only the program's user may enter, with the key files in it."""

    path: Path

    @property
    def file(self) -> Path:
        """Where the key is."""
        return self.path / FILE_NAME

    @property
    def mail_file(self) -> Path:
        """Where the key of unsent mail is."""
        return self.path / MAIL_FILE_NAME

    def create(self) -> None:
        """A new random key: folder 0700, file 0600, on the disk when this returns.

        `KeyFileExists` if there is one already: overwriting would kill every code.
        `KeyFolderClosed` if the folder cannot be written to.
        """
        self._write(self.file)

    def create_mail_key(self) -> None:
        """A new key for unsent mail, as `create`. Mail sealed under an older one is lost."""
        self._write(self.mail_file)

    def load(self) -> ServerKeys:
        """The keys of this server. `KeyFileMissing` or `KeyFileBroken`, each with what to do."""
        return ServerKeys.from_root(KeyFile(self.file).root())

    def load_mail_key(self) -> bytes:
        """The 32 bytes that unsent mail is sealed under; raises as `load`."""
        remedy = "delete what is left of it and run intake prepare, which makes a new one"
        return KeyFile(self.mail_file, remedy).root()

    def load_password(self, name: str) -> str:
        """A password that the office has put into a file of this folder; raises as `load`."""
        file = KeyFile(self.path / name, "write the password into it, and run chmod 600 on it")
        try:
            return file.content().decode().strip()
        except UnicodeDecodeError:
            raise KeyFileBroken(f"{file.path} is not a line of text in UTF-8.") from None

    def _write(self, file: Path) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            KeyFile(file).write()
        except FileExistsError:
            raise KeyFileExists(f"{file} is there already and stays as it is.") from None
        except OSError as error:
            raise KeyFolderClosed(
                f"The key folder {self.path} cannot be written to ({error.strerror}): give the"
                " program's user the right to write there."
            ) from None


def _as_text(root: bytes) -> bytes:
    """One line: the key and a check of it, both in hex, so that damage cannot go unseen."""
    check = derive(root, "key-file-check")[:CHECK_BYTES]
    return f"{root.hex()} {check.hex()}\n".encode()
