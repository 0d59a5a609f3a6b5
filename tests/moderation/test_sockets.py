"""Acts of office from inside a live room (L4.7)."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community import clock
from community.extensions import db
from community.groups import queries
from community.moderation import operations
from community.moderation.forms import ActForm
from tests.factories import Circle, a_circle, a_person, a_room, admit
from tests.laws import law
from tests.stage import Live

REASON = "Please let others finish."


def packet(circle: Circle, who: str, **other: Any) -> dict[str, Any]:
    until = (clock.now() + timedelta(hours=1)).isoformat()
    said = {"stream": circle.stream, "membership": circle.mid(circle.people[who]), "until": until}
    return {**said, "reason": REASON, **other}


def kinds(circle: Circle, who: str) -> list[str]:
    db.session.rollback()
    return [s.kind for s in queries.standings_of(circle.mid(circle.people[who]))]


@law("L4.7")
def test_a_muted_person_hears_why_and_can_no_longer_post(circle: Circle, live: Live) -> None:
    moderator, regular = live(circle.moderator, circle.stream), live(circle.regular, circle.stream)
    assert moderator.call("mute", **packet(circle, "regular"))["ok"]
    regular.hears(lambda wire: wire.events("notice"), 2)
    (notice,) = regular.events("notice")
    assert REASON in notice["sentence"]
    assert notice["stream"] == circle.stream
    refused = regular.call("post_message", stream=circle.stream, body="But", key="key-after-mute-1")
    assert refused["error"]["code"] == "muted"
    assert REASON in refused["error"]["message"]


@law("L4.7")
def test_a_person_removed_from_a_room_stops_hearing_it_within_two_seconds(
    circle: Circle, live: Live
) -> None:
    moderator, regular = live(circle.moderator, circle.stream), live(circle.regular, circle.stream)
    assert moderator.call("remove_person", **packet(circle, "regular"))["ok"]
    regular.hears(lambda wire: wire.events("evicted"), 2)
    (evicted,) = regular.events("evicted")
    assert evicted["stream"] == circle.stream
    assert REASON in evicted["message"]
    moderator.call("post_message", stream=circle.stream, body="Go on.", key="key-after-removal")
    assert not regular.closed
    assert regular.call("join", stream=circle.stream)["error"]["code"] == "not_found"
    assert regular.entries() == []


@law("L4.7")
def test_somebody_removed_from_one_room_still_hears_the_other(circle: Circle, live: Live) -> None:
    kitchen = f"room:{a_room(circle.slug)}"
    moderator, regular = live(circle.moderator, circle.stream), live(circle.regular, kitchen)
    moderator.call("remove_person", **packet(circle, "regular"))
    moderator.call("post_message", stream=kitchen, body="Tea?", key="key-in-the-kitchen")
    regular.hears(lambda wire: wire.entries(), 2)


@law("L4.7")
@pytest.mark.parametrize("deed", ["remove", "ban"])
def test_out_of_the_group_is_out_of_every_room_within_two_seconds(
    circle: Circle, live: Live, deed: str
) -> None:
    regular = live(circle.regular, circle.stream)
    form = ActForm(REASON, clock.now() + timedelta(days=1))
    act = operations.remove_person if deed == "remove" else operations.ban_person
    act(circle.moderator.id, circle.mid(circle.regular), form)
    regular.hears(lambda wire: wire.events("evicted"), 2)
    assert regular.call("join", stream=circle.stream)["error"]["code"] == "not_found"


@pytest.mark.parametrize("deed", ["mute", "remove_person"])
@pytest.mark.parametrize("who", ["newcomer", "other"])
def test_nobody_else_acts_from_a_room(circle: Circle, live: Live, deed: str, who: str) -> None:
    answer = live(circle.people[who], circle.stream).call(deed, **packet(circle, "regular"))
    assert answer["error"]["code"] == "forbidden"
    assert kinds(circle, "regular") == []


@pytest.mark.parametrize("deed", ["mute", "remove_person"])
def test_an_outsider_finds_no_room_to_act_in(circle: Circle, live: Live, deed: str) -> None:
    answer = live(circle.outsider).call(deed, **packet(circle, "regular"))
    assert answer["error"]["code"] == "not_found"
    assert kinds(circle, "regular") == []


@law("L1.5")
@pytest.mark.parametrize("deed", ["mute", "remove_person"])
def test_a_moderator_without_authenticator_does_not_act_from_a_room(
    circle: Circle, live: Live, deed: str
) -> None:
    green = admit(a_person("greenhorn"), circle.slug, "moderator")
    answer = live(green, circle.stream).call(deed, **packet(circle, "regular"))
    assert answer["error"]["code"] == "forbidden"
    assert kinds(circle, "regular") == []


@pytest.mark.parametrize("deed", ["mute", "remove_person"])
def test_a_room_of_another_group_is_no_place_to_act_from(app: Flask, live: Live, deed: str) -> None:
    here, there = a_circle("harbour"), a_circle("kitchen")
    admit(here.moderator, "kitchen", "moderator")
    sent = packet(there, "regular", stream=here.stream)
    assert live(here.moderator).call(deed, **sent)["error"]["code"] == "not_found"
    assert kinds(there, "regular") == []


@pytest.mark.parametrize("deed", ["mute", "remove_person"])
@pytest.mark.parametrize(
    "other",
    [
        {"until": "tomorrow"},
        {"until": ""},
        {"until": 12},
        {"until": "2001-01-01T00:00:00Z"},
        {"until": "2999-01-01T00:00:00Z"},
        {"until": "9" * 400},
        {"reason": ""},
        {"reason": None},
        {"reason": "a" * 1001},
        {"reason": "a\x00b"},
        {"membership": "1"},
        {"extra": 1},
    ],
)
def test_a_packet_that_makes_no_sense_changes_nothing(
    circle: Circle, live: Live, deed: str, other: dict[str, Any]
) -> None:
    answer = live(circle.moderator, circle.stream).call(deed, **packet(circle, "regular", **other))
    assert answer["error"]["code"] == "invalid"
    assert kinds(circle, "regular") == []


@pytest.mark.parametrize("stream", ["", "room:", "room:12", "group:1", "x" * 300, "room:9" * 9])
def test_a_stream_that_is_none_is_not_found(circle: Circle, live: Live, stream: str) -> None:
    answer = live(circle.moderator).call("mute", **packet(circle, "regular", stream=stream))
    assert answer["error"]["code"] == "not_found"
    assert kinds(circle, "regular") == []


@pytest.mark.parametrize("membership", [0, -1, 12, 2**53, 2**70])
def test_a_membership_that_is_none_is_not_found(
    circle: Circle, live: Live, membership: int
) -> None:
    answer = live(circle.moderator).call("mute", **packet(circle, "regular", membership=membership))
    assert answer["error"]["code"] in ("not_found", "invalid")
    assert kinds(circle, "regular") == []
