"""A channel without its words, to choose a span of; and the words of a span, for the two who opened it (L7.11).

What is read are today's rows, and of them what the two read there themselves: nothing that was removed, and nothing
that a line said before it was changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.members.handles import skeleton
from community.mentoring.models import Mentorship
from community.mentoring.opening import policies
from community.mentoring.opening.models import Opening
from community.mentoring.opening.policies import Official
from community.mentoring.opening.queries.officials import lead_for, near
from community.rooms.models import Message
from community.rooms.queries import said_in
from community.rooms.worded import SHUT

MOST_MARKS = 1_000
"""Lines that are shown at once, without their words."""


@dataclass(frozen=True)
class Mark:
    """A line without its words: its number, whose, and when."""

    seq: int
    author_id: int
    at: datetime


@dataclass(frozen=True)
class Day:
    """The lines of a day, and how many each of the two wrote, by membership."""

    date: date
    marks: tuple[Mark, ...]

    def by(self, membership_id: int) -> int:
        """How many were written by one of the two."""
        return sum(mark.author_id == membership_id for mark in self.marks)


@dataclass(frozen=True)
class Line:
    """A line of a span, with its words; `removed`: it has none any more."""

    seq: int
    handle: str
    at: datetime
    words: str
    edited: bool
    removed: bool
    quotes: int


def channels_between(one: str, other: str) -> Sequence[Mentorship]:
    """The channels of two who go by these names in a group, the newest first."""
    return _between({skeleton(one), skeleton(other)})


def _between(both: set[str]) -> Sequence[Mentorship]:
    mentee, mentor = aliased(Membership), aliased(Membership)
    found = sa.select(Mentorship).join(mentee, mentee.id == Mentorship.mentee_id)
    found = found.join(mentor, mentor.id == Mentorship.mentor_id)
    found = found.where(mentee.skeleton.in_(both), mentor.skeleton.in_(both))
    return db.session.scalars(found.order_by(Mentorship.began_at.desc()).limit(20)).all()


def askable(member_id: int, mentorship_id: int) -> tuple[Mentorship, Official]:
    """A mentorship, for a lead who can ask to read a span of it. Raises NotFound, as if there were none."""
    who, found = lead_for(member_id), db.session.get(Mentorship, mentorship_id)
    if found is None or not policies.can_ask(who, near(found)):
        raise NotFound
    return found, who


def channels_of_the_same(mentorship: Mentorship, who: Official) -> list[Mentorship]:
    """The other channels of two who go by the same names, in any group, that this lead could ask about.

    They are found by name alone, as if they had been typed: whether they are the same people is not said (L1.10).
    """
    found = _between({mentorship.mentee.skeleton, mentorship.mentor.skeleton})
    return [one for one in found if one.id != mentorship.id and policies.can_ask(who, near(one))]


def days_of(mentorship: Mentorship, zone: str, before: int | None = None) -> list[Day]:
    """When something was written, day by day in that zone, the newest first; a page ends before a line."""
    asked = sa.select(Message.seq, Message.author_id, Message.posted_at)
    asked = asked.where(Message.stream_id == mentorship.room_id)
    if before is not None:
        asked = asked.where(Message.seq < before)
    found: dict[date, list[Mark]] = {}
    for seq, author, at in db.session.execute(asked.order_by(Message.seq.desc()).limit(MOST_MARKS)):
        found.setdefault(at.astimezone(ZoneInfo(zone)).date(), []).append(Mark(seq, author, at))
    return [Day(day, tuple(reversed(marks))) for day, marks in found.items()]


def marks_between(mentorship: Mentorship, first: int, last: int, most: int) -> list[Mark]:
    """The lines of a span without their words, and no more than so many."""
    asked = sa.select(Message.seq, Message.author_id, Message.posted_at).where(
        Message.stream_id == mentorship.room_id, Message.seq.between(first, last)
    )
    return [Mark(*row) for row in db.session.execute(asked.order_by(Message.seq).limit(most))]


def lines_in(opening: Opening) -> list[Line]:
    """What stands in a span now, and nothing beside it."""
    mentorship = opening.mentorship
    seqs = sa.select(Message.seq).where(
        Message.stream_id == mentorship.room_id,
        Message.seq.between(opening.first_seq, opening.last_seq),
    )
    found = said_in(mentorship.room_id, db.session.scalars(seqs).all())
    return [_line(found[seq].message, found[seq].handle) for seq in sorted(found)]


def _line(message: Message, handle: str) -> Line:
    removed = message.removed_at is not None
    words = "" if removed else message.opened
    return Line(
        message.seq, handle, message.posted_at, str(SHUT) if words is None else words,
        message.edited_at is not None, removed, message.quotes,
    )  # fmt: skip
