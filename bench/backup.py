"""A backup of a site with much in it, and bringing it back: seconds, bytes, and who waited meanwhile.

`python -m gevent.monkey --module bench.backup [--megabytes 1000]` on SQLite, in a temporary folder (TMPDIR).
Somebody posts all the time while the backup is made, in the process of the server; the backup has one of its own, as
in life. A table to read, and one line of JSON to keep.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import gevent
import sqlalchemy as sa
from flask import Flask

from community import create_app
from community.clock import now
from community.config import ROOT, Config
from community.extensions import db
from community.migrations import upgrade
from community.operations import operation
from community.portability.backup.making import make_key
from community.realtime import append_all, hold_stream
from community.rooms.models import Message
from tests.factories import Circle, a_circle, a_message

AT_ONCE = 1_000
WORDS = "I got up at four and sat at the kitchen table until the light changed. " * 6


@operation
def say(circle: Circle, first: int) -> None:
    """A thousand messages, as if they had been posted."""
    hold_stream(circle.room_id)
    author = circle.mid(circle.regular)
    entries = append_all(circle.room_id, "message_posted", [{"actor_id": author}] * AT_ONCE)
    rows = [
        {
            "stream_id": circle.room_id, "seq": entry.seq, "author_id": author, "key": f"bench-{first + number}",
            "plain": f"{WORDS}{os.urandom(60).hex()}", "posted_at": now(), "quotes": 0,
        }
        for number, entry in enumerate(entries)
    ]  # fmt: skip
    db.session.execute(sa.insert(Message), rows)


def fill(config: Config, megabytes: int) -> Circle:
    """A site of about that size."""
    circle, number = a_circle("harbour-street"), 0
    file = config.instance / "hearth.sqlite3"
    while file.stat().st_size < megabytes << 20:
        say(circle, number)
        number += AT_ONCE
    return circle


def talk(app: Flask, circle: Circle, waits: list[float]) -> None:
    """Somebody posts all the time."""
    with app.app_context():
        while True:
            begun = perf_counter()
            a_message(circle.other, circle.room_id)
            waits.append(perf_counter() - begun)
            gevent.sleep(0.05)


def hearth(instance: Path, argv: Sequence[str], line: str = "") -> float:
    """Run a command as a process of its own; how long it took."""
    begun = perf_counter()
    process = subprocess.run(
        [sys.executable, "-m", "gevent.monkey", "--module", "community.cli", *argv],
        input=line + "\n", text=True, cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "HEARTH_INSTANCE": str(instance)},
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    return perf_counter() - begun


def measure(folder: Path, megabytes: int) -> dict[str, float]:
    """Fill, back up under writes, restore."""
    config = Config.from_environment({"HEARTH_INSTANCE": str(folder / "here")})
    upgrade(config)
    app, waits, alone = create_app(replace(config, rate_limits=False)), list[float](), list[float]()
    file = folder / "backup.age"
    with app.app_context():
        circle = fill(config, megabytes)
        key = make_key(config)
        before = gevent.spawn(talk, app, circle, alone)
        gevent.sleep(5)
        before.kill()
        talker = gevent.spawn(talk, app, circle, waits)
        made = hearth(config.instance, ["backup", str(file)])
        talker.kill()
        db.session.remove()
        app.extensions["writer"].close()
    size = (config.instance / "hearth.sqlite3").stat().st_size
    restored = hearth(folder / "there", ["restore", str(file)], key)
    return {
        "database_mb": round(size / 1e6), "backup_mb": round(file.stat().st_size / 1e6),
        "backup_s": round(made, 1), "restore_s": round(restored, 1), "posts_meanwhile": len(waits),
        "longest_wait_s": round(max(waits), 3), "longest_wait_alone_s": round(max(alone), 3),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def main() -> None:
    """Measure and say."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--megabytes", type=int, default=1000)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked.parse_args().megabytes)
    for name, value in found.items():
        print(f"{name:>22}  {value}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
