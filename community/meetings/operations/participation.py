"""Who took part, for how long (L5.11): counted by the minute, shown to nobody but its member."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from community.clock import now
from community.extensions import db
from community.groups.operations.attendance import count_meeting, hold_group
from community.jobs import schedule
from community.meetings import policies, queries
from community.meetings.models import Participation, Sitting
from community.meetings.presence import Mark
from community.operations import operation

AT_ONCE = 500
"""People in one statement."""

AFTER_ALL = timedelta(seconds=10)
"""When everything that was marked has been written."""

_table = Participation.__table__


@operation
def count_minutes(marks: frozenset[Mark]) -> None:
    """Count a minute for everyone marked in a room that a meeting is on in.

    Two devices and two processes count it once: the row remembers the last minute. Before the start and in
    fellowship it says only that they were here.
    """
    on = queries.sittings_in({room_id for _minute, room_id, _who in marks})
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for minute, room_id, membership_id in sorted(marks):
        if room_id in on:
            rows[minute].append(_row(on[room_id], membership_id, minute))
    for counted in rows.values():
        for begin in range(0, len(counted), AT_ONCE):
            db.session.execute(_counting(counted[begin : begin + AT_ONCE]))


def note_spoke(sitting: Sitting, membership_id: int) -> None:
    """They shared, posted or checked in: what the gate asks (L7.2). Whoever only votes is not met."""
    row = {**_row(sitting, membership_id, None), "spoke": True}
    insert = _insert().values([row])
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["sitting_id", "membership_id"],
            set_={"spoke": sa.true()},
            where=_table.c.spoke == sa.false(),
        )
    )


def credit_later(sitting: Sitting) -> None:
    """The meeting is over: soon it counts for everyone who was present half of it (L2.3)."""
    key = f"meetings:credit:{sitting.id}"
    schedule("meetings:credit", key, {"sitting": sitting.id}, now() + AFTER_ALL)


@operation
def credit_sitting(sitting_id: int) -> None:
    """Count the sitting, once, towards becoming a member for whoever was present half of it. A job's work."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None:
        return
    hold_group(sitting.meeting.group_id)
    db.session.refresh(sitting)
    if sitting.credited_at is None and sitting.counts_until is not None:
        sitting.credited_at = now()
        count_meeting(queries.present_half_of(sitting))


def _row(sitting: Sitting, membership_id: int, minute: int | None) -> dict[str, Any]:
    counts = minute is not None and policies.counts_minute(sitting, _moment(minute))
    return {
        "sitting_id": sitting.id,
        "membership_id": membership_id,
        "minutes": int(counts),
        "last_minute": minute if counts else 0,
        "spoke": False,
        "first_at": now(),
    }


def _counting(rows: list[dict[str, Any]]) -> sa.Insert:
    insert = _insert().values(rows)
    said = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["sitting_id", "membership_id"],
        set_={"minutes": _table.c.minutes + said["minutes"], "last_minute": said["last_minute"]},
        where=_table.c.last_minute < said["last_minute"],
    )


def _insert() -> sqlite.Insert | postgresql.Insert:
    if db.session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Participation)
    return sqlite.insert(Participation)


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
