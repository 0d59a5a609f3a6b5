"""What has come by time, for the job that looks after it."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.mentoring import policies
from community.mentoring.models import Ask, Mentor


def asks_over() -> list[int]:
    """Asks whose days are over and that nobody has closed."""
    over = sa.select(Ask.id).where(Ask.closed_at.is_(None), Ask.closes_at <= now())
    return _ids(over.order_by(Ask.closes_at))


def asks_underway() -> list[int]:
    """Asks that have neither reached their mentor nor stay with us: their job was lost."""
    fresh = sa.select(Ask.id).where(Ask.reached_at.is_(None), Ask.withheld_at.is_(None))
    return _ids(fresh.where(Ask.closed_at.is_(None), Ask.closes_at > now()))


def mentors_to_remind() -> list[int]:
    """Mentors whose year is over within a month, or was, and who were not told."""
    soon = sa.select(Mentor.id).join(Membership, Membership.id == Mentor.membership_id)
    soon = soon.where(Mentor.ended_at.is_(None), Mentor.renewed_until <= now() + policies.REMINDED)
    return _ids(soon.where(Mentor.reminded_at.is_(None), Membership.left_at.is_(None)))


def _ids(wanted: sa.Select[int]) -> list[int]:
    found = list(db.session.scalars(wanted))
    db.session.rollback()
    return found
