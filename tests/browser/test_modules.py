"""The browser's own logic, run by Node's test runner: order, and the outbox of unsent words."""

import os
import shutil
import subprocess
from pathlib import Path

import playwright
import pytest

from tests.laws import law

HERE = Path(__file__).parent


def _node() -> str | None:
    """The Node that Playwright brings, else the machine's."""
    brought = Path(playwright.__file__).parent / "driver" / "node"
    return str(brought) if brought.exists() else shutil.which("node")


@law("L4.2")
@pytest.mark.parametrize("module", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_the_browser_orders_what_it_hears_and_keeps_what_it_sends(module: Path) -> None:
    node = _node()
    if node is None and os.environ.get("HEARTH_REQUIRE_ALL") != "1":
        pytest.skip("no Node here")
    assert node is not None
    run = subprocess.run([node, "--test", str(module)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
