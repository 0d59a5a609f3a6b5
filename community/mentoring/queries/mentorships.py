"""Mentorships, for the two whose they are: for anybody else there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.mentoring.models import READABLE_FOR, Ask, Mentorship
from community.realtime.streams import stream_name
from community.registry import AROUND
from community.rooms.models import Message, Room
from community.rooms.queries import read_position, room_for

MOST_LINES = 1_000
"""Lines that are looked at for a report."""

A_REPORT = 2 * AROUND
"""So many lines a report takes along, besides its own."""


@dataclass(frozen=True)
class Channel:
    """A mentorship as a line of a list of one of the two."""

    id: int
    room_id: int
    other: str
    group: str
    is_mentor: bool
    state: str
    due_at: datetime | None
    is_new: bool
    readable: bool


def mentorship_for(member_id: int, mentorship_id: int) -> Mentorship:
    """The mentorship, if this member is one of the two. Raises NotFound."""
    found = db.session.get(Mentorship, mentorship_id)
    if found is None or member_id not in found.people:
        raise NotFound
    return found


def mentorship_in(room_id: int) -> Mentorship | None:
    """Whose room that is."""
    return db.session.scalar(sa.select(Mentorship).where(Mentorship.room_id == room_id))


def mentorship_of_ask(ask_id: int) -> Mentorship | None:
    """What came of an ask."""
    return db.session.scalar(sa.select(Mentorship).where(Mentorship.ask_id == ask_id))


def open_mentorships_of(*membership_ids: int) -> list[Mentorship]:
    """What has not ended and has all of these memberships in it."""
    found = sa.select(Mentorship).where(Mentorship.ended_at.is_(None))
    for each in membership_ids:
        found = found.where(sa.or_(Mentorship.mentee_id == each, Mentorship.mentor_id == each))
    return list(db.session.scalars(found.order_by(Mentorship.id)))


def is_concerned(member_id: int) -> bool:
    """Whether an ask waits for the member, or a mentorship of theirs is not wholly over: mostly neither.

    One question for Today, before those that tell more.
    """
    asked = sa.exists().where(Ask.mentor_id == Membership.id, Ask.closed_at.is_(None))
    still = sa.or_(Mentorship.ended_at.is_(None), Mentorship.ended_at > now() - READABLE_FOR)
    found = sa.select(Membership.id).where(
        Membership.member_id == member_id,
        sa.or_(
            asked,
            sa.exists().where(Mentorship.mentee_id == Membership.id, still),
            sa.exists().where(Mentorship.mentor_id == Membership.id, still),
        ),
    )
    return db.session.scalar(found.limit(1)) is not None


def channels_of(member_id: int) -> list[Channel]:
    """The member's mentorships that have not ended, and those that can still be read; the newest first."""
    mine = sa.select(Membership.id).where(Membership.member_id == member_id)
    of_mine = sa.or_(Mentorship.mentee_id.in_(mine), Mentorship.mentor_id.in_(mine))
    found = db.session.scalars(
        sa.select(Mentorship).where(of_mine).order_by(Mentorship.since.desc())
    )
    return [
        channel_of(member_id, each)
        for each in found
        if (until := each.readable_until()) is None or until > now()
    ]


def channel_of(member_id: int, mentorship: Mentorship) -> Channel:
    """A mentorship as one of the two sees it in a list."""
    readable = is_readable(member_id, mentorship.room_id)
    return Channel(
        mentorship.id, mentorship.room_id, mentorship.other(member_id).handle, mentorship.mentor.group.name,
        mentorship.mentor.member_id == member_id, mentorship.state, mentorship.due_at,
        readable and _has_news(member_id, mentorship), readable,
    )  # fmt: skip


def is_readable(member_id: int, room_id: int) -> bool:
    """Whether the member can read the channel now."""
    try:
        room_for(member_id, room_id)
    except NotFound:
        return False
    return True


def last_said(mentorship: Mentorship) -> datetime:
    """When either wrote last, or the last step that gave reason to be quiet until then was taken."""
    said = sa.select(Message.posted_at).where(Message.stream_id == mentorship.room_id)
    last = db.session.scalar(said.order_by(Message.seq.desc()).limit(1))
    return max(filter(None, (last, mentorship.since)))


def lines_to_report(member_id: int, mentorship: Mentorship) -> list[tuple[str, datetime]]:
    """Lines of the other, by name and time and without their words, from which a report is begun: the newest first.

    One of each day, and one of each twenty: a report takes ten lines around it along (L8.1).
    """
    other, zone = mentorship.other(member_id).id, ZoneInfo(mentorship.people[member_id].member.zone)
    rows = sa.select(Message.seq, Message.author_id, Message.posted_at).where(
        Message.stream_id == mentorship.room_id, Message.removed_at.is_(None)
    )
    found: list[tuple[str, datetime]] = []
    newest, place = None, 0
    for number, (seq, author, at) in enumerate(
        db.session.execute(rows.order_by(Message.seq.desc()).limit(MOST_LINES))
    ):
        day = at.astimezone(zone).date()
        if author == other and (day != newest or number - place >= A_REPORT):
            found.append((f"{stream_name(Room.STREAM, mentorship.room_id)}/{seq}", at))
            newest, place = day, number
    return found


def all_open() -> Sequence[tuple[int, str]]:
    """Every mentorship that has not ended, by id, with its state: what a job walks through."""
    rows = sa.select(Mentorship.id, Mentorship.state).where(Mentorship.ended_at.is_(None))
    found = [(each, state) for each, state in db.session.execute(rows.order_by(Mentorship.id))]
    db.session.rollback()
    return found


def _has_news(member_id: int, mentorship: Mentorship) -> bool:
    theirs = sa.select(Message.seq).where(
        Message.stream_id == mentorship.room_id, Message.author_id == mentorship.other(member_id).id,
        Message.removed_at.is_(None), Message.seq > read_position(member_id, mentorship.room_id),
    )  # fmt: skip
    return db.session.scalar(theirs.limit(1)) is not None
