"""How long what happened in meetings is kept (L4.8, L5.8, L5.9, L5.11)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.meetings.models import (
    Ballot,
    CalendarAddress,
    Celebration,
    Duty,
    Follow,
    Format,
    FormatVersion,
    Hand,
    Meeting,
    Motion,
    Participation,
    ReadingAlong,
    Share,
    Sitting,
    Slip,
)
from community.purging import Due, in_handfuls, one_after_the_other
from community.registry import Kept, Purgeable, registry
from community.rooms.models import MEETING
from community.rooms.operations import purge_kind
from community.rooms.retention import WORDS

ATTENDANCE = (Participation, Slip, Share, Duty, Ballot)
TONIGHT = (ReadingAlong, Celebration, Hand)


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "meeting-rooms", _l("Words in meetings"),
            _l("What was said and what happened in a meeting's room, from when the meeting closed."), "L4.8", 1,
            purge_kind(MEETING), WORDS, most=30,
        ),
        Purgeable(
            "attendance", _l("Who took part in meetings"),
            _l("Attendance, slips, turns at the floor, duties, and how somebody voted."), "L5.11", 396,
            one_after_the_other(*(in_handfuls(table, _held_before(table)) for table in ATTENDANCE)), ATTENDANCE,
            least=30, most=396,
        ),
        Purgeable(
            "tonight", _l("What is only for one evening"),
            _l("Raised hands, what somebody celebrates, and who reads along. It goes when the meeting closes; this is "
               "for what was left over."),
            "L5.8", 1, one_after_the_other(*(in_handfuls(table, _held_before(table)) for table in TONIGHT)),
            TONIGHT, least=1, most=1,
        ),
        Purgeable(
            "calendar-addresses", _l("Calendar addresses that were revoked"),
            _l("The hash of an address that opens nothing any more."), "L12.3", 0,
            in_handfuls(CalendarAddress, lambda before: CalendarAddress.revoked_at <= before),
            (CalendarAddress,), least=0, most=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is a meeting, or one date of it", (Meeting, Sitting)),
        Kept("it is how a group meets, as its conscience decided", (Format, FormatVersion)),
        Kept("it is what a group decided; who voted how goes", (Motion,)),
        Kept("it is one's own, and goes with the account", (Follow,)),
    )


def _held_before(table: Any) -> Due:
    def due(before: datetime) -> sa.ColumnElement[bool]:
        held = sa.select(Sitting.id).where(Sitting.ends_at < before)
        if table is Ballot:
            return Ballot.motion_id.in_(sa.select(Motion.id).where(Motion.sitting_id.in_(held)))
        of_those: sa.ColumnElement[bool] = table.sitting_id.in_(held)
        return of_those

    return due
