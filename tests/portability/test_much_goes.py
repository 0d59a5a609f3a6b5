"""Much has had its time at once, as after months without the server: it goes, and others write on meanwhile (L4.8)."""

import os
from datetime import timedelta
from time import perf_counter

import gevent
import pytest
from flask import Flask

from community import clock
from community.extensions import db
from community.portability.keeping import jobs as keeping
from community.rooms.models import Message
from tests.factories import Circle, a_room
from tests.laws import law
from tests.portability.stage import work
from tests.portability.test_much import UNSEEN, talk, write_on

MANY = 50_000 if os.environ.get("HEARTH_LONG") == "1" else 3_000
ROOMS = 5


@law("L4.8", "L12.3")
@pytest.mark.timeout(1200)
def test_nobody_waits_while_a_long_history_goes(app: Flask, circle: Circle) -> None:
    streams = [a_room(circle.slug, f"Room {number}") for number in range(ROOMS)]
    for first in range(0, MANY, 500):
        talk(circle, circle.regular, streams[first // 500 % ROOMS], range(first, first + 500))
    clock.move(timedelta(days=91))
    waits = list[float]()
    others = gevent.spawn(write_on, app, waits)
    begun = perf_counter()
    keeping.let_go({})
    took = perf_counter() - begun
    others.kill()
    db.session.rollback()
    assert db.session.query(Message).filter(Message.stream_id.in_(streams)).count() == 0
    assert max(waits) < UNSEEN
    print(f"\n{MANY} messages went in {took:.1f} s; of {len(waits)} others who wrote, one waited "
          f"{max(waits):.2f} s at most")  # fmt: skip


@law("L12.3")
def test_what_takes_longer_than_a_spell_is_gone_on_with_by_another_job(
    app: Flask, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = a_room(circle.slug, "Long")
    for first in range(0, 1_000, 500):
        talk(circle, circle.regular, stream, range(first, first + 500))
    clock.move(timedelta(days=91))
    monkeypatch.setattr(keeping, "SPELL", 0.0)
    keeping.let_go({})
    db.session.rollback()
    some = db.session.query(Message).filter_by(stream_id=stream).count()
    assert 0 < some < 1_000
    work()
    assert db.session.query(Message).filter_by(stream_id=stream).count() == 0
