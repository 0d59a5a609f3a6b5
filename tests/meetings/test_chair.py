"""A lost line of the chair loses nothing: it is told, waits a minute, and is offered on (L5.7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community import clock
from community.extensions import db
from community.jobs import run_due
from community.meetings import beat, operations, policies, queries
from community.meetings.models import Sitting
from community.operations import operation
from community.realtime.connections import connections
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Browser, Live
from tests.wire import Wire, until


@pytest.fixture(autouse=True)
def _never_resting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every beat looks, however lately one found nothing."""
    monkeypatch.setattr(beat, "REST", 0.0)
    monkeypatch.setattr(beat, "_rest_until", 0.0)


def hang_up(wire: Wire, evening: Evening, person: Person) -> None:
    """The line breaks, and the process's pulse notices."""
    mine = evening.circle.mid(person)
    wire.close()
    until(lambda: all(ear.membership_id != mine for ear in connections.ears(evening.room_id)))
    beat.beat()


def with_chair(circle: Circle, live: Live) -> tuple[Evening, Wire]:
    """A meeting in its sharing part, whose chair listens and was seen."""
    evening = in_sharing(circle, circle.moderator)
    wire = live(circle.moderator, evening.stream)
    beat.beat()
    return evening, wire


def chair_of(wire: Wire) -> dict[str, Any]:
    """What a client was told of the chair last."""
    told = [entry["data"] for entry in wire.entries() if entry["kind"] == "chair_changed"]
    return told[-1] if told else {"lost": None}


def later(seconds: float) -> None:
    """Time passes, and what is due is done."""
    clock.move(timedelta(seconds=seconds))
    while run_due():
        pass


def facts(evening: Evening) -> tuple[object, ...]:
    """What must not change because a line broke."""
    sitting = evening.sitting()
    waiting = [(hand.membership_id, hand.place) for hand in queries.hands_of(sitting.id)]
    return (sitting.phase, sitting.phase_since, sitting.holder_id, sitting.speaking_since,
            sitting.limit_seconds, sitting.floor_turn, sitting.chair_id, waiting)  # fmt: skip


@law("L5.7")
def test_a_lost_chair_loses_nothing_and_is_told_at_once(circle: Circle, live: Live) -> None:
    evening, wire = with_chair(circle, live)
    other = live(circle.other, evening.stream)
    for person in (circle.regular, circle.other, circle.newcomer):
        operations.raise_hand(person.id, evening.room_id)
    operations.call_next(circle.moderator.id, evening.room_id)
    operations.answer_call(circle.regular.id, evening.room_id)
    before = facts(evening)
    hang_up(wire, evening, circle.moderator)
    other.hears(lambda w: chair_of(w)["lost"])
    assert facts(evening) == before
    assert chair_of(other)["chair"]["handle"] == circle.moderator.handle


@law("L5.7")
def test_whoever_comes_back_within_a_minute_is_still_in_the_chair(
    circle: Circle, live: Live
) -> None:
    evening, wire = with_chair(circle, live)
    other = live(circle.other, evening.stream)
    hang_up(wire, evening, circle.moderator)
    later(50)
    live(circle.moderator, evening.stream)
    beat.beat()
    other.hears(lambda w: chair_of(w)["lost"] is False)
    later(200)  # what was scheduled comes to nothing
    assert (evening.sitting().chair_offered, evening.sitting().chair_lost_at) == ("", None)
    operations.set_topic(circle.moderator.id, evening.room_id, "Patience")


@law("L5.7")
def test_the_cochair_takes_a_lost_chair_in_one_act(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator, cochair=circle.regular)
    wire, second = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    beat.beat()
    taken = second.call("take_chair", stream=evening.stream)
    assert taken["error"]["code"] == "conflict"
    hang_up(wire, evening, circle.moderator)
    assert second.call("take_chair", stream=evening.stream)["ok"]
    assert evening.sitting().chair_id == circle.mid(circle.regular)


@law("L5.7")
def test_a_lost_chair_is_offered_to_moderators_then_chairs_then_members(
    circle: Circle, live: Live
) -> None:
    chairing = admit(a_person(), circle.slug, "chair")
    keeper = admit(a_person(staff=True), circle.slug, "moderator")
    evening, wire = with_chair(circle, live)
    hang_up(wire, evening, circle.moderator)
    may = {"": set(), "moderators": {keeper}, "chairs": {keeper, chairing},
           "members": {keeper, chairing, circle.regular}}  # fmt: skip
    for step in may:
        assert evening.sitting().chair_offered == step
        for person in (keeper, chairing, circle.regular, circle.newcomer):
            assert may_take(evening, person) == (person in may[step]), (step, person.handle)
        later(60.1)
    assert live(circle.regular).call("take_chair", stream=evening.stream)["ok"]


def may_take(evening: Evening, person: Person) -> bool:
    """Whether the chair is theirs for the taking now."""
    scene = queries.scene_for(person.id, evening.room_id)
    return policies.can_take_chair(scene.sitting, scene.who, True, clock.now())


@law("L5.7")
def test_a_new_chair_is_not_lost_because_the_old_one_is_gone(circle: Circle, live: Live) -> None:
    evening, wire = with_chair(circle, live)
    live(circle.regular, evening.stream)
    operations.hand_chair(circle.moderator.id, evening.room_id, circle.mid(circle.regular))
    hang_up(wire, evening, circle.moderator)
    assert evening.sitting().chair_lost_at is None


@law("L5.7")
def test_a_chair_without_script_is_there_while_pages_are_opened(
    circle: Circle, live: Live, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.other, evening.stream)
    browser = as_member(circle.moderator)
    for _reload in range(3):
        browser.get(f"/rooms/{evening.room_id}")
        beat.beat()
        clock.move(timedelta(seconds=150))
        beat.beat()
        assert evening.sitting().chair_lost_at is None
    clock.move(timedelta(seconds=40))
    beat.beat()
    assert evening.sitting().chair_lost_at is not None
    browser.get(f"/rooms/{evening.room_id}")
    beat.beat()
    assert evening.sitting().chair_lost_at is None


def test_reloading_the_page_is_no_loss(circle: Circle, live: Live, as_member: Browser) -> None:
    evening, wire = with_chair(circle, live)
    clock.move(timedelta(seconds=1))
    as_member(circle.moderator).get(f"/rooms/{evening.room_id}")
    hang_up(wire, evening, circle.moderator)
    assert evening.sitting().chair_lost_at is None
    clock.move(timedelta(seconds=11))  # and the socket never came
    beat.beat()
    assert evening.sitting().chair_lost_at is not None


@law("L5.7")
def test_the_word_of_a_process_that_died_holds_for_45_seconds(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.other, evening.stream)
    seen_elsewhere(evening)
    clock.move(timedelta(seconds=44))
    beat.beat()
    assert evening.sitting().chair_lost_at is None
    clock.move(timedelta(seconds=2))
    beat.beat()
    assert evening.sitting().chair_lost_at is not None


@operation
def seen_elsewhere(evening: Evening) -> None:
    """Another process has the chair's socket."""
    sitting = db.session.get_one(Sitting, evening.sitting_id)
    sitting.chair_seen_at, sitting.chair_seen_by = clock.now(), "another"


def test_the_lease_is_renewed_every_fifteen_seconds(
    circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening, _wire = with_chair(circle, live)
    said = noting(monkeypatch)
    for _beat in range(30):
        clock.move(timedelta(seconds=2))
        beat.beat()
    assert said == [(evening.sitting_id, True)] * 3
    assert evening.sitting().chair_lost_at is None


def noting(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """What the beat says of chairs from now on."""
    said: list[tuple[int, bool]] = []
    note: Callable[[int, bool], None] = operations.note_chair_seen

    def noted(sitting_id: int, here: bool) -> None:
        said.append((sitting_id, here))
        note(sitting_id, here)

    monkeypatch.setattr(operations, "note_chair_seen", noted)
    return said
