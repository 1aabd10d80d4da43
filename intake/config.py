"""What one deployment may set from outside: the environment, read once and checked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


class CannotStart(Exception):
    """The program cannot run as it is set up; the message is one sentence for the administrator."""


@dataclass(frozen=True)
class Config:
    """Where the deployment lives and how it is reached.

    `proxies` is the number of reverse proxies in front whose forwarding headers may be believed.
    """

    instance: Path
    database_url: str
    tls: bool = False
    proxies: int = 0

    @property
    def office_file(self) -> Path:
        """The settings file of the office."""
        return self.instance / "office.toml"

    @property
    def migrations(self) -> Path:
        """The folder of the database's migrations."""
        return PROJECT / "migrations"

    @property
    def keys(self) -> Path:
        """The folder of the server's own key files."""
        return self.instance / "keys"


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read the environment; raise `CannotStart` on a value nobody can have meant."""
    instance = Path(environ.get("INTAKE_INSTANCE") or PROJECT / "instance").absolute()
    url = environ.get("INTAKE_DATABASE_URL") or f"sqlite:///{instance / 'intake.sqlite'}"
    if not url.startswith("sqlite:///"):
        raise CannotStart(
            "INTAKE_DATABASE_URL must start with sqlite:/// (other databases are not served yet)."
        )
    return Config(
        instance=instance,
        database_url=url,
        tls=_yes_or_no(environ, "INTAKE_TLS"),
        proxies=_small_number(environ, "INTAKE_PROXIES"),
    )


def _yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name) or "no"
    if value not in {"yes", "no"}:
        raise CannotStart(f"{name} must be yes or no, not {value!r}.")
    return value == "yes"


def _small_number(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name) or "0"
    if value not in {"0", "1", "2", "3"}:
        raise CannotStart(f"{name} must be the number of proxies in front, 0 to 3, not {value!r}.")
    return int(value)
