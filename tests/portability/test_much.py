"""Somebody with a long history takes it along, and takes it away (L1.9). Fifty thousand messages with HEARTH_LONG=1."""

import io
import os
import tracemalloc
import zipfile
from secrets import token_hex
from time import perf_counter

import gevent
import pytest
import sqlalchemy as sa
from flask import Flask

from community.clock import now
from community.extensions import db
from community.operations import operation
from community.portability import operations, queries
from community.realtime import append_all, hold_stream
from community.rooms.models import Message
from tests.factories import Circle, Person, a_room
from tests.laws import law
from tests.portability.stage import on_disk, rows, work
from tests.stage import Browser

MANY = 50_000 if os.environ.get("HEARTH_LONG") == "1" else 3_000
ROOMS = 5
SIXTY = 60.0
"""Seconds that a download of fifty thousand messages may take."""

A_FEW = 20e6
"""Bytes of memory that a download may take, however long the history is."""

UNSEEN = 2.0
"""Seconds that somebody else may wait for their turn to write, on a machine that does much else."""


@pytest.fixture
def long_history(circle: Circle) -> Circle:
    """One of two people who say about the same, in several rooms."""
    streams = [a_room(circle.slug, f"Room {number}") for number in range(ROOMS)]
    for first in range(0, MANY, 500):
        for who in (circle.regular, circle.other):
            talk(circle, who, streams[first // 500 % ROOMS], range(first, first + 500))
    return circle


@operation
def talk(circle: Circle, who: Person, stream_id: int, numbers: range) -> None:
    """Five hundred messages, as if they had been said."""
    hold_stream(stream_id)
    author, word = circle.mid(who), "zephyrine" if who is circle.regular else "ordinary"
    entries = append_all(stream_id, "message_posted", [{"actor_id": author}] * len(numbers))
    said = [
        {
            "stream_id": stream_id, "seq": entry.seq, "author_id": author, "key": f"k{author}-{number}",
            "plain": f"{word} {number} {token_hex(number % 200)}", "posted_at": now(), "quotes": 0,
        }
        for number, entry in zip(numbers, entries, strict=True)
    ]  # fmt: skip
    db.session.execute(sa.insert(Message), said)


@law("L1.9")
@pytest.mark.timeout(1200)
def test_a_long_history_is_downloaded_within_a_minute(
    app: Flask, as_member: Browser, long_history: Circle
) -> None:
    browser, waits = as_member(long_history.regular), list[float]()
    others = gevent.spawn(write_on, app, waits)
    begun = perf_counter()
    answer = browser.post("/you/data")
    took = perf_counter() - begun
    others.kill()
    zipped = zipfile.ZipFile(io.BytesIO(answer.data))
    assert len(rows(zipped, "messages")) == MANY
    assert took < SIXTY
    assert max(waits) < UNSEEN
    print(f"\n{MANY} messages: {took:.1f} s, {len(answer.data) / 1e6:.1f} MB; "
          f"of {len(waits)} others who wrote, one waited {max(waits):.2f} s at most")  # fmt: skip


@law("L1.9")
@pytest.mark.timeout(1200)
def test_a_long_history_is_never_in_memory_whole(app: Flask, long_history: Circle) -> None:
    longest, whole = 0, 0
    with app.test_request_context():
        tracemalloc.start()
        for piece in queries.download(long_history.regular.id):
            longest, whole = max(longest, len(piece)), whole + len(piece)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < A_FEW
    assert longest < A_FEW
    print(f"\n{MANY} messages: a zip of {whole / 1e6:.1f} MB takes {peak / 1e6:.1f} MB of memory")


@law("L1.9")
@pytest.mark.timeout(1200)
def test_of_a_long_history_no_word_stays_and_nobody_waits(app: Flask, long_history: Circle) -> None:
    waits: list[float] = []
    others = gevent.spawn(write_on, app, waits)
    begun = perf_counter()
    operations.erase_member(-2, long_history.regular.handle, False)
    at_once = perf_counter() - begun
    work()
    took = perf_counter() - begun
    others.kill()
    left = on_disk()
    assert left.count(b"ordinary") >= MANY
    assert b"zephyrine" not in left
    assert long_history.regular.handle.encode() not in left
    assert max(waits) < UNSEEN
    print(f"\n{MANY} messages: the account {at_once:.2f} s, all words {took:.1f} s; "
          f"of {len(waits)} others who wrote, one waited {max(waits):.2f} s at most")  # fmt: skip


def write_on(app: Flask, waits: list[float]) -> None:
    """Somebody else keeps writing."""
    with app.app_context():
        while True:
            begun = perf_counter()
            touch()
            waits.append(perf_counter() - begun)
            gevent.sleep(0.02)


@operation
def touch() -> None:
    """The smallest unit there is."""
    db.session.execute(sa.text("UPDATE site SET name = name"))
