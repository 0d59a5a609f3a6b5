"""The site under test: on SQLite, or on what `@pytest.mark.postgres` and `@pytest.mark.redis` ask for."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chaos.site import Site
from tests.stage import a_postgres_database, extra


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A site whose processes do not run yet; with Redis there are two of them."""
    env, redis = extra(request), request.node.get_closest_marker("redis")
    with ExitStack() as stack:
        if request.node.get_closest_marker("postgres"):
            env["HEARTH_DATABASE_URL"] = stack.enter_context(a_postgres_database())
        if redis:
            env["HEARTH_REDIS_URL"] = os.environ["HEARTH_TEST_REDIS"]
        made = Site(tmp_path, env, processes=2 if redis else 1)
        stack.callback(made.kill)
        stack.callback(made.hang_up)
        yield made
