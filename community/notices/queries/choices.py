"""What a member chose: ways by category and group, hushed groups, quiet hours."""

import sqlalchemy as sa

from community.extensions import db
from community.notices.models import Choice, Hush, Manner
from community.notices.policies import CATEGORIES, Ways, ways_of
from community.notices.timing import Calm

ANY_GROUP = 0
HUSHED = sa.select(Hush.group_id).where(Hush.member_id == sa.bindparam("member_id"))


def ways_for(member_id: int, group_id: int, category: str) -> Ways:
    """By which ways a notice of that category from that group reaches the member (0: from no group)."""
    found = _chosen(member_id, group_id).where(Choice.category == category)
    rows = {row.group_id: _ways(row) for row in db.session.scalars(found)}
    hushed = group_id in groups_hushed_by(member_id) if group_id else False
    return ways_of(category, rows.get(group_id, rows.get(ANY_GROUP)), hushed)


def chosen_ways(member_id: int, group_id: int = ANY_GROUP) -> dict[str, Ways]:
    """Every category's ways as the member's form shows them: the group's own, else those for any group."""
    rows = {
        (row.group_id, row.category): _ways(row)
        for row in db.session.scalars(_chosen(member_id, group_id))
    }
    return {
        category: ways_of(
            category, rows.get((group_id, category), rows.get((ANY_GROUP, category))), False
        )
        for category in CATEGORIES
    }


def groups_with_choices(member_id: int) -> frozenset[int]:
    """The groups for which the member chose something else than for any."""
    mine = sa.select(Choice.group_id).where(Choice.member_id == member_id)
    return frozenset(db.session.scalars(mine.where(Choice.group_id != ANY_GROUP)))


def groups_hushed_by(member_id: int) -> frozenset[int]:
    """The groups of which the member wants to be told nothing but what concerns themselves."""
    return frozenset(db.session.scalars(HUSHED, {"member_id": member_id}))


def calm_of(member_id: int) -> Calm:
    """The member's quiet hours and the rhythm of their mail."""
    row = db.session.get(Manner, member_id)
    return Calm(row.quiet_from, row.quiet_until, row.mail_at) if row else Calm()


def _chosen(member_id: int, group_id: int) -> sa.Select[Choice]:
    return sa.select(Choice).where(
        Choice.member_id == member_id, Choice.group_id.in_({group_id, ANY_GROUP})
    )


def _ways(row: Choice) -> Ways:
    return Ways(row.inbox, row.mail, row.push)
