"""Who has blocked whom (L1.8)."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Block, Membership
from community.scope import once

BLOCKED = sa.select(Block.blocked_id).where(Block.blocker_id == sa.bindparam("member_id"))


def has_blocked(member_id: int, membership_id: int) -> bool:
    """Whether the member has blocked that membership."""
    return db.session.get(Block, (member_id, membership_id)) is not None


def blocked_by(member_id: int) -> list[tuple[Block, Membership]]:
    """Whom the member has blocked, the latest first."""
    found = db.session.execute(
        sa.select(Block, Membership)
        .join(Membership, Membership.id == Block.blocked_id)
        .where(Block.blocker_id == member_id)
        .order_by(Block.at.desc())
    )
    return [(block, person) for block, person in found]


def hidden_from(member_id: int) -> frozenset[int]:
    """The memberships whose words this member is not shown."""
    asked = {"member_id": member_id}
    return once(("hidden from", member_id), lambda: frozenset(db.session.scalars(BLOCKED, asked)))


def kept_from(member_id: int) -> frozenset[int]:
    """Every membership, in any group, of those this member has blocked: their reach is cut everywhere (L1.8)."""
    blocked = sa.select(Membership.member_id).join(Block, Block.blocked_id == Membership.id)
    theirs = sa.select(Membership.id).where(
        Membership.member_id.in_(blocked.where(Block.blocker_id == member_id))
    )
    return frozenset(db.session.scalars(theirs))


def hiding(memberships: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """Who has blocked some of these memberships, and which."""
    found: dict[int, set[int]] = {}
    asked = list(memberships)
    rows = sa.select(Block.blocker_id, Block.blocked_id).where(Block.blocked_id.in_(asked))
    for blocker, blocked in db.session.execute(rows) if asked else ():
        found.setdefault(blocker, set()).add(blocked)
    return {member_id: frozenset(blocked) for member_id, blocked in found.items()}


def is_out_of_reach(member_id: int, of: int) -> bool:
    """Whether the member has blocked the other member in any group, so that nothing of theirs arrives (L1.8)."""
    asked = (
        sa.select(Block.blocked_id)
        .join(Membership, Membership.id == Block.blocked_id)
        .where(Block.blocker_id == member_id, Membership.member_id == of)
    )
    return db.session.scalar(asked.limit(1)) is not None
