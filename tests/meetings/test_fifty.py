"""Fifty people in sharing: one speaks, all the others are refused and lose nothing, and in the end all have spoken."""

import random
from itertools import count

import pytest
from flask import Flask

from community.extensions import db
from community.realtime.streams import Entry
from community.rooms.models import Message
from tests.factories import Circle, a_message, a_person, admit
from tests.laws import law
from tests.meetings.stage import Evening, in_sharing
from tests.stage import Browser, Live
from tests.wire import Wire

FIFTY = 50
_keys = count(1)


class Crowd:
    """Fifty members with a socket each, in a meeting that is in its sharing part."""

    def __init__(self, circle: Circle, live: Live) -> None:
        self.evening = in_sharing(circle, circle.moderator)
        self.stream = self.evening.stream
        self.people = [admit(a_person(), circle.slug) for _number in range(FIFTY)]
        self.chair = live(circle.moderator, self.stream)
        self.wires = [live(person, self.stream) for person in self.people]
        self.ids = [circle.mid(person) for person in self.people]

    def holder(self) -> int:
        """Which of them has the floor."""
        return self.ids.index(self.evening.sitting().holder_id)

    def all_post(self, who: list[int]) -> list[dict]:
        """They all post in the same instant; the answers."""
        asked = [post(self.wires[one], self.stream, f"words of {one}") for one in who]
        return [self.wires[one].wait(number, 30) for one, number in zip(who, asked, strict=True)]

    def settle(self) -> None:
        """Wait until everybody has heard everything."""
        head = self.evening.head()
        for wire in [self.chair, *self.wires]:
            wire.hears(lambda w: w.entries() and w.entries()[-1]["seq"] >= head, 30)


@pytest.fixture
def crowd(circle: Circle, live: Live) -> Crowd:
    """Fifty people, none of whom has asked for the floor yet."""
    return Crowd(circle, live)


@law("L5.5")
@pytest.mark.timeout(300)
def test_each_of_fifty_speaks_in_turn_and_nobody_out_of_turn(crowd: Crowd) -> None:
    raised = [(wire, wire.emit("raise_hand", stream=crowd.stream)) for wire in crowd.wires]
    assert {wire.wait(number, 30)["position"] for wire, number in raised} == set(
        range(1, FIFTY + 1)
    )
    spoke = []
    for turn in range(FIFTY):
        assert crowd.chair.call("call_next", stream=crowd.stream)["ok"]
        holder = crowd.holder()
        others = [one for one in range(FIFTY) if one != holder]
        posting = [holder, *(others if turn == 0 else random.sample(others, 6))]
        random.shuffle(posting)
        answers = dict(zip(posting, crowd.all_post(posting), strict=True))
        assert answers.pop(holder)["ok"]
        assert {answer["error"]["code"] for answer in answers.values()} == {"not_your_turn"}
        spoke.append(holder)
    assert sorted(spoke) == list(range(FIFTY))
    assert said_in(crowd.evening) == [(crowd.ids[one], f"words of {one}") for one in spoke]
    crowd.settle()
    for wire in [crowd.chair, *crowd.wires]:
        assert view_of(wire) == view_of(crowd.chair)
        assert [entry["seq"] for entry in wire.entries()] == seqs_of(crowd.evening, wire)


@law("L5.5")
@pytest.mark.timeout(300)
def test_who_posts_by_form_out_of_turn_keeps_every_word(
    app: Flask, crowd: Crowd, as_member: Browser
) -> None:
    crowd.wires[0].call("raise_hand", stream=crowd.stream)
    crowd.chair.call("call_next", stream=crowd.stream)
    for number, person in enumerate(crowd.people):
        words = f"Words number {number}, typed with care."
        answer = as_member(person).post(
            f"/rooms/{crowd.evening.room_id}/messages", data={"body": words, "key": a_key()}
        )
        if number == 0:
            assert answer.status_code == 303
        else:
            assert answer.status_code == 403
            assert f"{words}</textarea>" in answer.text
            assert crowd.people[0].handle in answer.text
    assert said_in(crowd.evening) == [(crowd.ids[0], "Words number 0, typed with care.")]


@law("L5.5")
def test_there_is_no_way_round_the_floor(circle: Circle, live: Live, as_member: Browser) -> None:
    evening, speaker, seq = somebody_has_spoken(circle, live)
    stream, browser = evening.stream, as_member(circle.regular)
    before = said_in(evening)
    edited = speaker.call("edit_message", stream=stream, message=seq, body="More words")
    by_form = browser.post(
        f"/rooms/{evening.room_id}/messages/{seq}/edit", data={"body": "More words"}
    )
    replied = speaker.call("post_message", stream=stream, body="And", key=a_key(), reply_to=seq)
    reacted = speaker.call("react", stream=stream, message=seq, reaction="More words", on=True)
    assert [edited["error"]["code"], replied["error"]["code"]] == ["not_your_turn"] * 2
    assert by_form.status_code == 403
    assert "More words" in by_form.text
    assert reacted["error"]["code"] == "invalid"
    assert said_in(evening) == before
    assert speaker.call("remove_message", stream=stream, message=seq)["ok"]
    again = speaker.call("post_message", stream=stream, body="More words", key=a_key())
    assert again["error"]["code"] == "not_your_turn"
    assert said_in(evening) == [(circle.mid(circle.regular), "")]


@law("L5.5")
def test_what_is_sent_twice_is_neither_refused_nor_said_twice(circle: Circle, live: Live) -> None:
    evening, speaker, seq = somebody_has_spoken(circle, live, key="key-sent-twice")
    again = speaker.call("post_message", stream=evening.stream, body="Hello", key="key-sent-twice")
    assert again["seq"] == seq
    assert len(said_in(evening)) == 1


@law("L5.5")
def test_a_nod_is_no_speech(circle: Circle, live: Live) -> None:
    evening, _speaker, seq = somebody_has_spoken(circle, live)
    other = live(circle.other, evening.stream)
    assert other.call("react", stream=evening.stream, message=seq, reaction="with_you", on=True)[
        "ok"
    ]


@law("L5.5")
def test_the_floor_binds_moderators_and_whoever_is_in_the_chair(circle: Circle, live: Live) -> None:
    evening, _speaker, _seq = somebody_has_spoken(circle, live)
    chair = live(circle.moderator, evening.stream)
    answer = chair.call("post_message", stream=evening.stream, body="Well,", key=a_key())
    assert answer["error"]["code"] == "not_your_turn"


def somebody_has_spoken(circle: Circle, live: Live, key: str = "") -> tuple[Evening, Wire, int]:
    """The regular had the floor, said something and gave it back."""
    evening = in_sharing(circle, circle.moderator)
    speaker, chair = live(circle.regular, evening.stream), live(circle.moderator, evening.stream)
    assert speaker.call("raise_hand", stream=evening.stream)["ok"]
    assert chair.call("call_next", stream=evening.stream)["ok"]
    seq = a_message(circle.regular, evening.room_id, "Hello", key)
    assert speaker.call("end_share", stream=evening.stream, how="done")["ok"]
    return evening, speaker, seq


def post(wire: Wire, stream: str, body: str) -> int:
    """Send words; the number of the answer to come."""
    return wire.emit("post_message", stream=stream, body=body, key=a_key())


def a_key() -> str:
    """A key that nobody has used."""
    return f"key-of-fifty-{next(_keys)}"


def said_in(evening: Evening) -> list[tuple[int, str]]:
    """Every message that exists in the room, in order."""
    db.session.rollback()
    rows = db.session.query(Message.author_id, Message.body).filter_by(stream_id=evening.room_id)
    return [(author, body) for author, body in rows.order_by(Message.seq)]


def view_of(wire: Wire) -> dict[str, object]:
    """What a client knows: every word, and the last word on phase, floor, queue and chair."""
    entries = wire.entries()
    said = [
        (e["data"]["author"]["id"], e["data"]["html"])
        for e in entries
        if e["kind"] == "message_posted"
    ]
    last = {e["kind"]: e["data"] for e in entries if e["kind"] != "message_posted"}
    joined = wire.call("join", stream=entries[0]["stream"], since=0)
    assert last["floor_changed"] == joined["floor"]
    assert last["queue_changed"]["queue"] == joined["queue"]
    return {"said": said, **last}


def seqs_of(evening: Evening, wire: Wire) -> list[int]:
    """Every seq since this client began to listen, as the database has them."""
    first = wire.entries()[0]["seq"]
    rows = db.session.query(Entry.seq).filter(
        Entry.stream_id == evening.room_id, Entry.seq >= first
    )
    return [seq for (seq,) in rows.order_by(Entry.seq)]
