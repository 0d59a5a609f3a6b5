"""Moments that only meet where reading lets others run: on PostgreSQL every query does."""

from collections.abc import Callable

import gevent
import pytest
from flask import Flask

from community.groups import operations as groups
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
            gevent.spawn(do).get(timeout=10)
        return known

    def do() -> None:
        with app.app_context():
            deed()

    return hidden_from
