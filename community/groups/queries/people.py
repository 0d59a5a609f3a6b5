"""Who belongs to which group, and under which name."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import CHAIR, HIDDEN, MODERATOR, Group, Membership
from community.members.queries import the_site

PEOPLE_A_PAGE = 50


def memberships_of(member_id: int) -> list[Membership]:
    """The groups the member belongs to, by name."""
    mine = _current().join(Group, Group.id == Membership.group_id)
    found = db.session.scalars(mine.where(Membership.member_id == member_id).order_by(Group.name))
    moment = now()
    return [membership for membership in found if not membership.group.is_closed(moment)]


def other_groups(member_id: int) -> list[Group]:
    """What a member who is not in them may know of: open and closed groups, by name."""
    mine = sa.select(Membership.group_id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    found = db.session.scalars(
        sa.select(Group)
        .where(Group.visibility != HIDDEN, Group.archived_at.is_(None), Group.id.not_in(mine))
        .order_by(Group.name)
    )
    moment = now()
    return [group for group in found if not group.is_closed(moment)]


def members_create_groups() -> bool:
    """Whether the site lets its members begin groups."""
    site = the_site()
    return site is not None and site.members_create_groups


def people_of(group_id: int, page: int = 1) -> list[Membership]:
    """A page of those who are here: moderators and chairs first, then by handle."""
    rank = sa.case({MODERATOR: 0, CHAIR: 1}, value=Membership.role, else_=2)
    return list(
        db.session.scalars(
            _current()
            .where(Membership.group_id == group_id)
            .order_by(rank, sa.func.lower(Membership.handle))
            .limit(PEOPLE_A_PAGE)
            .offset((page - 1) * PEOPLE_A_PAGE)
        )
    )


def moderators_of(group_id: int) -> list[Membership]:
    """Who looks after the group, by handle."""
    here = _current().where(Membership.group_id == group_id, Membership.role == MODERATOR)
    return list(db.session.scalars(here.order_by(sa.func.lower(Membership.handle))))


def count_people(group_id: int) -> int:
    """How many belong to the group."""
    here = sa.select(sa.func.count(Membership.id)).where(Membership.group_id == group_id)
    return db.session.scalar(here.where(Membership.left_at.is_(None))) or 0


def is_taken(group_id: int, skeleton: str, but: int | None = None) -> bool:
    """Whether somebody else in the group goes by a name that looks like this (L1.3, L2.5)."""
    asked = sa.select(Membership.member_id).where(
        Membership.group_id == group_id, Membership.skeleton == skeleton
    )
    holder = db.session.scalar(asked)
    return holder is not None and holder != but


def _current() -> sa.Select[Membership]:
    return sa.select(Membership).where(Membership.left_at.is_(None))
