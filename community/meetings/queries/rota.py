"""Who signed up for what at which date, by the names they go by in the group."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.meetings.models import Duty


@dataclass(frozen=True)
class Signed:
    """Somebody signed up for a role."""

    role: str
    membership_id: int
    handle: str


def rota_of(sitting_ids: Collection[int]) -> dict[int, list[Signed]]:
    """By sitting, in the order in which they signed up."""
    rows = (
        sa.select(Duty.sitting_id, Duty.role, Membership.id, Membership.handle)
        .join(Membership, Membership.id == Duty.membership_id)
        .where(Duty.sitting_id.in_(sitting_ids))
        .order_by(Duty.since)
    )
    found: dict[int, list[Signed]] = {}
    for sitting_id, role, membership_id, handle in db.session.execute(rows):
        found.setdefault(sitting_id, []).append(Signed(role, membership_id, handle))
    return found
