"""What holds against a membership now."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups import policies
from community.groups.models import BANNED, REMOVED, Membership, Standing


def standings_of(membership_id: int, scopes: Collection[str] | None = None) -> list[Standing]:
    """What holds against a membership now, in these scopes or in any."""
    asked = sa.select(Standing).where(Standing.membership_id == membership_id, *in_force(now()))
    if scopes is not None:
        asked = asked.where(Standing.scope.in_(scopes))
    return list(db.session.scalars(asked.order_by(Standing.since)))


def in_force(moment: datetime | sa.BindParameter[datetime]) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions under which a standing holds at that moment."""
    return Standing.lifted_at.is_(None), sa.or_(Standing.until.is_(None), Standing.until > moment)


def keeps_out(moment: datetime) -> sa.ColumnElement[bool]:
    """The condition under which a membership, which the statement selects, is kept out of its whole group."""
    out = sa.select(Standing.id).where(
        Standing.membership_id == Membership.id,
        Standing.kind.in_((REMOVED, BANNED)),
        Standing.scope.startswith("group:"),
        *in_force(moment),
    )
    return out.exists()


AMONG = sa.select(Standing).where(
    Standing.membership_id.in_(sa.bindparam("these", expanding=True)),
    *in_force(sa.bindparam("moment", type_=Standing.until.type)),
)


def is_in_good_standing(membership_id: int) -> bool:
    """Whether nothing but a short mute holds against the membership there now."""
    return policies.in_good_standing(standings_of(membership_id))


def in_good_standing_among(membership_ids: Collection[int]) -> set[int]:
    """Those of these memberships against whom nothing but short mutes holds, in one statement."""
    holding: dict[int, list[Standing]] = {}
    asked = {"these": list(membership_ids), "moment": now()}
    for standing in db.session.scalars(AMONG, asked) if membership_ids else ():
        holding.setdefault(standing.membership_id, []).append(standing)
    return {one for one in membership_ids if policies.in_good_standing(holding.get(one, ()))}
