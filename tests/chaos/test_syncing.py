"""What is acknowledged is on the disk: seen in the system calls of one message, so that power loss is covered too."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.chaos.site import Site
from tests.laws import law
from tests.wire import Wire, until

CALLS = "read,recvfrom,pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg"
BODY = "a message of a length that no other packet has " + "x" * 1003
JOURNAL = re.compile(r"<[^>]*(?:-wal|/pg_wal/[0-9A-F]+)>")
Attach = Callable[[list[int]], "Trace"]

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
    pytest.mark.timeout(300),
]


class Trace:
    """The system calls of some processes, in order, while it is attached."""

    def __init__(self, file: Path, pids: list[int]) -> None:
        self._file, self._told = file, file.with_suffix(".told")
        attached = [word for pid in pids for word in ("-p", str(pid))]
        command = [
            "strace",
            "-f",
            "-y",
            "-s",
            "64",
            "-e",
            f"trace={CALLS}",
            "-o",
            str(file),
            *attached,
        ]
        with self._told.open("wb") as told:
            self._process = subprocess.Popen(command, stderr=told)
        until(
            lambda: self._told.read_text().count(" attached") >= len(pids) or self._has_ended(), 15
        )
        if self._has_ended():
            pytest.skip(f"strace may not attach here: {self._told.read_text().strip()}")

    def end(self) -> list[str]:
        """Detach; the calls."""
        self._process.terminate()
        until(self._has_ended)
        return self._file.read_text().splitlines()

    def _has_ended(self) -> bool:
        return self._process.poll() is not None


@pytest.fixture
def attach(tmp_path: Path) -> Iterator[Attach]:
    """Begin to watch processes; in the end nobody is watched any more."""
    traces: list[Trace] = []

    def begin(pids: list[int]) -> Trace:
        traces.append(Trace(tmp_path / "calls", pids))
        return traces[-1]

    yield begin
    for trace in traces:
        trace.end()


@law("L4.2")
def test_a_message_is_synced_before_it_is_acknowledged(site: Site, attach: Attach) -> None:
    wire = somebody(site)
    trace = attach([site.server.pid])
    size = post(wire, site.stream)
    is_synced_in_time(trace.end(), size)


@law("L4.2")
@pytest.mark.postgres
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may watch PostgreSQL's processes")
def test_and_so_it_is_by_postgresql(site: Site, attach: Attach) -> None:
    wire = somebody(site)
    trace = attach([site.server.pid, *backends(site)])
    size = post(wire, site.stream)
    is_synced_in_time(trace.end(), size)


def somebody(site: Site) -> Wire:
    """A listener for whom everything has been done once, so that nothing else is read or written later."""
    (person,) = site.people(1)
    site.start()
    wire = site.wire(person)
    assert wire.call("post_message", stream=site.stream, body="first", key="key-first-1")["ok"]
    return wire


def post(wire: Wire, stream: str) -> int:
    """Post the one message; how many bytes its frame has."""
    number = wire._last + 1
    packet = (
        f'42{number}["post_message",{{"stream":"{stream}","body":"{BODY}","key":"key-traced-1"}}]'
    )
    wire._last = number
    wire.send(packet)
    answer = wire.wait(number)
    assert answer["ok"]
    return len(packet) + 8  # its header: two bytes, two of length, four of mask


def backends(site: Site) -> list[int]:
    """The processes in which PostgreSQL serves this site."""
    engine = sa.create_engine(site.env["HEARTH_DATABASE_URL"])
    with engine.connect() as connection:
        query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        pids = list(connection.scalars(sa.text(query)))
    engine.dispose()
    return pids


def is_synced_in_time(calls: list[str], size: int) -> None:
    """Received, written to the journal, synced, and only then acknowledged."""
    received = first(calls, lambda call: call.endswith(f" = {size}") and "read" in call)
    answered = first(calls, lambda call: re.search(r'43\d+\[\{\\"ok\\":true', call), received)
    written = [
        n for n in range(received, answered) if "pwrite64" in calls[n] and JOURNAL.search(calls[n])
    ]
    assert written, "nothing was written to the journal before the acknowledgement"
    synced = [
        end for n in range(written[-1], answered) if (end := sync_ended(calls, n)) is not None
    ]
    assert synced, "no sync between the last write and the acknowledgement"
    assert synced[0] < answered, "acknowledged while the sync was still going on"


def first(calls: list[str], wanted: Callable[[str], object], start: int = 0) -> int:
    """The place of the first such call."""
    return next(n for n in range(start, len(calls)) if wanted(calls[n]))


def sync_ended(calls: list[str], n: int) -> int | None:
    """Where the sync of the journal that begins in line `n` has come to its good end; None if none begins there."""
    if not (re.search(r"\bf(data)?sync\(", calls[n]) and JOURNAL.search(calls[n])):
        return None
    if "unfinished" not in calls[n]:
        return n if calls[n].endswith("= 0") else None
    thread = calls[n].split()[0]
    return first(
        calls, lambda c: c.startswith(thread) and "sync resumed" in c and c.endswith("= 0"), n
    )
