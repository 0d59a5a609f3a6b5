"""Which sittings ask for something now. Every question is bounded; the acts look again before they do anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import CHAIR as CHAIRS
from community.groups.models import MEMBER, MODERATOR, Group, Membership
from community.meetings.models import Duty, Follow, Meeting, Sitting
from community.meetings.models.sittings import CHAIR, FELLOWSHIP, LOBBY
from community.meetings.policies import NOBODY_CAME
from community.meetings.timetable import ASK, LEFT_ALONE, REMIND
from community.members.models import Member

A_TURN = 200
"""So many of a kind are seen to in one turn; the rest a minute later."""

A_DAY = timedelta(days=1)
UNSEEN = timedelta(seconds=60)


def due_lobbies(moment: datetime) -> Sequence[int]:
    """Rooms that should be open."""
    return _ids(
        *_coming(moment),
        Sitting.room_id.is_not(None),
        Sitting.starts_at > moment - A_DAY,
        Sitting.starts_at <= moment + LOBBY,
        Sitting.ends_at > moment,
    )


def due_reminders(moment: datetime) -> Sequence[int]:
    """Dates that begin soon, of which somebody wants to be reminded."""
    followed = sa.exists().where(Follow.meeting_id == Sitting.meeting_id)
    signed_up = sa.exists().where(Duty.sitting_id == Sitting.id)
    return _ids(
        *_lively(moment),
        Sitting.cancelled_at.is_(None),
        Sitting.reminded_at.is_(None),
        Sitting.starts_at > moment,
        Sitting.starts_at <= moment + REMIND,
        sa.or_(followed, signed_up),
    )


def due_questions(moment: datetime) -> Sequence[int]:
    """Dates that begin soon and nobody is down to chair."""
    chaired = sa.exists().where(Duty.sitting_id == Sitting.id, Duty.role == CHAIR)
    return _ids(
        *_lively(moment),
        Sitting.cancelled_at.is_(None),
        Sitting.asked_at.is_(None),
        Sitting.chair_id.is_(None),
        Sitting.room_id.is_not(None),
        Sitting.starts_at > moment,
        Sitting.starts_at <= moment + ASK,
        ~chaired,
    )


def due_turns(moment: datetime) -> Sequence[int]:
    """Open rooms that may have to become a lounge, go into fellowship, or close."""
    lounge = sa.and_(
        Sitting.phase.is_(None),
        Sitting.fellowship_at.is_(None),
        Sitting.lounge_since.is_(None),
        Sitting.starts_at <= moment - NOBODY_CAME,
    )
    end = sa.and_(Sitting.fellowship_at.is_(None), Sitting.ends_at <= moment - LEFT_ALONE)
    close = Sitting.fellowship_at <= moment - FELLOWSHIP
    return _ids(*_begun(moment), sa.or_(lounge, end, close))


def unseen_chairs(moment: datetime) -> Sequence[int]:
    """Open rooms whose chair was seen once, and by no process for a minute."""
    return _ids(
        *_begun(moment),
        Sitting.fellowship_at.is_(None),
        Sitting.chair_id.is_not(None),
        Sitting.chair_lost_at.is_(None),
        Sitting.chair_seen_at <= moment - UNSEEN,
    )


def missed_dates(moment: datetime, most: int) -> Sequence[int]:
    """Dates that are over and were never opened: while the server was away, cancelled, or held elsewhere."""
    over = (Sitting.starts_at < moment, Sitting.ends_at <= moment)
    return _ids(Sitting.opened_at.is_(None), *over, most=most)


def could_chair(sitting: Sitting, most: int) -> Sequence[int]:
    """The members who may be asked to chair: of the group, no newcomers, without a role at that date yet."""
    signed_up = sa.select(Duty.membership_id).where(Duty.sitting_id == sitting.id)
    rows = (
        sa.select(Membership.member_id)
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.group_id == sitting.meeting.group_id,
            Membership.left_at.is_(None),
            Membership.role.in_((MEMBER, CHAIRS, MODERATOR)),
            Membership.id.not_in(signed_up),
        )
        .order_by(Member.last_seen_on.desc(), Membership.id)
    )
    return db.session.scalars(rows.limit(most)).all()


def meetings_after(meeting_id: int, most: int) -> Sequence[int]:
    """The ids of the next meetings, in their order, whose dates go on."""
    rows = sa.select(Meeting.id).where(
        Meeting.id > meeting_id,
        Meeting.ended_at.is_(None),
        Meeting.starts.is_not(None),
        Meeting.rule != "",
    )
    return db.session.scalars(rows.order_by(Meeting.id).limit(most)).all()


def _coming(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (*_lively(moment), Sitting.opened_at.is_(None), Sitting.cancelled_at.is_(None))


def _begun(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Open ones. None opens earlier than its lobby: so only what has come up is looked at."""
    return (Sitting.opened_at.is_not(None), Sitting.starts_at <= moment + LOBBY)


def _lively(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Of meetings that go on, in groups that are alive."""
    alive = sa.or_(Group.closing_at.is_(None), Group.closing_at > moment)
    living = (
        sa.exists()
        .where(Meeting.id == Sitting.meeting_id, Group.id == Meeting.group_id)
        .where(Meeting.ended_at.is_(None), Group.archived_at.is_(None), alive)
    )
    return (living,)


def _ids(*facts: sa.ColumnElement[bool], most: int = A_TURN) -> Sequence[int]:
    rows = sa.select(Sitting.id).where(Sitting.closed_at.is_(None), *facts)
    return db.session.scalars(rows.order_by(Sitting.starts_at).limit(most)).all()
