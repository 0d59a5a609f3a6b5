"""Who was in a meeting's room in this minute, as this process knows it (L5.11). Memory only; beat.py writes it.

A minute counts for whoever listens when it begins, and for whoever comes in during it: quietly or not, on a page
or by socket.
"""

from datetime import datetime, timedelta

from community.clock import now
from community.realtime.connections import connections

Mark = tuple[int, int, int]
"""A minute since 1970, a room, a membership."""

RECENT = timedelta(minutes=3)
"""So long a page that was opened is remembered here."""

_rooms: set[int] = set()
_opened: dict[tuple[int, int], datetime] = {}
_marks: set[Mark] = set()
_written: set[Mark] = set()
_swept = 0


def note(room_id: int, membership_id: int) -> None:
    """Somebody opened the page of a meeting's room, or joined its stream. 0 is somebody who only reads along."""
    _rooms.add(room_id)
    if membership_id:
        _opened[room_id, membership_id] = now()
        _marks.add((minute_of(now()), room_id, membership_id))


def was_noted(room_id: int, membership_id: int) -> bool:
    """Whether they came in during the last minutes."""
    return opened_at(room_id, membership_id) is not None


def opened_at(room_id: int, membership_id: int) -> datetime | None:
    """When they last came in, if that is not long ago."""
    at = _opened.get((room_id, membership_id))
    return at if at is not None and now() - at < RECENT else None


def busy_rooms() -> list[int]:
    """The rooms of meetings that somebody listens to here, or came into lately."""
    return list(_rooms)


def sweep() -> None:
    """Once a minute: mark whoever listens now, and forget what is over."""
    global _swept
    minute = minute_of(now())
    if minute == _swept:
        return
    _swept = minute
    _written.clear()
    for key in [key for key, at in _opened.items() if now() - at >= RECENT]:
        del _opened[key]
    _rooms.intersection_update({*connections.streams(), *(room for room, _who in _opened)})
    for room_id in _rooms:
        ears = connections.ears(room_id)
        _marks.update((minute, room_id, ear.membership_id) for ear in ears if ear.membership_id)


def take() -> set[Mark]:
    """What is marked and not written yet."""
    _marks.difference_update(_written)
    return set(_marks)


def wrote(marks: set[Mark]) -> None:
    """These were written: within their minute they need not be again. What was not is tried anew."""
    _written.update(marks)
    _marks.difference_update(marks)


def minute_of(moment: datetime) -> int:
    """Minutes since 1970."""
    return int(moment.timestamp()) // 60
