"""What a meeting makes of its room: who comes in, what joining tells, which words are a hand (registry.RoomKind)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.clock import now
from community.meetings import broadcasts, operations, policies, presence, queries
from community.meetings.models import Sitting
from community.realtime.wire import rfc3339
from community.registry import RoomKind, RoomLine, Signal, registry
from community.rooms.queries import room_for

HAND = "!"
"""Alone in a message it is a raised hand, as text meetings have always done it (L5.5)."""


def enter(member_id: int, room_id: int) -> Mapping[str, Any]:
    """Come in, on a page or by socket: where the meeting is, for this reader. Raises NotFound, Forbidden."""
    seat = room_for(member_id, room_id)
    sitting = queries.sitting_in(room_id)
    if sitting is None:
        presence.note(room_id, seat.membership.id if seat.membership else 0)
        return {"phase": {"phase": "closed"}, "now": rfc3339(now())}
    who = queries.attendee_in(seat, sitting)
    if not policies.can_enter(sitting, who, queries.came_in(sitting, who)):
        raise queries.door_is_closed()
    presence.note(room_id, who.id)
    state = broadcasts.state_for(sitting, registry.hidden_from(member_id))
    return {**state, **for_latecomers(sitting, who.id), "now": rfc3339(now())}


def signal(member_id: int, room_id: int, body: str) -> Signal | None:
    """Whether words that are not one's turn are a raised hand."""
    sitting = queries.sitting_in(room_id) if body.strip() == HAND else None
    if sitting is None or not policies.has_queue(queries.part_of(sitting)):
        return None
    hand = operations.raise_hand(member_id, room_id)
    return Signal(hand.seq, hand.position or 0)


def hush(room_id: int) -> str:
    """Why nobody may write in the room now."""
    sitting = queries.sitting_in(room_id)
    if sitting is None:
        return _("No meeting is on here now. The room opens half an hour before the next one.")
    part = queries.part_of(sitting)
    if part is not None and part.posting == "chair":
        return _("In this part whoever is in the chair writes. Your words are kept in the box.")
    if part is not None and part.posting == "nobody":
        return _("This part is silent. Your words are kept in the box.")
    return _(
        "The floor is free. Raise a hand; your words are kept in the box until it is your turn."
    )


def chair_of(stream_id: int) -> int | None:
    """Who is in the chair of the meeting that this room is open for."""
    sitting = queries.sitting_in(stream_id)
    return sitting.chair_id if sitting is not None else None


def for_latecomers(sitting: Sitting, membership_id: int) -> dict[str, Any]:
    """Topic and etiquette, privately, for whoever comes when the meeting has begun (L5.8)."""
    version = queries.version_of(sitting)
    late = sitting.state == "running" and queries.is_new_here(sitting, membership_id)
    if version is None or not late:
        return {}
    return {"welcome": {"topic": sitting.topic, "etiquette": version.etiquette}}


def lines(room_id: int, member_id: int, after: int, before: int | None) -> list[RoomLine]:
    """What happened in the room's meetings after a seq and before another, as this reader sees it (L5.4)."""
    entries = queries.story_of(room_id, before)
    told = broadcasts.lines_of(entries, registry.hidden_from(member_id))
    return [line for line in told if line.seq > after]


def waits(room_id: int, membership_id: int) -> None:
    """Words that wait for a moderator answer a call as others do."""
    operations.note_waiting(room_id, membership_id)


KIND = RoomKind(
    enter=enter, signal=signal, posted=operations.note_words, hush=hush, lines=lines, waits=waits,
    words_go=queries.words_go, released=operations.note_released,
)  # fmt: skip
