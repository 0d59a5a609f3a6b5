"""The browser, the sites and the visits of the journeys. They run in a process of their own, without gevent."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.house import House, lived_in, served, shown
from tests.journeys.patience import wait_until_loaded
from tests.journeys.people import sign_in
from tests.journeys.watch import Watch

CHROMIUM = os.environ.get("HEARTH_CHROMIUM", "")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000
"""Milliseconds for one thing to happen, on a machine that does much else."""

HANGS = 3600 if os.environ.get("HEARTH_LONG") == "1" else 600
"""Seconds after which a journey, with whatever is furnished for it, will not come to its end any more."""

Visit = Callable[..., Page]

expect.set_options(timeout=PATIENCE)
wait_until_loaded()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey takes as long as it takes, unless it says itself what is too long."""
    for item in items:
        if not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(HANGS))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """With HEARTH_REQUIRE_ALL nothing may be skipped."""
    if report.skipped and os.environ.get("HEARTH_REQUIRE_ALL") == "1":
        report.outcome = "failed"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium."""
    if not CHROMIUM:
        pytest.skip("HEARTH_CHROMIUM names none")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that was started for the first time; .ci/fresh has one on a machine of its own."""
    if address := os.environ.get("HEARTH_FRESH_URL"):
        folder = Path(os.environ["HEARTH_FRESH_LOG"]).parent
        yield House(folder, port=int(address.rpartition(":")[2]))
        return
    with served(House(tmp_path_factory.mktemp("empty"))) as house:
        yield house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A group with people of every role, and empty rooms; most journeys share it."""
    yield from lived_in(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """What `bin/serve --demo` shows."""
    yield from shown(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Every journey ends with a clean console and nothing asked of anybody else's server."""
    watch = Watch()
    yield watch
    assert not watch.verdict()


@pytest.fixture(scope="session")
def kept_states() -> dict[tuple[str, str], Any]:
    """Who has signed in before; an authenticator's digits work once, so nobody does it twice."""
    return {}


@pytest.fixture
def visit(
    chromium: Browser, watch: Watch, kept_states: dict[tuple[str, str], Any]
) -> Iterator[Visit]:
    """Open a browser of its own at a site, signed in as somebody or as a stranger; yields its page."""
    opened: list[BrowserContext] = []

    def open_page(site: House, handle: str = "", state: Any = None, **options: Any) -> Page:
        usual = {
            "base_url": site.url,
            "viewport": DESK,
            "reduced_motion": "reduce",
            "locale": "en-GB",
        }
        if handle and state is None and (site.url, handle) not in kept_states:
            with chromium.new_context(base_url=site.url) as door:
                sign_in(door.new_page(), handle, site.passphrase, site.keys.get(handle, ""))
                kept_states[site.url, handle] = door.storage_state()
        state = state or kept_states.get((site.url, handle))
        context = chromium.new_context(**(usual | options), storage_state=state)
        context.set_default_timeout(PATIENCE)
        watch.over(context, site.url)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where screenshots go, if anybody wants them."""
    folder = os.environ.get("HEARTH_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None
