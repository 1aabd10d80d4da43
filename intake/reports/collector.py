"""Python's collector of cycles, kept from looking through what is still being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """No search for unused cycles meanwhile; afterwards it is as it was before.

    A month makes a hundred thousand small values that all live until it is counted, and none in
    a cycle. To look through them again and again takes a fifth of the time of reading them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
