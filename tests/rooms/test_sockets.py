"""Rooms as sockets meet them: the promise, the refusals, and who hears what."""

from collections.abc import Callable

import pytest

from community.groups import operations as groups
from community.rooms import operations as rooms
from community.rooms.forms import RoomForm
from tests.factories import Circle, a_message
from tests.laws import law
from tests.wire import Wire, until

Live = Callable[..., Wire]


def post(wire: Wire, stream: str, body: str, key: str, **more: object) -> dict:
    """Post a message."""
    return wire.call("post_message", stream=stream, body=body, key=key, **more)


class TestThePromise:
    @law("L4.2")
    def test_a_message_is_acknowledged_and_reaches_everyone_once(
        self, circle: Circle, live: Live
    ) -> None:
        one, two = live(circle.regular, circle.stream), live(circle.other, circle.stream)
        answer = post(one, circle.stream, "Good evening.", "key-one-1")
        assert (answer["ok"], answer["seq"]) == (True, 1)
        for wire in (one, two):
            wire.hears(lambda w: w.entries())
            (entry,) = wire.entries()
            assert (entry["seq"], entry["kind"]) == (1, "message_posted")
            assert entry["data"]["author"] == {
                "id": circle.mid(circle.regular),
                "handle": circle.regular.handle,
            }
            assert "Good evening." in entry["data"]["html"]

    @law("L4.2")
    def test_the_same_key_never_makes_two_messages(self, circle: Circle, live: Live) -> None:
        wire = live(circle.regular, circle.stream)
        first = post(wire, circle.stream, "Once.", "key-same-1")
        assert post(wire, circle.stream, "Once.", "key-same-1") == first
        assert wire.call("catch_up", stream=circle.stream, since=0)["seq"] == 1

    @law("L4.2")
    def test_whoever_was_away_gets_everything_missed_in_order(
        self, circle: Circle, live: Live
    ) -> None:
        for number in range(450):
            a_message(circle.other, circle.room_id, f"line {number}")
        wire = live(circle.regular)
        answer = wire.call("join", stream=circle.stream, since=10)
        seqs = [entry["seq"] for entry in answer["entries"]]
        while answer["more"]:
            answer = wire.call("catch_up", stream=circle.stream, since=seqs[-1])
            seqs += [entry["seq"] for entry in answer["entries"]]
        assert seqs == list(range(11, 451))

    def test_joining_without_since_brings_the_newest_fifty(
        self, circle: Circle, live: Live
    ) -> None:
        for number in range(60):
            a_message(circle.other, circle.room_id, f"line {number}")
        answer = live(circle.regular).call("join", stream=circle.stream)
        assert [entry["seq"] for entry in answer["entries"]] == list(range(11, 61))
        assert answer["me"] == circle.mid(circle.regular)
        assert (answer["seq"], answer["more"], answer["here"]) == (60, False, 1)


class TestWords:
    @law("L4.3")
    def test_an_edit_a_reaction_and_a_removal_reach_the_others(
        self, circle: Circle, live: Live
    ) -> None:
        one, two = live(circle.regular, circle.stream), live(circle.other, circle.stream)
        seq = post(one, circle.stream, "frist", "key-words-1")["seq"]
        assert one.call("edit_message", stream=circle.stream, message=seq, body="first")["seq"] == 2
        reacted = two.call("react", stream=circle.stream, message=seq, reaction="with_you", on=True)
        assert reacted["seq"] == 3
        assert one.call("remove_message", stream=circle.stream, message=seq)["seq"] == 4
        two.hears(lambda w: len(w.entries()) == 4)
        kinds = [entry["kind"] for entry in two.entries()]
        assert kinds == ["message_posted", "message_edited", "reaction_set", "message_removed"]
        assert two.entries()[2]["data"]["count"] == 1

    @law("L4.3")
    def test_what_a_removed_message_said_is_never_sent_again(
        self, circle: Circle, live: Live
    ) -> None:
        wire = live(circle.regular, circle.stream)
        seq = post(wire, circle.stream, "secretword", "key-gone-1")["seq"]
        wire.call("edit_message", stream=circle.stream, message=seq, body="secretword again")
        wire.call("remove_message", stream=circle.stream, message=seq)
        answer = live(circle.other).call("join", stream=circle.stream, since=0)
        assert [entry.get("hidden", False) for entry in answer["entries"]] == [True, True, False]
        assert "secretword" not in str(answer)

    @pytest.mark.parametrize(
        ("event", "data"),
        [
            ("edit_message", {"message": 1, "body": "mine now"}),
            ("remove_message", {"message": 1}),
        ],
    )
    def test_nobody_changes_the_words_of_another(
        self, circle: Circle, live: Live, event: str, data: dict
    ) -> None:
        a_message(circle.regular, circle.room_id)
        wire = live(circle.other, circle.stream)
        answer = wire.call(event, stream=circle.stream, **data)
        assert answer["error"]["code"] == "forbidden"
        assert wire.call("catch_up", stream=circle.stream, since=0)["seq"] == 1

    @law("L4.7")
    def test_a_moderator_removes_a_message_and_the_act_carries_no_name(
        self, circle: Circle, live: Live
    ) -> None:
        a_message(circle.regular, circle.room_id)
        keeper = live(circle.moderator, circle.stream)
        assert keeper.call("remove_message", stream=circle.stream, message=1, reason="Too much")[
            "ok"
        ]
        keeper.hears(lambda w: w.entries())
        assert "actor" not in keeper.entries()[0]


class TestWhoMay:
    def test_an_outsider_finds_nothing_in_a_closed_group(self, circle: Circle, live: Live) -> None:
        wire = live(circle.outsider)
        missing = wire.call("join", stream="room:12345")
        assert wire.call("join", stream=circle.stream) == missing
        assert missing["error"]["code"] == "not_found"
        assert post(wire, circle.stream, "Let me in", "key-out-1") == missing

    @law("L4.6")
    @pytest.mark.parametrize(
        ("settings", "code"),
        [
            ({"read_only": "yes"}, "read_only"),
            ({"closed_to_newcomers": "yes"}, "forbidden"),
            ({"archived": "yes"}, "read_only"),
        ],
    )
    def test_a_rooms_rules_hold_for_newcomers_and_not_for_its_moderator(
        self, circle: Circle, live: Live, settings: dict, code: str
    ) -> None:
        form = RoomForm.parse({"name": "Lounge", **settings})
        rooms.change_room(circle.moderator.id, circle.room_id, form)
        refused = post(live(circle.newcomer), circle.stream, "Hello", "key-rules-1")
        assert refused["error"]["code"] == code
        assert post(live(circle.moderator), circle.stream, "Hello", "key-rules-2")["ok"]

    @law("L4.6")
    def test_slow_mode_says_when_and_why(self, circle: Circle, live: Live) -> None:
        form = RoomForm.parse(
            {"name": "Lounge", "slow_seconds": "60", "slow_reason": "So that people can read."}
        )
        rooms.change_room(circle.moderator.id, circle.room_id, form)
        wire = live(circle.regular)
        assert post(wire, circle.stream, "One", "key-slow-1")["ok"]
        error = post(wire, circle.stream, "Two", "key-slow-2")["error"]
        assert error["code"] == "slow_mode"
        assert 0 < error["retry_after"] <= 61
        assert "So that people can read." in error["message"]
        assert wire.call("edit_message", stream=circle.stream, message=2, body="One, better")["ok"]

    @law("L4.6")
    def test_a_pause_stops_posting_for_a_quarter_of_an_hour(
        self, circle: Circle, live: Live
    ) -> None:
        wire = live(circle.regular)
        seq = post(wire, circle.stream, "Before", "key-pause-0")["seq"]
        rooms.pause_room(circle.moderator.id, circle.room_id)
        error = post(wire, circle.stream, "Hello", "key-pause-1")["error"]
        assert error["code"] == "paused"
        assert 890 < error["retry_after"] <= 901
        edit = wire.call("edit_message", stream=circle.stream, message=seq, body="Before, better")
        assert edit["error"]["code"] == "paused"

    @law("L4.6")
    def test_a_full_room_takes_nobody_but_its_moderators(self, circle: Circle, live: Live) -> None:
        rooms.change_room(
            circle.moderator.id, circle.room_id, RoomForm.parse({"name": "Lounge", "capacity": "1"})
        )
        live(circle.regular, circle.stream)
        assert live(circle.other).call("join", stream=circle.stream)["error"]["code"] == "forbidden"
        live(circle.moderator, circle.stream)


class TestPresence:
    @law("L4.4")
    def test_coming_and_going_is_seen_and_quiet_listening_is_not(
        self, app: object, circle: Circle, live: Live, beating: None
    ) -> None:
        watcher = live(circle.regular, circle.stream)
        seen = live(circle.other, circle.stream)
        live(circle.newcomer, circle.stream, quiet=True)
        mid = circle.mid(circle.other)
        watcher.hears(
            lambda w: any(mid in [p["id"] for p in e.get("came", [])] for e in w.events("presence"))
        )
        assert watcher.events("presence")[-1]["here"] == 2
        seen.close()
        watcher.hears(lambda w: any(mid in e.get("left", []) for e in w.events("presence")))
        assert str(circle.mid(circle.newcomer)) not in str(watcher.events("presence"))

    @law("L4.4")
    def test_typing_is_told_to_the_others(self, circle: Circle, live: Live) -> None:
        one, two = live(circle.regular, circle.stream), live(circle.other, circle.stream)
        assert one.call("typing", stream=circle.stream, on=True)["ok"]
        two.hears(lambda w: w.events("typing"))
        assert two.events("typing") == [
            {"stream": circle.stream, "members": [circle.mid(circle.regular)]}
        ]
        assert one.events("typing") == []


class TestBlocks:
    @law("L1.8")
    def test_the_blockers_frames_are_empty_and_the_blockeds_are_as_ever(
        self, circle: Circle, live: Live
    ) -> None:
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        a, b, third = (
            live(p, circle.stream) for p in (circle.regular, circle.other, circle.newcomer)
        )
        answer = post(b, circle.stream, "unwanted", "key-block-1")
        assert answer["ok"]
        for wire in (a, b, third):
            wire.hears(lambda w: w.entries())
        assert a.entries() == [
            {
                **{k: v for k, v in third.entries()[0].items() if k not in ("data", "actor")},
                "hidden": True,
            }
        ]
        assert b.entries() == third.entries()
        assert "unwanted" not in str(a.call("catch_up", stream=circle.stream, since=0))
        post(a, circle.stream, "still heard", "key-block-2")
        b.hears(lambda w: len(w.entries()) == 2)
        assert "still heard" in b.entries()[1]["data"]["html"]

    @law("L1.8")
    def test_the_blocker_looks_to_the_blocked_like_someone_who_listens_quietly(
        self, circle: Circle, live: Live, beating: None
    ) -> None:
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        b = live(circle.other, circle.stream)
        until(lambda: b.events("presence"))
        before = len(b.heard)
        a = live(circle.regular, circle.stream)
        a.call("typing", stream=circle.stream, on=True)
        third = live(circle.newcomer, circle.stream)
        third.hears(lambda w: w.events("presence"))
        b.hears(lambda w: len(w.heard) > before)
        assert [name for name, _data in b.heard[before:]] == ["presence"]
        assert b.events("presence")[-1]["here"] == 2

    def test_a_block_makes_the_blockers_own_sockets_join_anew(
        self, circle: Circle, live: Live
    ) -> None:
        a, b = live(circle.regular, circle.stream), live(circle.other, circle.stream)
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        a.hears(lambda w: w.events("reset") == [{"stream": circle.stream}])
        assert b.heard == []


class TestListeningIsTakenBack:
    @law("L4.7")
    def test_who_leaves_the_group_no_longer_hears_the_room(
        self, circle: Circle, live: Live
    ) -> None:
        wire, other = live(circle.regular, circle.stream), live(circle.other, circle.stream)
        groups.leave_group(circle.regular.id, circle.slug)
        wire.hears(lambda w: w.events("evicted"), seconds=2)
        post(other, circle.stream, "After", "key-after-1")
        other.hears(lambda w: w.entries())
        assert wire.entries() == []
        assert wire.call("catch_up", stream=circle.stream, since=0)["error"]["code"] == "not_found"


class TestBadInput:
    @pytest.mark.parametrize(
        "data",
        [
            {"body": 5, "key": "key-bad-1"}, {"body": "x"}, {"body": "x", "key": "short"},
            {"body": "x" * 4001, "key": "key-bad-2"}, {"body": "", "key": "key-bad-3"},
            {"body": "a\x00b", "key": "key-bad-4"}, {"body": "a\u202eb", "key": "key-bad-5"},
            {"body": "x", "key": "key-bad-6", "surprise": 1}, {"body": "x", "key": "key-bad-7", "reply_to": 99},
            {"body": "x", "key": "key-bad-8", "note": "unknown"}, {"body": "x", "key": "<script>alert(1)"},
            {"body": "x", "key": "key-bad-9", "reply_to": -1}, {"body": ["x"], "key": "key-bad-10"},
        ],
    )  # fmt: skip
    def test_is_refused_in_words_and_changes_nothing(
        self, circle: Circle, live: Live, data: dict
    ) -> None:
        wire = live(circle.regular, circle.stream)
        answer = wire.call("post_message", stream=circle.stream, **data)
        assert answer["error"]["code"] == "invalid"
        assert answer["error"]["message"]
        assert wire.call("catch_up", stream=circle.stream, since=0)["seq"] == 0

    @pytest.mark.parametrize(
        "stream", ["", "room", "room:", "room:x", "room:1e3", "nowhere:1", "room:" + "9" * 40]
    )
    def test_a_stream_that_cannot_be_is_not_found(
        self, circle: Circle, live: Live, stream: str
    ) -> None:
        assert live(circle.regular).call("join", stream=stream)["error"]["code"] == "not_found"

    @pytest.mark.parametrize(
        "packet", ['421["connect",{}]', '421["disconnect",{}]', '421["join"]', '421["x",{}]']
    )
    def test_reserved_and_malformed_events_are_answered_and_the_socket_lives(
        self, circle: Circle, live: Live, packet: str
    ) -> None:
        wire = live(circle.regular, circle.stream)
        wire._last = 1
        wire.answers.pop(1, None)
        wire.send(packet)
        assert wire.wait(1)["error"]["code"] == "invalid"
        assert post(wire, circle.stream, "Still here", "key-alive-1")["ok"]

    def test_a_room_is_not_posted_to_under_another_kind_of_stream(
        self, circle: Circle, live: Live
    ) -> None:
        wire = live(circle.regular)
        for kind in ("topic", "rooms", ""):
            stream = circle.stream.replace("room", kind)
            refused = post(wire, stream, "Good evening.", f"key-kind-{kind}")
            assert refused["error"]["code"] == "not_found"
        assert wire.call("catch_up", stream=circle.stream, since=0)["seq"] == 0
