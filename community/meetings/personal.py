"""What is kept about taking part in meetings (L1.9)."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.groups.personal import by, of
from community.meetings.models import (
    Ballot,
    CalendarAddress,
    Celebration,
    Duty,
    Follow,
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
from community.personal import Chosen, Personal, Rows, walk
from community.registry import registry

OF = ("membership_id",)
RECORD = "it is the group's record of an evening or of a way to meet, and names a former member"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(*_own(), *_of_an_evening(), *_offices())


def _own() -> Iterator[Personal]:
    yield Personal(Follow, ("member_id",), "followed_meetings", _l("Meetings you follow"), _follows)
    yield Personal(
        CalendarAddress, ("member_id",), "calendar_addresses", _l("Calendar addresses"), _calendars
    )


def _of_an_evening() -> Iterator[Personal]:
    at = Participation
    yield _of(Duty, "duties", _l("What you signed up for"), Duty.role, Duty.since)
    yield _of(Hand, "hands", _l("Hands you raised"), Hand.share, Hand.raised_at)
    yield _of(
        Share, "shares", _l("Turns at the floor"), Share.called_at, Share.began_at, Share.ended_at,
        Share.how,
    )  # fmt: skip
    yield _of(at, "attendance", _l("Meetings you were at"), at.minutes, at.spoke, at.first_at)
    yield _of(ReadingAlong, "reading_along", _l("When you read along tonight"))
    yield _of(Celebration, "celebrations", _l("What you celebrate tonight"), Celebration.words)
    yield _of(
        Slip, "slips", _l("Attendance slips"), Slip.code, Slip.group_name, Slip.held_on, Slip.minutes,
        Slip.signature, Slip.at,
    )  # fmt: skip
    voted = by(Ballot.membership_id)
    yield Personal(Ballot, OF, "votes", _l("How you voted"), _votes, mine=voted)


def _offices() -> Iterator[Personal]:
    written, chaired = by(FormatVersion.author_id), by(Sitting.chair_id)
    yield Personal(
        FormatVersion, ("author_id",), "formats", _l("Formats you changed"), _formats, stays=RECORD,
        mine=written,
    )  # fmt: skip
    yield Personal(
        Sitting, ("chair_id", "holder_id"), "chaired", _l("Meetings you chaired"), _chaired,
        stays=RECORD, mine=chaired,
    )  # fmt: skip


def _of(table: Any, name: str, title: Any, *columns: Any) -> Personal:
    """What hangs on a sitting and a membership."""

    def shown(member_id: int) -> Rows:
        wanted = _on_a_date().add_columns(*columns).join(table, table.sitting_id == Sitting.id)
        mine = wanted.where(of(table.membership_id, member_id))
        return walk(mine, *sa.inspect(table).primary_key)

    return Personal(table, OF, name, title, shown, mine=by(table.membership_id))


def _on_a_date() -> Chosen:
    wanted = sa.select(Meeting.name.label("meeting"), Sitting.starts_at)
    return wanted.join(Sitting, Sitting.meeting_id == Meeting.id)


def _chaired(member_id: int) -> Rows:
    return walk(_on_a_date().where(of(Sitting.chair_id, member_id)), Sitting.id)


def _follows(member_id: int) -> Rows:
    wanted = sa.select(Meeting.name.label("meeting"), Follow.since)
    mine = wanted.join(Follow, Follow.meeting_id == Meeting.id)
    return walk(mine.where(Follow.member_id == member_id), Follow.meeting_id)


def _calendars(member_id: int) -> Rows:
    wanted = sa.select(
        CalendarAddress.discreet, CalendarAddress.created_at, CalendarAddress.revoked_at
    )
    return walk(wanted.where(CalendarAddress.member_id == member_id), CalendarAddress.id)


def _formats(member_id: int) -> Rows:
    wanted = sa.select(FormatVersion.number, FormatVersion.at).where(
        of(FormatVersion.author_id, member_id)
    )
    return walk(wanted, FormatVersion.id)


def _votes(member_id: int) -> Rows:
    wanted = sa.select(Motion.opened_at, Motion.secret, Ballot.choice)
    mine = wanted.join(Ballot, Ballot.motion_id == Motion.id)
    return walk(
        mine.where(of(Ballot.membership_id, member_id)), Ballot.motion_id, Ballot.membership_id
    )
