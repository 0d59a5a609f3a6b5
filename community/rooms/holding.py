"""Rooms as places in which words wait, and whose past a rule is tried on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.realtime.streams import stream_name
from community.registry import Heard, HoldingPlace
from community.rooms import broadcasts, operations, queries
from community.rooms.models import SEATED, Room, address_of


def _name(room_id: int) -> str:
    return db.session.get_one(Room, room_id).name


def _address(room_id: int) -> str:
    return address_of(Room.STREAM, room_id)


def _lines(room_id: int) -> str:
    return broadcasts.address_of_lines(Room.STREAM, room_id)


def _release(
    member_id: int, room_id: int, form: Mapping[str, Any], key: str, written_at: datetime
) -> str:
    stream = stream_name(Room.STREAM, room_id)
    seq = operations.release_message(member_id, stream, form, key, written_at)
    return broadcasts.address_of_line(stream, seq)


def _history(group_id: int, since: datetime) -> Iterator[Sequence[Heard]]:
    ours = sa.select(Room.id).where(Room.group_id == group_id, Room.kind.not_in(SEATED))
    return queries.history_of(ours, since)


IN_ROOMS = HoldingPlace(_name, _address, _lines, _release, _history, queries.heard_in)
