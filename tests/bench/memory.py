"""Memory of each worker after everything else has been measured."""

from tests.bench.figures import Figure
from tests.bench.machine import memory_of
from tests.bench.premises import Open


def memory(place: Open) -> list[Figure]:
    """The largest worker counts."""
    workers = [memory_of(pid) for pid in place.workers]
    master = memory_of(place.master)
    whole = sum(worker["Pss"] for worker in workers) + master["Pss"]
    return [
        Figure("memory per worker, RSS", max(w["Rss"] for w in workers), "MB", 120),
        Figure("… PSS", max(w["Pss"] for w in workers), "MB", 80,
               more=f"all {len(workers)} workers and the master {whole:.0f} MB"),
    ]  # fmt: skip
