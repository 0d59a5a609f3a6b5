"""The floor: one speaks at a time, called from the queue (L5.5)."""

from tests.factories import Circle
from tests.laws import law
from tests.meetings.stage import in_sharing
from tests.stage import Live


@law("L5.5")
def test_only_whoever_has_the_floor_is_heard(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    speaker, other = live(circle.regular, evening.stream), live(circle.other, evening.stream)
    assert speaker.call("raise_hand", stream=evening.stream)["position"] == 1
    assert (
        other.call("post_message", stream=evening.stream, body="!", key="key-hand-1")["position"]
        == 2
    )
    assert chair.call("call_next", stream=evening.stream)["ok"]
    refused = other.call("post_message", stream=evening.stream, body="But", key="key-but-12")
    assert refused["error"]["code"] == "not_your_turn"
    assert speaker.call("answer_call", stream=evening.stream)["ok"]
    assert speaker.call("post_message", stream=evening.stream, body="Hello", key="key-hello-1")[
        "ok"
    ]
    assert speaker.call("end_share", stream=evening.stream, how="done")["ok"]
    chair.hears(lambda wire: [e for e in wire.entries() if e["kind"] == "floor_changed"][-1:])
    floor = chair.entries()[-1]["data"]
    assert (floor["state"], floor["holder"]) == ("free", None)
    joined = live(circle.newcomer).call("join", stream=evening.stream, since=0)
    assert joined["queue"][0]["membership"]["handle"] == circle.other.handle
