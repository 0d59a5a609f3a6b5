"""What tests ask about words that wait."""

from itertools import count

from community.extensions import db
from community.moderation.models import Held
from community.notices.queries import inbox_of
from community.rooms.models import Message
from tests.factories import Circle, Person
from tests.forums.stage import Begun, a_topic
from tests.stage import Browser

WORDS = "I am new here, and it helps to read you."
_numbers = count(1)


def a_post_that_waits(circle: Circle, as_member: Browser, words: str = WORDS) -> tuple[Begun, Held]:
    """A topic in which the newcomer wrote something that waits."""
    topic = a_topic(circle.regular, circle)
    return topic, write(circle.newcomer, topic.address, as_member, words)


def write(person: Person, address: str, as_member: Browser, words: str = WORDS) -> Held:
    """Write in a topic; what was held of it."""
    key = f"waiting-key-{next(_numbers)}"
    as_member(person).post(f"{address}/posts", data={"body": words, "key": key})
    return held_under(key)


def held_under(key: str) -> Held:
    """What was held under a key."""
    db.session.rollback()
    return db.session.query(Held).filter_by(key=key).one()


def said_in(stream_id: int) -> list[str]:
    """What everybody reads there."""
    db.session.rollback()
    rows = db.session.query(Message.body).filter_by(stream_id=stream_id).order_by(Message.seq)
    return [body for (body,) in rows]


def told(person: Person) -> list[str]:
    """What somebody was told, the newest first."""
    db.session.rollback()
    return [line.sentence for line in inbox_of(person.id, "UTC")]
