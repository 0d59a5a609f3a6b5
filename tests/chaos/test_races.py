"""Moments that only meet where reading lets others run: on PostgreSQL every query does."""

from collections.abc import Callable
from typing import Any

import gevent
import pytest
from flask import Flask

from community.groups import operations as groups
from community.operations import Unit
from community.registry import registry
from tests.factories import Circle, a_message
from tests.laws import law
from tests.stage import Live

Hides = Callable[[int], frozenset[int]]


@law("L1.8")
@pytest.mark.postgres
@pytest.mark.parametrize("moment", [1, 2])
def test_a_block_made_while_one_joins_is_not_missed(
    app: Flask, circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    a_message(circle.other, circle.room_id, "unwanted")
    wire, blocked = live(circle.regular), circle.mid(circle.other)
    block = meanwhile(app, moment, lambda: groups.block_person(circle.regular.id, blocked))
    monkeypatch.setattr(registry, "hidden_from", block)
    answer = wire.call("join", stream=circle.stream, since=0)
    assert answer["ok"]
    assert "unwanted" not in str(answer)
    assert "unwanted" not in str(wire.call("catch_up", stream=circle.stream, since=0))


@law("L1.8")
@pytest.mark.postgres
def test_a_block_overtakes_a_message_that_is_under_way(
    app: Flask, circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, blocked = live(circle.regular, circle.stream), circle.mid(circle.other)
    other = live(circle.newcomer, circle.stream)
    before_commit(app, monkeypatch, lambda: groups.block_person(circle.regular.id, blocked))
    a_message(circle.other, circle.room_id, "unwanted")
    other.hears(lambda w: w.entries())
    wire.hears(lambda w: len(w.events("reset")) == 2)
    assert wire.entries() == []
    assert "unwanted" not in str(wire.call("join", stream=circle.stream, since=0))


@law("L1.8")
@pytest.mark.postgres
def test_an_unblock_overtakes_a_message_that_is_under_way(
    app: Flask, circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = circle.mid(circle.other)
    groups.block_person(circle.regular.id, blocked)
    wire = live(circle.regular, circle.stream)
    before_commit(app, monkeypatch, lambda: groups.unblock_person(circle.regular.id, blocked))
    a_message(circle.other, circle.room_id, "welcome again")
    wire.hears(lambda w: len(w.events("reset")) == 2)
    assert wire.entries() == []
    assert "welcome again" in str(wire.call("join", stream=circle.stream, since=0))


def before_commit(app: Flask, monkeypatch: pytest.MonkeyPatch, deed: Callable[[], None]) -> None:
    """Let a deed be done between the next unit's work and its commit."""
    perform, deeds = Unit.perform, [deed]

    def perform_and_pause(unit: Unit, work: Callable[[], Any]) -> Any:
        result = perform(unit, work)
        if deeds:
            gevent.spawn(in_context, app, deeds.pop()).get(timeout=10)
        return result

    monkeypatch.setattr(Unit, "perform", perform_and_pause)


def in_context(app: Flask, deed: Callable[[], None]) -> None:
    """Do something as another greenlet does it."""
    with app.app_context():
        deed()


@law("L4.7")
@pytest.mark.postgres
@pytest.mark.parametrize("moment", [1, 2])
def test_who_is_thrown_out_while_they_join_hears_nothing(
    app: Flask, circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    wire = live(circle.regular)
    leave = meanwhile(app, moment, lambda: groups.leave_group(circle.regular.id, circle.slug))
    monkeypatch.setattr(registry, "hidden_from", leave)
    assert wire.call("join", stream=circle.stream)["error"]["code"] == "not_found"
    a_message(circle.other, circle.room_id, "among ourselves")
    assert wire.call("leave", stream=circle.stream)["ok"]
    assert wire.entries() == []


def meanwhile(app: Flask, moment: int, deed: Callable[[], None]) -> Hides:
    """Asking whom somebody hides; the `moment`th time a deed is done after the answer is known, before it is given."""
    ask, asked = registry.hidden_from, 0

    def hidden_from(member_id: int) -> frozenset[int]:
        nonlocal asked
        asked += 1
        known = ask(member_id)
        if asked == moment:
            gevent.spawn(in_context, app, deed).get(timeout=10)
        return known

    return hidden_from
