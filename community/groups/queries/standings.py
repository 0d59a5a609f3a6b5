"""What holds against a membership now."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups import policies
from community.groups.models import Standing


def standings_of(membership_id: int, scopes: Collection[str] | None = None) -> list[Standing]:
    """What holds against a membership now, in these scopes or in any."""
    asked = sa.select(Standing).where(Standing.membership_id == membership_id, *in_force(now()))
    if scopes is not None:
        asked = asked.where(Standing.scope.in_(scopes))
    return list(db.session.scalars(asked.order_by(Standing.since)))


def in_force(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions under which a standing holds at that moment."""
    return Standing.lifted_at.is_(None), sa.or_(Standing.until.is_(None), Standing.until > moment)


def is_in_good_standing(membership_id: int) -> bool:
    """Whether nothing but a short mute holds against the membership there now."""
    return policies.in_good_standing(standings_of(membership_id))
