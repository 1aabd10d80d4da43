"""Slow work of the staff never takes all workers: one is always left for the public form."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock

from intake.guards.desk import the_desk

# As in gunicorn.conf.py.
WORKERS = int(os.environ.get("WEB_CONCURRENCY", "3"))
PLACES = max(1, WORKERS - 1)


class AllBusy(Exception):
    """Others are at slow work in all places that there are for it."""


@contextmanager
def slow_work() -> Iterator[None]:
    """Do something slow in one of the places for it; raises `AllBusy` at once if none is free.

    A place is a lock on a file in the instance folder: it is free again when its process ends,
    however that happens. Nobody waits here: waiting would hold the worker that is to be left.
    """
    for place in range(PLACES):
        file = os.open(
            the_desk().config.instance / f"slow-work-{place}.lock", os.O_CREAT | os.O_RDWR, 0o600
        )
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            os.close(file)
            continue
        try:
            yield
        finally:
            os.close(file)
        return
    raise AllBusy
