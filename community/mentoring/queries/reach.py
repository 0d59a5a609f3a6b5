"""What keeps an ask from arriving, of which its asker learns nothing (L7.4, L7.5)."""

from collections.abc import Callable

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import is_in_good_standing, is_out_of_reach
from community.mentoring import policies
from community.mentoring.models import COUNTING, Ask, Mentor, Mentorship

PREFERENCES: list[Callable[[Membership, Membership], bool]] = []
"""What says whether a mentor (second) does not want to be asked by this mentee (first)."""


def arrives(ask: Ask, mentor: Mentor | None) -> bool:
    """Whether an ask reaches its mentor now."""
    if mentor is None or not is_in_good_standing(ask.mentor_id):
        return False
    return policies.can_reach(
        mentor, places_taken(ask.mentor.member_id), is_out_of_reach(ask.mentor.member_id, ask.mentee.member_id),
        any(keeps_out(ask.mentee, ask.mentor) for keeps_out in PREFERENCES), now(),
    )  # fmt: skip


def places_taken(member_id: int) -> int:
    """How many mentees the member has, in trial, active or paused, over all groups."""
    mine = sa.select(sa.func.count()).select_from(Mentorship)
    mine = mine.join(Membership, Membership.id == Mentorship.mentor_id)
    taken = mine.where(Membership.member_id == member_id, Mentorship.state.in_(COUNTING))
    return db.session.scalar(taken) or 0
