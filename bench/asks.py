"""What an asker could learn by a clock: how long asking takes, by what the mentor hides (L7.4, L7.5, T17).

A site on SQLite, served over a real socket; one mentee; mentors who wait, decline, paused, are full, blocked the
mentee, or wish for others. Each is asked in turn, in a new order every round, and the ask is forgotten again. Prints
the medians by the processor and by the clock, and in brackets how far each is from the mentor who merely waits.
`python -m gevent.monkey --module bench.asks [--tries 200]`
"""

import argparse
import http.client
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from gevent.pywsgi import WSGIServer

from community import create_app
from community.config import Config
from community.migrations import upgrade
from tests.factories import Circle, a_circle, a_session
from tests.mentoring.alike import OPEN, arrive, in_turn, ways_of
from tests.mentoring.stage import AGREES, Two

WHAT = ("asking, CPU", "asking", "their page, CPU", "their page")


class Asker:
    """The mentee's browser: one connection that is kept."""

    def __init__(self, app: Flask, circle: Circle, port: int) -> None:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["secret"] = a_session(circle.regular)
        kept = client.get_cookie("hearth", domain="localhost")
        assert kept is not None
        self._line = http.client.HTTPConnection("127.0.0.1", port)
        self._cookie = {"Cookie": f"hearth={kept.value}"}

    def ask(self, name: str, two: Two) -> Iterator[float]:
        """Ask, then look at their page once it went its way: seconds of either."""
        yield from self._timed("POST", f"/mentors/{two.mentor_id}/asks", 303)
        arrive(name, two)
        yield from self._timed("GET", f"/mentors/{two.mentor_id}", 200)

    def _timed(self, method: str, address: str, expected: int) -> tuple[float, float]:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        body = urlencode(AGREES) if method == "POST" else None
        work, before = time.process_time(), time.perf_counter()
        self._line.request(method, address, body, self._cookie | form)
        answer = self._line.getresponse()
        answer.read()
        took = time.process_time() - work, time.perf_counter() - before
        assert answer.status == expected, (answer.status, address)
        return took


def measured(app: Flask, tries: int) -> dict[str, list[float]]:
    """By what is hidden the median of each request, in milliseconds."""
    server = WSGIServer(("127.0.0.1", 0), app, log=None)
    server.start()
    circle = a_circle("bench")
    ways = ways_of(circle)
    took = in_turn(ways, tries, Asker(app, circle, server.server_port).ask)
    server.stop(timeout=1)
    return {name: [1000 * median(each) for each in found] for name, found in took.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = {"HEARTH_INSTANCE": str(Path(folder) / "instance"), "HEARTH_RATE_LIMITS": "off"}
        config = Config.from_environment(env)
        upgrade(config)
        app = create_app(config)
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            found = measured(app, asked.tries)
        app.extensions["writer"].close()
    for name, medians in found.items():
        said = (
            f"{what} {each:6.1f} ms ({each - usual:+.2f})"
            for what, each, usual in zip(WHAT, medians, found[OPEN], strict=True)
        )
        print(f"{name:10}", " · ".join(said))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
