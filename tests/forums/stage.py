"""A topic to read and write in."""

from dataclasses import dataclass
from itertools import count

from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import TopicForm
from community.forums.models import Board
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm
from tests.factories import Circle, Person

_numbers = count(1)


@dataclass(frozen=True)
class Begun:
    """A topic that somebody began."""

    id: int
    board_id: int

    @property
    def stream(self) -> str:
        """Its stream."""
        return f"topic:{self.id}"

    @property
    def address(self) -> str:
        """Its page."""
        return f"/topics/{self.id}"


def board_of(circle: Circle) -> int:
    """The first board of a group."""
    board_id: int = db.session.query(Board.id).filter_by(group_id=circle.group_id).first()[0]
    return board_id


def a_key() -> str:
    """A key that no post had."""
    return f"topic-key-{next(_numbers)}"


def a_topic(
    person: Person, circle: Circle, name: str = "Tea or coffee", body: str = "What helps?"
) -> Begun:
    """Begin a topic on the first board."""
    form = TopicForm(name, MessageForm(body, a_key()))
    board_id = board_of(circle)
    return Begun(forums.start_topic(person.id, board_id, form).topic_id, board_id)


def a_post(person: Person, topic: Begun, body: str = "Tea.") -> int:
    """Write in it; the post's seq."""
    return rooms.post_message(person.id, topic.stream, MessageForm(body, a_key())).seq
