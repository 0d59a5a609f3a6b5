"""Who belongs to which group, and under which name."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, lazyload

from community.clock import now
from community.extensions import db
from community.groups.models import CHAIR, HIDDEN, MODERATOR, Group, JoinRequest, Membership
from community.groups.queries.standings import keeps_out
from community.members.handles import skeleton
from community.members.models import CONTACT
from community.members.queries import holds, the_site
from community.members.setting_aside import set_aside
from community.scope import once

PEOPLE_A_PAGE = 50
OWN = (
    sa.select(Membership)
    .join(Membership.group)
    .options(contains_eager(Membership.group), lazyload(Membership.member))
    .where(Membership.left_at.is_(None), Membership.member_id == sa.bindparam("member_id"))
    .order_by(Group.name)
)

MODERATORS = sa.select(Membership.id).where(
    Membership.left_at.is_(None),
    Membership.group_id == sa.bindparam("group_id"),
    Membership.role == MODERATOR,
)


def memberships_of(member_id: int) -> list[Membership]:
    """The groups the member belongs to, by name."""
    found = once(("memberships of", member_id), lambda: _memberships_of(member_id))
    moment = now()
    return [membership for membership in found if not membership.group.is_closed(moment)]


def other_groups(member_id: int) -> list[Group]:
    """What a member who is not in them may know of: open and closed groups, by name; the contact, of none."""
    if holds(member_id, CONTACT):
        return []
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


def belongs_anywhere(member_id: int) -> bool:
    """Whether the member is in any group, or has asked to be."""
    mine = sa.select(Membership.id).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    asked = sa.select(JoinRequest.id).where(
        JoinRequest.member_id == member_id, JoinRequest.decided_at.is_(None)
    )
    return any(db.session.scalar(row.limit(1)) is not None for row in (mine, asked))


def moderators_everywhere() -> frozenset[int]:
    """Every member who looks after some group."""
    looking = sa.select(Membership.member_id).where(
        Membership.role == MODERATOR, Membership.left_at.is_(None)
    )
    return frozenset(db.session.scalars(looking))


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


def moderators_inside(group_id: int) -> list[Membership]:
    """Those of them whom nothing keeps out of the group now (L4.7)."""
    here = _current().where(Membership.group_id == group_id, Membership.role == MODERATOR)
    return list(db.session.scalars(here.where(~keeps_out(now()))))


def groups_moderated_by(member_id: int) -> frozenset[int]:
    """The groups that the member looks after, and is not kept out of now (L4.7)."""
    mine = sa.select(Membership.group_id).where(
        Membership.member_id == member_id,
        Membership.role == MODERATOR,
        Membership.left_at.is_(None),
        ~keeps_out(now()),
    )
    return frozenset(db.session.scalars(mine))


def moderator_ids_of(group_id: int) -> Sequence[int]:
    """The memberships of those who look after the group."""
    return db.session.scalars(MODERATORS, {"group_id": group_id}).all()


def count_people(group_id: int) -> int:
    """How many belong to the group."""
    here = sa.select(sa.func.count(Membership.id)).where(Membership.group_id == group_id)
    return db.session.scalar(here.where(Membership.left_at.is_(None))) or 0


def is_taken(group_id: int, lookalike: str, but: int | None = None) -> bool:
    """Whether somebody else in the group goes by a name that looks like this (L1.3, L2.5)."""
    asked = sa.select(Membership.member_id).where(
        Membership.group_id == group_id, Membership.skeleton.in_((lookalike, set_aside(lookalike)))
    )
    holder = db.session.scalar(asked)
    return holder is not None and holder != but


def members_named(group_id: int, names: Sequence[str]) -> list[int]:
    """The memberships of those who are here and go by these names, in the order of the names."""
    wanted = list(dict.fromkeys(skeleton(name) for name in names))
    here = _current().where(Membership.group_id == group_id, Membership.skeleton.in_(wanted))
    found = {person.skeleton: person.id for person in db.session.scalars(here)}
    return [found[name] for name in wanted if name in found]


def _memberships_of(member_id: int) -> Sequence[Membership]:
    return db.session.scalars(OWN, {"member_id": member_id}).all()


def _current() -> sa.Select[Membership]:
    return sa.select(Membership).where(Membership.left_at.is_(None))
