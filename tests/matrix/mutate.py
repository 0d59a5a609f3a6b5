"""Takes every permission away, one call at a time, and sees that a test turns red. Run by hand: it takes a while.

    python -m gevent.monkey --module pytest -p tests.matrix.mutate -p no:randomly \\
        --sites moderation tests/moderation tests/matrix

First the tests run as they are, and each site (`sites.py`) learns which of them ask it. Then each site in turn says yes
to everybody, and those tests run again, the quickest first, until one fails. What no test asks, or none misses, is
printed; the run fails if there is any. `--sites` names a part of the modules' paths, `--sample N` draws so many of the
sites by `--seed`, `--told FILE` keeps each verdict.
"""

import importlib.machinery
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import gevent
import pytest
from _pytest.runner import runtestprotocol

from tests.matrix import switch
from tests.matrix.sites import Site, asking, rewritten, sites_in

LONG = 60
"""Seconds after which a test that says nothing is taken for red."""


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads the rewritten module, never a kept one."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return compile(rewritten(self.get_data(path), Path(path)), path, "exec")


class _Finder(MetaPathFinder):
    """Finds the modules that decide."""

    def __init__(self) -> None:
        self._paths = {str(path) for path in asking()}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not fullname.startswith("community."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin in self._paths:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is tried. Only now, before any test imports the product, the finder can stand in its way."""
    sys.meta_path.insert(0, _Finder())
    parser.addoption("--sites", default="", help="part of the path of modules")
    parser.addoption("--sample", type=int, default=0, help="so many of the sites")
    parser.addoption("--seed", type=int, default=1, help="draws the sample")
    parser.addoption("--told", default="", help="a file for the verdicts")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Listen, then take away."""
    option = session.config.getoption
    known = [site for path in asking() for site in sites_in(path) if option("--sites") in str(path)]
    trial = _Trial(session.items)
    trial.listen()
    if option("--sample"):
        asked = [site for site in known if trial.asked[_key(site)]]
        known = random.Random(option("--seed")).sample(asked, min(option("--sample"), len(asked)))
    verdicts = {site: trial.judge(site) for site in known}
    told = "\n".join(f"{site}: {verdict}" for site, verdict in verdicts.items())
    if option("--told"):
        Path(option("--told")).write_text(told + "\n")
    survived = [site for site, verdict in verdicts.items() if not verdict.startswith("red")]
    print(f"\n{len(known)} sites, {len(survived)} survived", flush=True)
    session.testsfailed = len(survived) + trial.broken
    return True


class _Trial:
    """The tests, and which sites each of them asks."""

    def __init__(self, items: list[pytest.Item]) -> None:
        self._items = items
        self.asked: dict[str, list[tuple[float, pytest.Item]]] = defaultdict(list)
        self.broken = 0
        self.why = ""

    def listen(self) -> None:
        """Run everything as it is."""
        for item in self._items:
            switch.heard.clear()
            begun = time.perf_counter()
            if not self._holds(item):
                self.broken += 1
                print(f"red without a mutation: {item.nodeid}\n{self.why}", flush=True)
                continue
            for site in switch.heard:
                self.asked[site].append((time.perf_counter() - begun, item))

    def judge(self, site: Site) -> str:
        """What became of a site that says yes."""
        tests = sorted(self.asked[_key(site)], key=lambda each: each[0])
        for _took, item in tests:
            switch.open_at[:] = [_key(site)]
            holds = self._holds(item)
            switch.open_at.clear()
            if not holds and self._holds(item):
                return self._say(site, f"red by {item.nodeid}")
        return self._say(site, f"SURVIVED {len(tests)} tests" if tests else "ASKED BY NO TEST")

    def _say(self, site: Site, verdict: str) -> str:
        print(f"{site}: {verdict}", flush=True)
        return verdict

    def _holds(self, item: pytest.Item) -> bool:
        reports: list[Any] = []
        item._initrequest()  # type: ignore[attr-defined]  # it may have run before
        with gevent.Timeout(LONG, False):
            reports = runtestprotocol(item, log=False, nextitem=item.session)  # type: ignore[arg-type]
        self.why = next((report.longreprtext for report in reports if report.failed), "")
        return bool(reports) and not self.why


def _key(site: Site) -> str:
    return f"{site.module}:{site.line}:{site.column}"
