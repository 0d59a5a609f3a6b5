"""What the page of a meeting's room shows besides the state that all share: what only this reader sees."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import NEWCOMER, Membership
from community.meetings.models import Ballot, Celebration, Sitting
from community.realtime.streams import Entry, purged_through
from community.registry import EntryFacts

STORY = 300
"""So many entries are read for a page of the log."""

TOLD = (
    "phase_changed", "floor_changed", "chair_changed", "motion_changed", "member_thanked", "reading_pasted",
)  # fmt: skip
"""The kinds that are told as lines of the log."""


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


def story_of(room_id: int, before: int | None) -> list[EntryFacts]:
    """The last entries by which the room's meetings went on, in order, before a seq."""
    asked = sa.select(Entry).where(
        Entry.stream_id == room_id, Entry.kind.in_(TOLD), Entry.seq > purged_through(room_id)
    )
    if before is not None:
        asked = asked.where(Entry.seq < before)
    rows = db.session.scalars(asked.order_by(Entry.seq.desc()).limit(STORY))
    return [
        EntryFacts(row.stream_id, row.seq, row.kind, row.at, row.actor_id, row.ref, row.data)
        for row in rows
    ][::-1]


def choice_of(motion_id: int, membership_id: int) -> str | None:
    """What one voted, "" where the vote is secret; None where one has not voted."""
    ballot = db.session.get(Ballot, (motion_id, membership_id))
    return None if ballot is None else ballot.choice or ""


def own_celebration(sitting_id: int, membership_id: int) -> str | None:
    """One's own words for tonight, if one chose to be celebrated."""
    chosen = db.session.get(Celebration, (sitting_id, membership_id))
    return chosen.words if chosen is not None else None
