"""One piece of work in a forked child with limits, its result handed back by a pipe.

The child is for work over text from outside: it can be stopped, it gives its memory back, it
holds no connection of ours, and it writes no file.
"""

import gc
import os
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NoReturn

from intake.pdf.errors import PdfFailed, PdfTimedOut, PdfTooLarge

_DONE: Final = b"D"
_OUT_OF_MEMORY: Final = b"M"
_FAILED: Final = b"F"
_PIPE_BYTES: Final = 1 << 16


@dataclass(frozen=True)
class Limits:
    """`seconds` of time, `memory` bytes beyond what the parent has, `result` bytes at most."""

    seconds: float = 20.0
    memory: int = 512 << 20
    result: int = 32 << 20


def in_child(work: Callable[[], bytes], limits: Limits) -> bytes:
    """Return what `work` returns, done in a child that is gone when this returns or raises.

    Raises PdfTimedOut, PdfTooLarge or PdfFailed.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(work, writer, limits)
    try:
        os.close(writer)
        answer = _read(reader, limits)
    finally:
        os.close(reader)
        _end(child)
    return _result(answer)


def _serve(work: Callable[[], bytes], writer: int, limits: Limits) -> NoReturn:
    """Leave by os._exit whatever happens: no exit handler, no finaliser, no way back."""
    try:
        _cut_off(writer)
        _confine(limits)
        _write(writer, _answer(work))
    finally:
        os._exit(0)


def _cut_off(writer: int) -> None:
    """Let go of the parent's signals, sockets, database and output; keep the pipe."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    os.closerange(3, writer)
    os.closerange(writer + 1, os.sysconf("SC_OPEN_MAX"))


def _confine(limits: Limits) -> None:
    """Set the limits, forbid core dumps and files, and end even if the parent is gone."""
    gc.freeze()
    address_space = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as pages:
        return int(pages.read().split()[0]) * resource.getpagesize()


def _answer(work: Callable[[], bytes]) -> bytes:
    try:
        return _DONE + work()
    except MemoryError:
        return _OUT_OF_MEMORY
    except BaseException as error:
        return _FAILED + type(error).__name__.encode()


def _write(writer: int, answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(writer, rest) :]


def _read(reader: int, limits: Limits) -> bytes:
    deadline = time.monotonic() + limits.seconds
    ready = select.poll()
    ready.register(reader, select.POLLIN)
    answer = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not ready.poll(left * 1000):
            raise PdfTimedOut
        piece = os.read(reader, _PIPE_BYTES)
        if not piece:
            return bytes(answer)
        answer += piece
        if len(answer) > limits.result + 1:
            raise PdfTooLarge


def _end(child: int) -> None:
    """Kill and reap; a child that has finished is not hurt by the signal."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _result(answer: bytes) -> bytes:
    kind, rest = answer[:1], answer[1:]
    if kind == _DONE:
        return rest
    if kind == _FAILED:
        raise PdfFailed(rest.decode())
    # A C library that gets no memory ends the process, so a child that says nothing ran out too.
    raise PdfTooLarge
