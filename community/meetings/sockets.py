"""The events of a live meeting: parse -> act -> acknowledge. Who may is asked in the operation."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from community.meetings import operations
from community.meetings.forms import MotionForm, TopicForm
from community.realtime import Connection, Packet, event, parse_stream

Id = Annotated[int, Meta(gt=0, lt=2**53)]
Part = Annotated[int, Meta(ge=-1, lt=100)]
Place = Annotated[int, Meta(ge=1, le=100_000)]


class Plain(Packet):
    """Only the stream."""


class Ended(Packet):
    """How a share ends."""

    how: Literal["done", "pass"]


class About(Packet):
    """On whom."""

    membership: Id


class Moved(Packet):
    """Who goes to which place of the queue, from 1."""

    membership: Id
    to: Place


class Onwards(Packet):
    """`after`: the part that the chair sees, -1 for the lobby."""

    after: Part | None = None


class Extended(Packet):
    """How much longer."""

    seconds: Annotated[int, Meta(ge=15, le=900)] = 60


class Pasted(Packet):
    """Which reading of the part, from 0."""

    reading: Annotated[int, Meta(ge=0, lt=100)] = 0


class Switched(Packet):
    """On or off."""

    on: bool = True


class Put(Packet):
    """A question to vote on."""

    words: str
    secret: bool = False


class Closed(Packet):
    """Which vote ends."""

    motion: Id


class Vote(Packet):
    """One's choice."""

    motion: Id
    choice: Literal["yes", "no", "abstain"]


class Topic(Packet):
    """What tonight is about."""

    topic: str


@event("raise_hand", Plain)
def raise_hand(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Ask for the floor."""
    return _in_queue(operations.raise_hand(connection.member_id, _room(packet)))


@event("lower_hand", Plain)
def lower_hand(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Leave the queue."""
    return _in_queue(operations.lower_hand(connection.member_id, _room(packet)))


@event("answer_call", Plain)
def answer_call(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Begin to speak."""
    return {"seq": operations.answer_call(connection.member_id, _room(packet))}


@event("end_share", Ended)
def end_share(connection: Connection, packet: Ended) -> dict[str, Any]:
    """Done, or pass."""
    return {"seq": operations.end_share(connection.member_id, _room(packet), packet.how)}


@event("vote", Vote)
def vote(connection: Connection, packet: Vote) -> dict[str, Any]:
    """Yes, no or abstain."""
    seq = operations.vote(connection.member_id, _room(packet), packet.motion, packet.choice)
    return {"seq": seq}


@event("take_chair", Plain)
def take_chair(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Take the chair in one act."""
    return {"seq": operations.take_chair(connection.member_id, _room(packet))}


@event("hand_chair", About)
def hand_chair(connection: Connection, packet: About) -> dict[str, Any]:
    """Hand the chair over."""
    return {"seq": operations.hand_chair(connection.member_id, _room(packet), packet.membership)}


@event("next_phase", Onwards)
def next_phase(connection: Connection, packet: Onwards) -> dict[str, Any]:
    """Go on to the next part."""
    return {"seq": operations.next_phase(connection.member_id, _room(packet), packet.after)}


@event("set_topic", Topic)
def set_topic(connection: Connection, packet: Topic) -> dict[str, Any]:
    """Say what tonight is about."""
    topic = TopicForm.parse({"topic": packet.topic}).topic
    return {"seq": operations.set_topic(connection.member_id, _room(packet), topic)}


@event("call_next", Plain)
def call_next(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Call whoever is first."""
    return {"seq": operations.call_next(connection.member_id, _room(packet))}


@event("call", About)
def call(connection: Connection, packet: About) -> dict[str, Any]:
    """Call somebody out of turn."""
    return {"seq": operations.call_person(connection.member_id, _room(packet), packet.membership)}


@event("skip", About)
def skip(connection: Connection, packet: About) -> dict[str, Any]:
    """Send somebody to the end of the queue."""
    return {"seq": operations.skip_person(connection.member_id, _room(packet), packet.membership)}


@event("move_in_queue", Moved)
def move_in_queue(connection: Connection, packet: Moved) -> dict[str, Any]:
    """Put somebody at another place."""
    who, to = packet.membership, packet.to
    return {"seq": operations.move_in_queue(connection.member_id, _room(packet), who, to)}


@event("newcomers_first", Plain)
def newcomers_first(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Let newcomers speak first."""
    return {"seq": operations.newcomers_first(connection.member_id, _room(packet))}


@event("extend", Extended)
def extend(connection: Connection, packet: Extended) -> dict[str, Any]:
    """Give a share more time."""
    return {"seq": operations.extend_share(connection.member_id, _room(packet), packet.seconds)}


@event("thank", Plain)
def thank(connection: Connection, packet: Plain) -> dict[str, Any]:
    """Thank whoever speaks, or spoke last."""
    return {"seq": operations.thank_person(connection.member_id, _room(packet))}


@event("paste_reading", Pasted)
def paste_reading(connection: Connection, packet: Pasted) -> dict[str, Any]:
    """Put a reading into the room."""
    return {"seq": operations.paste_reading(connection.member_id, _room(packet), packet.reading)}


@event("lock", Switched)
def lock(connection: Connection, packet: Switched) -> dict[str, Any]:
    """Close the door to whoever was not in yet, or open it."""
    return {"seq": operations.lock_joins(connection.member_id, _room(packet), packet.on)}


@event("pause", Switched)
def pause(connection: Connection, packet: Switched) -> dict[str, Any]:
    """Pause the room, or open it again."""
    return {"seq": operations.pause_meeting(connection.member_id, _room(packet), packet.on)}


@event("open_motion", Put)
def open_motion(connection: Connection, packet: Put) -> dict[str, Any]:
    """Put a question."""
    form = MotionForm.parse({"words": packet.words, "secret": "yes" if packet.secret else ""})
    seq = operations.open_motion(connection.member_id, _room(packet), form.words, form.secret)
    return {"seq": seq}


@event("close_motion", Closed)
def close_motion(connection: Connection, packet: Closed) -> dict[str, Any]:
    """End a vote."""
    return {"seq": operations.close_motion(connection.member_id, _room(packet), packet.motion)}


def _room(packet: Packet) -> int:
    return parse_stream(packet.stream)[1]


def _in_queue(hand: operations.InQueue) -> dict[str, Any]:
    return {"seq": hand.seq, **({"position": hand.position} if hand.position else {})}
