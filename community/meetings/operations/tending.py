"""What happens by the clock: rooms open and close, people are reminded and asked (L5.1, L5.2, L5.4). A job's work.

Every act looks again, alone in the room, whether it is still due: it may run twice, late, and in several processes.
"""

from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.meetings import queries, timetable
from community.meetings.models import Celebration, Duty, ReadingAlong, Sitting
from community.meetings.models.sittings import CHAIR
from community.meetings.operations.hearing import subject_of, tell_of
from community.meetings.operations.phases import (
    close_sitting,
    end_by_itself,
    open_lobby,
    run_as_lounge,
)
from community.meetings.operations.telling import held
from community.operations import operation, tell

MOST_ASKED = 300
"""So many of a large group are asked for a stand-in: those who were here last."""

IN_ONE = 500


@operation
def open_if_due(sitting_id: int) -> None:
    """Open the room half an hour before, if it still is to be (L5.4)."""
    sitting = held(sitting_id)
    if sitting is not None and timetable.is_lobby_due(sitting, now()):
        open_lobby(sitting_id)


@operation
def turn_if_due(sitting_id: int) -> None:
    """An open room becomes a lounge, goes into fellowship, or closes, if it is time (L5.2, L5.4)."""
    sitting, moment = held(sitting_id), now()
    if sitting is None or not sitting.is_open:
        return
    if timetable.is_end_due(sitting, moment, queries.is_chair_vacant(sitting, moment)):
        end_by_itself(sitting_id)
    elif timetable.is_lounge_due(sitting, moment):
        run_as_lounge(sitting_id)
    elif timetable.is_closing_due(sitting, moment):
        close_sitting(sitting_id)


@operation
def remind(sitting_id: int) -> None:
    """Remind those who follow, and those with a role, a quarter of an hour before; once, and never late (L5.1)."""
    moment = now()
    due = (
        Sitting.cancelled_at.is_(None),
        Sitting.starts_at > moment,
        Sitting.starts_at <= moment + timetable.REMIND,
    )
    if _claim(sitting_id, Sitting.reminded_at, moment, *due):
        tell_of(db.session.get_one(Sitting, sitting_id), "meeting_reminder")


@operation
def ask_for_stand_in(sitting_id: int) -> None:
    """Nobody is down for the chair, and it is nearly time: the group is asked, once (L5.2)."""
    sitting, moment = held(sitting_id), now()
    if sitting is None or not timetable.is_chair_wanted(sitting, moment) or _has_chair(sitting):
        return
    if _claim(sitting_id, Sitting.asked_at, moment):
        for member_id in queries.could_chair(sitting, MOST_ASKED):
            tell(member_id, "stand_in_wanted", subject_of(sitting))


@operation
def close_missed() -> int:
    """Close dates that are over and were never opened, without a word to anybody; how many."""
    moment = now()
    ids = queries.missed_dates(moment, IN_ONE)
    if ids:
        for private in (ReadingAlong, Celebration):
            db.session.execute(sa.delete(private).where(private.sitting_id.in_(ids)))
        missed = sa.update(Sitting).where(Sitting.id.in_(ids), Sitting.opened_at.is_(None))
        db.session.execute(missed.values(closed_at=moment))
    return len(ids)


def _claim(
    sitting_id: int, fact: sa.orm.InstrumentedAttribute[datetime | None], moment: datetime, *due: sa.ColumnElement[bool]
) -> bool:  # fmt: skip
    """Whether this unit is the one that dates the fact: of several processes one is."""
    undone = sa.update(Sitting).where(Sitting.id == sitting_id, fact.is_(None), *due)
    claimed = undone.values({fact: moment}).returning(Sitting.id)
    found = db.session.scalars(claimed).one_or_none() is not None
    db.session.expire_all()
    return found


def _has_chair(sitting: Sitting) -> bool:
    down = sa.select(Duty.role).where(Duty.sitting_id == sitting.id, Duty.role == CHAIR)
    return db.session.scalar(down.limit(1)) is not None
