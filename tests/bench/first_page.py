"""From a fresh clone to the first page, and from a second start; downloads do not count."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure
from tests.bench.machine import PROJECT, say
from tests.bench.premises import end, free_port, wait_for

PATIENCE = 180.0
STARTS = 3


def first_page() -> list[Figure]:
    """Clone what is committed, bring the packages near, then let the clock run for `bin/run`."""
    with TemporaryDirectory(prefix="intake-bench-") as folder:
        clone, wheels = Path(folder) / "intake", Path(folder) / "wheels"
        subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
        if not _download(clone, wheels):
            say("The packages could not be downloaded: the first start is not measured.")
            return []
        first = _start(clone, wheels)
        later = [_start(clone, wheels) for _ in range(STARTS)]
    return [
        Figure("fresh clone to first page", first, "s", 60,
               more="Debian packages installed, Python packages downloaded before"),
        Figure("… every later start", sorted(later)[STARTS // 2], "s", 3),
    ]  # fmt: skip


def _download(clone: Path, wheels: Path) -> bool:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    lock = str(clone / "requirements/run.txt")
    command += ["--no-deps", "-r", lock, "-d", str(wheels)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _start(clone: Path, wheels: Path) -> float:
    port = free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "INTAKE_INSTANCE": str(clone / "instance"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
    }
    began = time.perf_counter()
    process = subprocess.Popen([clone / "bin/run"], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process, PATIENCE)
        return time.perf_counter() - began
    finally:
        end(process)
