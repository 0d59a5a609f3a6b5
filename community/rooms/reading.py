"""Positions on their way to the database: noted by the doors, written by the process's beat.

Losing the last two seconds of them in a crash costs nobody a word.
"""

from community.rooms.operations.reading import Where, mark_read

_noted: dict[Where, int] = {}


def note(member_id: int, stream_id: int, seq: int) -> None:
    """The member has seen the stream through `seq`."""
    where = (member_id, stream_id)
    _noted[where] = max(seq, _noted.get(where, 0))


def noted(member_id: int, stream_id: int) -> int:
    """What was noted and is not written yet."""
    return _noted.get((member_id, stream_id), 0)


def write() -> None:
    """Write everything that was noted."""
    if _noted:
        positions = dict(_noted)
        _noted.clear()
        mark_read(positions)
