"""Whether somebody looks after a group (L2.4), and that two who leave at once do not each count on the other."""

from collections.abc import Collection

import sqlalchemy as sa

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.groups import policies, queries
from community.groups.models import Group, Membership
from community.journal import record
from community.operations import in_order_of
from community.registry import Happening, registry


def hold_group(group_id: int) -> None:
    """Let units that change who belongs to the group, or as what, run one after the other. Call before reading."""
    in_order_of(f"group:{group_id}")
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(Group.id).where(Group.id == group_id).with_for_update())


def hold_group_at(slug: str) -> None:
    """As `hold_group`, for the group of that slug; nothing where there is none."""
    group_id = db.session.scalar(sa.select(Group.id).where(Group.slug == slug))
    if group_id is not None:
        hold_group(group_id)


def note_attendance(group: Group) -> None:
    """Make the group unattended where no moderator is left to look after it, and attended again where one is.

    A group that never had a moderator (OPERATOR began it) is nobody's loss, and stays as it is.
    """
    moment = now()
    attended = any(
        policies.looks_after(moderator, moment) for moderator in queries.moderators_of(group.id)
    )
    if attended == (group.unattended_since is None):
        return
    group.unattended_since = None if attended else moment
    kind = "groups:group:attended" if attended else "groups:group:unattended"
    record(SYSTEM, kind, f"group:{group.id}")
    registry.happened(Happening.GROUP_CHANGED, group_id=group.id)


def count_meeting(membership_ids: Collection[int]) -> None:
    """One more meeting on their way from newcomer to member (L2.3), in a unit that holds the group."""
    more = sa.update(Membership).where(Membership.id.in_(membership_ids))
    db.session.execute(more.values(meetings=Membership.meetings + 1))
