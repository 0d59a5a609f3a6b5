"""What tests of private rooms share: a room for two, and what the database itself has of it."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask import current_app

from community.extensions import db
from community.operations import operation
from community.rooms.forms import EditForm, RemovalForm
from community.rooms.models import PRIVATE, Message
from community.rooms.operations import edit_message, open_seated_room, remove_message
from tests.factories import Circle, Person
from tests.portability.stage import on_disk

WORDS, BEFORE = "I dreamt of zephyrine lanterns.", "I dreamt of ochre lanterns."


def a_private_room(circle: Circle) -> int:
    """A room for the regular and the other."""
    two = [circle.mid(circle.regular), circle.mid(circle.other)]
    return open_seated_room(circle.regular.id, circle.group_id, "For two", PRIVATE, two)


def edit(person: Person, room_id: int, seq: int, body: str) -> int:
    """Other words for one's own."""
    return edit_message(person.id, f"room:{room_id}", seq, EditForm.parse({"body": body}))


def remove(person: Person, room_id: int, seq: int) -> None:
    """Take a message away."""
    remove_message(person.id, f"room:{room_id}", seq, RemovalForm.parse({"reason": "Not here."}))


def rows_of(room_id: int) -> list[Message]:
    """What the database has of the room."""
    db.session.rollback()
    return list(db.session.scalars(sa.select(Message).filter_by(stream_id=room_id)))


@operation
def tamper(change: sa.Executable) -> None:
    """Somebody changes the database by hand."""
    db.session.execute(change)


def kept() -> bytes:
    """All that was written anywhere: the database's files, every column of every row, the logs."""
    db.session.rollback()
    logs = current_app.config["HEARTH"].instance / "logs"
    said = [path.read_bytes() for path in sorted(logs.glob("*"))] if logs.exists() else []
    return b"\n".join([on_disk(), *said, *_rows()])


def _rows() -> Iterator[bytes]:
    """Every table that is there, those of a full-text index too, as the database tells them."""
    there = sa.inspect(db.engine)
    with db.engine.connect() as connection:
        for name in there.get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')):
                yield repr(tuple(row)).encode()
