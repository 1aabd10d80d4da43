"""What the figures were measured on, and how busy it was."""

import os
import platform
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import click

PROJECT = Path(__file__).resolve().parents[2]
KIBIBYTE = 1024
MEBIBYTE = 1024 * 1024
QUIET = 0.1


def facts() -> dict[str, str]:
    """The machine, the versions and the day, as lines of a table."""
    return {
        "Machine": f"{os.cpu_count()} cores, {_cpu_model()}, {_memory_gib():.1f} GiB memory",
        "Kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Commit": _commit(),
        "Day": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    }


def load() -> float:
    """How many processes wanted a processor during the last minute, ours included."""
    return os.getloadavg()[0]


def wait_for_quiet(seconds: float = 15) -> None:
    """Wait until others leave the machine alone, for so many seconds at most."""
    deadline = time.monotonic() + seconds
    while _busy() > QUIET and time.monotonic() < deadline:
        pass


def memory_of(pid: int) -> dict[str, float]:
    """RSS and PSS of a process, in MB (2²⁰ bytes)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    words = (line.split() for line in lines)
    return {name.rstrip(":"): int(size) * KIBIBYTE / MEBIBYTE for name, size, *_ in words}


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def say(line: str) -> None:
    """Tell whoever waits how far it is."""
    click.echo(f"[load {load():4.1f}] {line}", err=True)


def _busy() -> float:
    """The share of processor time in use, over half a second."""
    first = _processor_times()
    time.sleep(0.5)
    spent = [b - a for a, b in zip(first, _processor_times(), strict=True)]
    return 1 - (spent[3] + spent[4]) / max(sum(spent), 1)


def _processor_times() -> list[int]:
    """Ticks by kind since the machine started: user, nice, system, idle, waiting for disks, …"""
    line = Path("/proc/stat").read_text().partition("\n")[0]
    return [int(word) for word in line.split()[1:]]


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _commit() -> str:
    def git(*words: str) -> str:
        command = ["git", "-C", str(PROJECT), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    changed = git("status", "--porcelain", "--", "intake", "requirements", "gunicorn.conf.py")
    return git("rev-parse", "--short", "HEAD") + (" and changes not committed" if changed else "")
