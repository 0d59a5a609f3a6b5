"""Which part of the tests this process runs, where bin/test spreads them: HEARTH_TEST_SHARD=1/2, and then `alone`.

What counts the processor's time runs alone, after the others: two cores that share their caches and their power are
slower than one, and no law says what a neighbour may cost.

pytest-xdist cannot do it: its workers need real threads, while the server runs with gevent's, and a
lock that is real in tests alone hides or makes deadlocks.
"""

import os
from zlib import crc32

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    part = os.environ.get("HEARTH_TEST_SHARD", "1/1")
    other = [item for item in items if not _is_of(item, part)]
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = [item for item in items if item not in set(other)]


def _is_of(item: pytest.Item, part: str) -> bool:
    counts = item.get_closest_marker("speed") is not None
    if part == "alone" or counts:
        return counts and part in ("alone", "1/1")
    number, count = map(int, part.split("/"))
    return crc32(item.nodeid.encode()) % count == number - 1
