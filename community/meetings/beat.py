"""The pulse of meetings in this process, every two seconds: minutes are counted, chairs are looked after.

Where no room of a meeting has anybody in it nothing is asked of the database; where none of them has a meeting
on, or nobody is in its chair, only every four seconds.
"""

from datetime import datetime, timedelta
from time import monotonic

from flask import current_app

from community.clock import now
from community.meetings import operations, presence, queries
from community.meetings.queries import Chaired
from community.realtime.presence import people_in

RENEW = timedelta(seconds=15)
"""So often the process that has the chair's socket says so again (L5.7)."""

RELOADING = timedelta(seconds=10)
"""Whoever has just opened the page is about to be heard: their old socket is gone, their new one on its way."""

REST = 4.0
"""Seconds."""

_rest_until = 0.0


def beat() -> None:
    """What is done every two seconds."""
    presence.sweep()
    count()
    look_after_chairs()


def count() -> None:
    """Write who was here."""
    marks = presence.take()
    if marks and queries.sittings_in({room_id for _minute, room_id, _who in marks}):
        operations.count_minutes(frozenset(marks))
    presence.wrote(marks)


def look_after_chairs() -> None:
    """Say of every chair in the rooms of this process whether they are there, where that is news."""
    global _rest_until
    rooms = presence.busy_rooms()
    if not rooms or monotonic() < _rest_until:
        return
    chaired = queries.chaired_in(rooms)
    if not chaired:
        _rest_until = monotonic() + REST
    for each in chaired:
        here = _is_here(each, now())
        if here is not None:
            operations.note_chair_seen(each.sitting_id, here)


def _is_here(chaired: Chaired, moment: datetime) -> bool | None:
    """True and False where it is to be said; None where nothing is new."""
    seen = chaired.seen_at
    due = chaired.lost or seen is None or moment - seen >= RENEW
    ours = chaired.seen_by == current_app.extensions["process"]
    if queries.listens_here(chaired.room_id, chaired.chair_id):
        return True if due or not ours else None
    opened = presence.opened_at(chaired.room_id, chaired.chair_id)
    if opened is not None and (seen is None or opened > seen):
        if not chaired.seen_by or chaired.lost:
            return True
        if moment - opened < RELOADING:
            return None
    if chaired.lost or seen is None or _is_shown_elsewhere(chaired):
        return None
    return None if queries.is_fresh(seen, chaired.seen_by, moment) else False


def _is_shown_elsewhere(chaired: Chaired) -> bool:
    seen = people_in(chaired.room_id, None, frozenset())
    return any(person.id == chaired.chair_id for person in seen)
