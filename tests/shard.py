"""Which part of the tests this process runs, where bin/test spreads them: HEARTH_TEST_SHARD=1/2.

pytest-xdist cannot do it: its workers need real threads, while the server runs with gevent's, and a
lock that is real in tests alone hides or makes deadlocks.
"""

import os
from zlib import crc32

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    number, count = map(int, os.environ.get("HEARTH_TEST_SHARD", "1/1").split("/"))
    other = [item for item in items if crc32(item.nodeid.encode()) % count != number - 1]
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = [item for item in items if item not in set(other)]
