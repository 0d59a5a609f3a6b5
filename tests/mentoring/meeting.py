"""What two people shared, written down at the moment a test wants it."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.forums.models import Topic
from community.groups.models import Membership
from community.meetings.models import Meeting, Participation, Sitting
from community.mentoring import queries
from community.mentoring.gate import Gate, Missing
from community.operations import operation
from community.realtime import append, open_stream
from community.rooms.models import Message
from tests.factories import Circle, Person
from tests.forums.stage import board_of

FIRST = datetime(2026, 3, 1, 19, tzinfo=UTC)
"""When the first event of a test is."""

HOUR, DAY, INSTANT = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)

_numbers = count(1)


@operation
def a_sitting(
    circle: Circle, at: datetime, there: dict[Person, tuple[int, bool]], **facts: Any
) -> int:
    """A date of an hour that is over: who was there for how many minutes, and whether they said something."""
    meeting = Meeting(
        group_id=circle.group_id, slug=f"evening-{next(_numbers)}", name="Evening", zone="UTC", minutes=60,
        rule="", created_at=now(), changed_at=now(),
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    about = {"starts_at": at, "original_start": at, "ends_at": at + HOUR, "began_at": at,
             "opened_at": at - HOUR / 2, "fellowship_at": at + HOUR, "closed_at": at + 3 * HOUR / 2}  # fmt: skip
    sitting = Sitting(meeting_id=meeting.id, **{**about, **facts})
    db.session.add(sitting)
    db.session.flush()
    for person, (minutes, spoke) in there.items():
        db.session.add(
            Participation(
                sitting_id=sitting.id, membership_id=circle.mid(person), minutes=minutes, last_minute=0,
                spoke=spoke, first_at=at,
            )
        )  # fmt: skip
    return sitting.id


def they_sat(circle: Circle, *moments: datetime) -> None:
    """The regular and the other were both there for half of a meeting, and both spoke."""
    for at in moments:
        a_sitting(circle, at, {circle.regular: (30, True), circle.other: (30, True)})


@operation
def a_topic_by(circle: Circle, *posts: tuple[Person, datetime]) -> int:
    """A topic in which these people wrote at these moments; its id."""
    topic = Topic(
        id=new_id(), group_id=circle.group_id, board_id=board_of(circle), name="Tea", created_at=now(),
        last_at=now(),
    )  # fmt: skip
    open_stream(Topic.STREAM, topic.id)
    db.session.add(topic)
    db.session.flush()
    for person, at in posts:
        write(circle, topic.id, person, at)
    return topic.id


@operation
def write(circle: Circle, stream_id: int, person: Person, at: datetime, **facts: Any) -> int:
    """Something that was written in a stream at a moment; its seq."""
    entry = append(stream_id, "message_posted", actor_id=circle.mid(person))
    said = {"stream_id": stream_id, "seq": entry.seq, "author_id": circle.mid(person), "plain": "Tea.",
            "key": f"written-{next(_numbers)}", "posted_at": at}  # fmt: skip
    db.session.add(Message(**{**said, **facts}))
    return entry.seq


@operation
def changed(model: type, key: Any, **facts: Any) -> None:
    """Facts of a row are others."""
    row = db.session.get_one(model, key)
    for name, value in facts.items():
        setattr(row, name, value)


def gate_of(circle: Circle, asker: Person | None = None, other: Person | None = None) -> Gate:
    """The gate between the regular and the other, or between these."""
    db.session.rollback()
    one, two = asker or circle.regular, other or circle.other
    return queries.gate_for(circle.mid(one), circle.mid(two))


def shared(circle: Circle) -> list[tuple[str, datetime]]:
    """What the regular and the other share, the earliest first: the same whoever asks."""
    db.session.rollback()
    one, two = circle.mid(circle.regular), circle.mid(circle.other)
    found = [(event.kind, event.at) for event in queries.shared_events(one, two)]
    assert found == [(event.kind, event.at) for event in queries.shared_events(two, one)]
    return found


def membership(circle: Circle, person: Person) -> Membership:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Membership, circle.mid(person))


__all__ = ["DAY", "FIRST", "HOUR", "INSTANT", "Missing", "a_sitting", "a_topic_by", "changed", "gate_of",
           "membership", "shared", "they_sat", "write"]  # fmt: skip
