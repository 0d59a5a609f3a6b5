"""The browser's own logic, run by Node's test runner: order, and the outbox of unsent words."""

import os
import subprocess
from pathlib import Path

import playwright
import pytest

from tests.laws import law

HERE = Path(__file__).parent


def node() -> str:
    """The Node that bin/test names, else the one that Playwright brings."""
    brought = Path(playwright.__file__).parent / "driver" / "node"
    return os.environ.get("HEARTH_TEST_NODE") or str(brought)


@law("L4.2")
@pytest.mark.parametrize("module", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_the_browser_orders_what_it_hears_and_keeps_what_it_sends(module: Path) -> None:
    run = subprocess.run(
        [node(), "--test", str(module)], capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stdout + run.stderr
