"""Network addresses for rate limits, as hashes that nobody can turn back tomorrow (DESIGN 6)."""

import os
from datetime import date

from intake.vault.keys import KEY_BYTES, derive

FIRST_DAY = date(2026, 1, 1)


class AddressHasher:
    """Hashes addresses with a salt that exists in memory only and changes every day.

    Make it before the workers fork, so that all of them agree. Each day's salt is the hash of
    the day before, counted from a fixed first day, whichever day a worker is first asked about;
    older salts are forgotten on the way. A worker that has not been asked today still holds an
    older one.
    """

    def __init__(self) -> None:
        self._state = (FIRST_DAY, os.urandom(KEY_BYTES))

    def hash(self, address: str, day: date) -> bytes:
        """32 bytes, the same for one address on one day.

        Days only go forward: an earlier day than the last one counts as the last one.
        """
        last, salt = self._state
        if day > last:
            for _ in range((day - last).days):
                salt = derive(salt, "next-day")
            self._state = (day, salt)
        return derive(salt, "address", address.encode("utf-8", "surrogatepass"))
