"""One lively room on a real server: 200 members listen, 5 messages a second are said, for a while.

Prints how long acknowledgements and deliveries took, the server's CPU per message, and how long the disk syncs;
a table to read, and one line of JSON to keep. `python -m bench.live_room [--members 200] [--rate 5] [--seconds 30]`
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import gevent
from gevent import monkey

monkey.patch_socket()
monkey.patch_select()
monkey.patch_time()

from tests.chaos.line import Line  # noqa: E402 -- only after patching
from tests.chaos.site import Program, Site  # noqa: E402
from tests.wire import until  # noqa: E402

SYNCS = 200
PAGE = b"x" * 4096


@dataclass
class Figures:
    """What was measured, in milliseconds."""

    acknowledged: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)


class Listener(Line):
    """A member's socket, which notes when each message arrived."""

    def __init__(self, port: int, token: str) -> None:
        self.arrivals: dict[str, float] = {}
        super().__init__(port, token=token)

    def _take(self, opcode: int, payload: bytes) -> None:
        moment, at = time.perf_counter(), payload.find(b'"key":"')
        if payload.startswith(b'42["entry"') and at > 0:
            key = payload[at + 7 : payload.index(b'"', at + 7)].decode()
            self.arrivals[key] = moment
        else:
            super()._take(opcode, payload)


def measure(
    site: Site, programs: Sequence[Program], rate: float, seconds: float
) -> dict[str, float]:
    """Let everybody listen and take turns in speaking."""
    listeners = [Listener(site.port, program.token) for program in programs]
    for listener in listeners:
        assert listener.call("join", stream=site.stream)["ok"]
    until(lambda: all(listener.is_up for listener in listeners))
    say(site.stream, listeners[0], "warm-up-1")
    gevent.sleep(2)  # presence comes to rest
    figures, sent, cpu = Figures(), {}, cpu_of(site.server.pid)
    talks, count = [], int(rate * seconds)
    for number in range(count):
        gevent.sleep(
            max(0.0, number / rate - (time.perf_counter() - min(sent.values())) if sent else 0)
        )
        key, speaker = f"message-{number:05}", listeners[number % len(listeners)]
        sent[key] = time.perf_counter()
        talks.append(gevent.spawn(timed, figures, site.stream, speaker, key))
    gevent.joinall(talks, timeout=20, raise_error=True)
    until(lambda: all(len(listener.arrivals) > count for listener in listeners), 20)
    cpu = cpu_of(site.server.pid) - cpu
    figures.delivered = [
        (listener.arrivals[key] - at) * 1000 for listener in listeners for key, at in sent.items()
    ]
    for listener in listeners:
        listener.close()
    return summary(figures, cpu / count * 1000, len(figures.delivered))


def summary(figures: Figures, cpu: float, deliveries: int) -> dict[str, float]:
    """The figures that are kept."""
    return {
        "acknowledgement_p50_ms": quantile(figures.acknowledged, 50),
        "acknowledgement_p99_ms": quantile(figures.acknowledged, 99),
        "delivery_p50_ms": quantile(figures.delivered, 50),
        "delivery_p95_ms": quantile(figures.delivered, 95),
        "delivery_p99_ms": quantile(figures.delivered, 99),
        "deliveries": deliveries,
        "server_cpu_per_message_ms": round(cpu, 2),
    }


def timed(figures: Figures, stream: str, speaker: Line, key: str) -> None:
    """Say one thing, and note how long the acknowledgement took."""
    start = time.perf_counter()
    say(stream, speaker, key)
    figures.acknowledged.append((time.perf_counter() - start) * 1000)


def say(stream: str, speaker: Line, key: str) -> None:
    """Say one thing and wait for the acknowledgement, whose arrival wakes us at once."""
    number = speaker.emit("post_message", stream=stream, body="How was your week? " * 4, key=key)
    answer = speaker.wait(number)
    assert answer["ok"], answer


def quantile(values: Sequence[float], percent: int) -> float:
    """That percentile, in the unit of the values."""
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 2)


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sync_of(folder: Path) -> float:
    """How long this disk takes to sync one page: the median, in milliseconds."""
    taken = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _number in range(SYNCS):
            file.write(PAGE)
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken), 3)


def main() -> None:
    """Make the site, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--rate", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        site = Site(Path(name), {})
        programs = site.people(asked.members)
        site.start()
        try:
            found = measure(site, programs, asked.rate, asked.seconds)
        finally:
            site.stop()
        about = {
            "members": asked.members,
            "messages_per_second": asked.rate,
            "cores": os.cpu_count() or 0,
        }
        load = round(os.getloadavg()[0], 1)
        report({**about, **found, "fsync_p50_ms": sync_of(Path(name)), "load_average": load})


def report(figures: dict[str, float]) -> None:
    """A table for people, a line for programs."""
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):28} {value:>10}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
