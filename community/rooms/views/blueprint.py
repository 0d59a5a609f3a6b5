"""Where the pages of rooms hang, and how an address names the lines of a stream."""

from flask import Blueprint
from werkzeug.routing import BaseConverter, ValidationError

from community.realtime.streams import stream_name
from community.registry import registry

pages = Blueprint("rooms", __name__)


class Lines(BaseConverter):
    """`rooms/<id>/messages`: the stream whose lines they are. What no feature declared is simply not there."""

    part_isolating = False
    regex = "[a-z]{1,10}/[0-9]{1,16}/[a-z]{1,10}"

    def to_python(self, value: str) -> str:
        """`room:<id>`."""
        where, number, lines = value.split("/")
        kind = registry.venues.get(where.removesuffix("s"))
        if kind is None or kind.lines != lines or int(number) >= 2**53:
            raise ValidationError
        return stream_name(where.removesuffix("s"), int(number))
