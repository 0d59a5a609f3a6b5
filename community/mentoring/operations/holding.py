"""Whose turn it is. A mentorship is ordered by its room's stream, an ask and a mentor by their rows, and what is
counted over all groups (two open asks, a mentor's places) by the person's. On SQLite there is one writer.

Whoever takes several takes asks first, then the person, then streams: so who is banned while they are accepted is out
either way. Rows are waited for in the database, which sees when two wait for each other.
"""

from typing import TypeVar

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.members.models import Member
from community.mentoring.models import Ask, Mentor, Mentorship
from community.realtime import hold_stream

Row = TypeVar("Row", Mentor, Mentorship)


def hold_person(member_id: int) -> None:
    """Let nobody else count this person's open asks, or their places, until the unit ends. Call before reading."""
    mine = sa.select(Member.id).where(Member.id == member_id)
    db.session.execute(mine.with_for_update(key_share=True))


def hold_asks(*which: sa.ColumnElement[bool]) -> list[Ask]:
    """These asks as they are now, in their order, and nobody else's turn."""
    ids = db.session.scalars(
        sa.select(Ask.id).where(*which).order_by(Ask.id).with_for_update()
    ).all()
    asked = sa.select(Ask).where(Ask.id.in_(ids)).order_by(Ask.id)
    return list(db.session.scalars(asked.execution_options(populate_existing=True)))


def hold_ask(ask_id: int) -> Ask:
    """One ask. Raises NotFound."""
    found = hold_asks(Ask.id == ask_id)
    if not found:
        raise NotFound
    return found[0]


def hold_mentor(mentor_id: int) -> Mentor:
    """One mentor, or who would like to be one. Raises NotFound."""
    db.session.execute(sa.select(Mentor.id).where(Mentor.id == mentor_id).with_for_update())
    return _anew(Mentor, mentor_id)


def hold_mentorship(mentorship_id: int) -> Mentorship:
    """A mentorship as it is now, and its room's turn. Raises NotFound."""
    room_id = db.session.scalar(sa.select(Mentorship.room_id).where(Mentorship.id == mentorship_id))
    if room_id is not None:
        hold_stream(room_id)
    return _anew(Mentorship, mentorship_id)


def _anew(table: type[Row], number: int) -> Row:
    found = db.session.get(table, number, populate_existing=True)
    if found is None:
        raise NotFound
    return found
