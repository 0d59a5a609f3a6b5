"""`bin/hearth room ...`."""

import click
from flask.cli import AppGroup

from community.actors import OPERATOR
from community.rooms import operations, queries
from community.rooms.forms import RoomForm

room = AppGroup("room", help="The rooms of a group.")


@room.command("add", help="Open a room in the group SLUG.")
@click.argument("slug")
@click.argument("name")
def add(slug: str, name: str) -> str:
    """Open a lounge; its stream."""
    group = queries.group_at(slug)
    return f"room:{operations.add_room(OPERATOR, group.id, RoomForm.parse({'name': name}))}"


@room.command("list", help="The rooms of the group SLUG, each with its stream.")
@click.argument("slug")
def list_rooms(slug: str) -> str:
    """One line a room."""
    rooms = queries.rooms_of(queries.group_at(slug).id)
    return "\n".join(f"room:{found.id}\t{found.name}" for found in rooms)
