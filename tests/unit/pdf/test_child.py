"""Work in a child: its answer comes back, its limits hold, and nothing of it is left."""

import atexit
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from intake.pdf import Limits, PdfFailed, PdfTimedOut, PdfTooLarge
from intake.pdf.child import in_child

LIMITS = Limits(seconds=5, memory=64 << 20, result=1 << 20)
CANARY = "Kanarienvogel"
pytestmark = pytest.mark.usefixtures("nothing_is_left")


def test_the_answer_comes_back_whole() -> None:
    answer = os.urandom(900_000)
    assert in_child(lambda: answer, LIMITS) == answer


def test_it_is_another_process() -> None:
    assert int(in_child(lambda: str(os.getpid()).encode(), LIMITS)) != os.getpid()


def test_endless_work_is_killed() -> None:
    begun = time.monotonic()
    with pytest.raises(PdfTimedOut):
        in_child(lambda: time.sleep(60) or b"", replace(LIMITS, seconds=0.2))
    assert time.monotonic() - begun < 30


def test_too_much_memory_is_refused() -> None:
    with pytest.raises(PdfTooLarge):
        in_child(lambda: bytes(1 << 30)[:1], LIMITS)


def test_a_death_without_a_word_counts_as_too_large() -> None:
    with pytest.raises(PdfTooLarge):
        in_child(os.abort, LIMITS)  # type: ignore[arg-type]


def test_a_huge_answer_is_refused() -> None:
    with pytest.raises(PdfTooLarge):
        in_child(lambda: bytes((1 << 20) + 1), LIMITS)


def test_an_error_tells_its_kind_and_no_content(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> bytes:
        raise ValueError(CANARY)

    with pytest.raises(PdfFailed, match="^ValueError$") as caught:
        in_child(fail, LIMITS)
    assert CANARY not in repr(caught.getrepr(showlocals=False))
    assert caught.value.__cause__ is None
    assert CANARY not in caplog.text


def test_leaving_by_sys_exit_does_not_escape() -> None:
    with pytest.raises(PdfFailed, match="^SystemExit$"):
        in_child(lambda: exit(3), LIMITS)  # type: ignore[arg-type]


def test_the_child_runs_no_exit_handlers_and_writes_no_file(tmp_path: Path) -> None:
    witness = tmp_path / "witness"

    def work() -> bytes:
        atexit.register(os.mkdir, witness)
        (tmp_path / "file").write_bytes(b"x")
        return b""

    with pytest.raises(PdfFailed, match="^OSError$"):
        in_child(work, LIMITS)
    assert not witness.exists()
    assert (tmp_path / "file").stat().st_size == 0


def test_the_child_holds_no_file_of_the_parent() -> None:
    reader, writer = os.pipe()
    with pytest.raises(PdfFailed, match="^OSError$"):
        in_child(lambda: bytes(os.write(writer, b"from the child")), LIMITS)
    os.write(writer, b"still open")
    assert os.read(reader, 100) == b"still open"
    os.close(reader)
    os.close(writer)


def test_the_child_has_no_terminal() -> None:
    def standard_files() -> bytes:
        return b" ".join(bytes(Path(f"/proc/self/fd/{number}").readlink()) for number in range(3))

    assert in_child(standard_files, LIMITS) == b"/dev/null /dev/null /dev/null"
