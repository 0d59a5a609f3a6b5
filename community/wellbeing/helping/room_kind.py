"""What a call makes of its room: who reads it, what joining tells, when its words go (registry.RoomKind)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.extensions import db
from community.realtime.wire import rfc3339
from community.registry import RoomKind, RoomLine, registry
from community.rooms.models import Room
from community.rooms.queries import room_for
from community.wellbeing.helping import broadcasts, operations, queries, timing


def enter(member_id: int, room_id: int) -> Mapping[str, Any]:
    """Come in, on a page or by socket: how the call stands."""
    room_for(member_id, room_id)
    call = queries.call_in(room_id)
    if call is None:
        return {}
    hidden = registry.hidden_from(member_id)
    handles = broadcasts.handles_of({call.answered_by or 0} - {0} - hidden)
    who = call.answered_by if call.answered_by in handles else None
    return {
        "help": {
            "call": call.id, "state": timing.state_of(call, now()), "since": rfc3339(call.since),
            "alone_at": rfc3339(call.since + timing.PATIENCE),
            "answered": call.answered_at is not None,
            "membership": {"id": who, "handle": handles[who]} if who is not None else None,
        }
    }  # fmt: skip


def admits(member_id: int, room_id: int) -> bool:
    """Every moderator on duty may read (L6.7)."""
    room = db.session.get_one(Room, room_id)
    return queries.is_on_duty(member_id, room.group_id, now())


def audience(room_id: int, member_id: int) -> str:
    """Who reads it."""
    return str(
        _("This is not private: whoever comes and every moderator on duty reads what is written.")
    )


def ended(room_id: int) -> str:
    """Why nothing more is written there."""
    call = queries.call_in(room_id)
    if call is None or call.is_open:
        return ""
    return str(
        _("This room is closed. It can be read for seven days. You can ask for somebody again.")
    )


def lines(room_id: int, member_id: int, after: int, before: int | None) -> list[RoomLine]:
    """What happened, as this reader sees it."""
    entries = queries.story_of(room_id, after, before)
    return broadcasts.lines_of(entries, registry.hidden_from(member_id))


KIND = RoomKind(
    enter=enter, admits=admits, posted=operations.note_words, ended=ended, audience=audience, lines=lines,
    words_go=queries.words_go, released=operations.note_words,
)  # fmt: skip
