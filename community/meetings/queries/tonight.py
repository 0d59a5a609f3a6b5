"""What the page of a meeting's room shows besides the state that all share: what only this reader sees."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import NEWCOMER, Membership
from community.meetings.models import Ballot, Celebration, Sitting


def next_in(room_id: int) -> Sitting | None:
    """The next date for which the room will open."""
    return db.session.scalar(
        sa.select(Sitting)
        .where(
            Sitting.room_id == room_id,
            Sitting.closed_at.is_(None),
            Sitting.cancelled_at.is_(None),
            Sitting.ends_at > now(),
        )
        .order_by(Sitting.starts_at)
        .limit(1)
    )


def newcomers_among(membership_ids: set[int]) -> set[int]:
    """Which of these are newcomers: for whoever is in the chair (L5.5)."""
    asked = sa.select(Membership.id).where(
        Membership.id.in_(membership_ids), Membership.role == NEWCOMER
    )
    return set(db.session.scalars(asked))


def choice_of(motion_id: int, membership_id: int) -> str | None:
    """What one voted, "" where the vote is secret; None where one has not voted."""
    ballot = db.session.get(Ballot, (motion_id, membership_id))
    return None if ballot is None else ballot.choice or ""


def own_celebration(sitting_id: int, membership_id: int) -> str | None:
    """One's own words for tonight, if one chose to be celebrated."""
    chosen = db.session.get(Celebration, (sitting_id, membership_id))
    return chosen.words if chosen is not None else None
