"""What rules are handed: who wrote when, and how mentorships of one mentor went. No word is read (L7.10)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.mentoring.models import ENDED, LEFT, TIME, Mentorship, Step
from community.mentoring.oversight.models import Pulse
from community.mentoring.oversight.queries.pulses import was_uncomfortable
from community.mentoring.oversight.rules import A_YEAR, ENOUGH, LAST, Walked, Written
from community.rooms.models import Message


def watched() -> list[int]:
    """Mentorships on their way, in their order."""
    found = sa.select(Mentorship.id).where(Mentorship.ended_at.is_(None)).order_by(Mentorship.id)
    ids = list(db.session.scalars(found))
    db.session.rollback()
    return ids


def written_in(room_id: int) -> list[Written]:
    """Who wrote the last messages of a channel, and when, the oldest first."""
    said = sa.select(Message.author_id, Message.posted_at).where(Message.stream_id == room_id)
    last = db.session.execute(said.order_by(Message.seq.desc()).limit(LAST)).all()
    return [Written(by, at) for by, at in reversed(last)]


def mentors_walked() -> list[int]:
    """Members who mentored often enough lately that there could be several, in their order."""
    lately = sa.or_(Mentorship.ended_at.is_(None), Mentorship.ended_at > now() - A_YEAR)
    mentored = sa.select(Membership.member_id).join(
        Mentorship, Mentorship.mentor_id == Membership.id
    )
    often = mentored.where(lately).group_by(Membership.member_id)
    found = often.having(sa.func.count() >= ENOUGH).order_by(Membership.member_id)
    ids = list(db.session.scalars(found))
    db.session.rollback()
    return ids


def walked_with(mentor: int) -> list[tuple[Mentorship, Walked]]:
    """The mentorships of one mentor, over all groups, and how each went; the last begun is last."""
    chosen = sa.select(Mentorship).join(Membership, Membership.id == Mentorship.mentor_id)
    found = db.session.scalars(
        chosen.where(Membership.member_id == mentor).order_by(Mentorship.began_at, Mentorship.id)
    ).all()
    said = _uncomfortable([one.id for one in found])
    parted = _parted([one.id for one in found])
    return [
        (one, Walked(one.began_at, one.ended_at, one.id in parted, max(said[one.id], default=None)))
        for one in found
    ]


def _uncomfortable(mentorship_ids: Sequence[int]) -> dict[int, list[datetime]]:
    """When the mentee of each answered so."""
    chosen = sa.select(Pulse).join(Mentorship, Mentorship.id == Pulse.mentorship_id)
    of_mentee = chosen.where(
        Pulse.mentorship_id.in_(mentorship_ids), Pulse.membership_id == Mentorship.mentee_id,
        Pulse.answered_at.is_not(None),
    )  # fmt: skip
    found: dict[int, list[datetime]] = defaultdict(list)
    for pulse in db.session.scalars(of_mentee):
        if pulse.answered_at is not None and was_uncomfortable(pulse):
            found[pulse.mentorship_id].append(pulse.answered_at)
    return found


def _parted(mentorship_ids: Sequence[int]) -> frozenset[int]:
    """Which of them ended because one left, or did not go on after the first days."""
    chosen = sa.select(Step.mentorship_id).where(
        Step.mentorship_id.in_(mentorship_ids), Step.kind == ENDED, Step.why.in_((LEFT, TIME))
    )
    return frozenset(db.session.scalars(chosen))
