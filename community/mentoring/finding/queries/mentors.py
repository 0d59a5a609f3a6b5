"""What the mentors of a group share: their room, and the monthly word of a lead (L7.3)."""

from collections.abc import Sequence

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import in_good_standing_among
from community.members.models import LEAD
from community.members.queries import is_officer
from community.mentoring.finding.models import MentorsOfGroup, Word
from community.mentoring.models import Mentor
from community.mentoring.queries import mentoring_of, must_be_on


def room_of_mentors(group_id: int) -> int | None:
    """The room of a group's mentors, once there was one."""
    row = db.session.get(MentorsOfGroup, group_id)
    return row.room_id if row is not None else None


def mentors_here(member_id: int, group_id: int) -> bool:
    """Whether the member is a mentor of the group now."""
    moment = now()
    return any(
        one.membership.group_id == group_id and one.mentors(moment)
        for one in mentoring_of(member_id)
    )


def mentors_anywhere(member_id: int) -> bool:
    """Whether the member is a mentor in any group now."""
    moment = now()
    return any(one.mentors(moment) for one in mentoring_of(member_id))


def all_mentors() -> set[int]:
    """Everybody who mentors now, by member."""
    moment = now()
    rows = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
    found = [
        one
        for one in db.session.scalars(rows.where(Mentor.ended_at.is_(None)))
        if one.mentors(moment)
    ]
    good = in_good_standing_among({one.membership_id for one in found})
    return {one.membership.member_id for one in found if one.membership_id in good}


def words_for(member_id: int) -> tuple[bool, Sequence[Word]]:
    """Whether the member may write, and what was written, the newest first: for mentors and leads. Raises NotFound."""
    must_be_on()
    leads = is_officer(member_id, LEAD)
    if not leads and not mentors_anywhere(member_id):
        raise NotFound
    return leads, db.session.scalars(sa.select(Word).order_by(Word.month.desc())).all()


def reads_words(member_id: int) -> bool:
    """Whether what leads write to mentors is for this member."""
    return mentors_anywhere(member_id) or is_officer(member_id, LEAD)


def word_of(month: str) -> Word | None:
    """What was written in a month."""
    return db.session.scalar(sa.select(Word).where(Word.month == month))
