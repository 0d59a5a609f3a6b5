"""Reads, always through the member: what somebody may not see is absent."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import policies
from community.groups.models import (
    CHAIR,
    HIDDEN,
    MODERATOR,
    Block,
    Group,
    JoinRequest,
    Membership,
    Place,
    Standing,
)
from community.members.models import Invitation
from community.members.queries import invitation_by_secret, is_staff_ready

PEOPLE_A_PAGE = 50


def group_for(member_id: int, slug: str) -> Group:
    """The group of that slug, if it exists for this member. Raises NotFound (L2.1)."""
    return place_for(member_id, slug).group


def place_for(member_id: int, slug: str, invited_by: Invitation | None = None) -> Place:
    """Where the member stands with the group of that slug. Raises NotFound where it does not exist for them."""
    group = db.session.scalar(sa.select(Group).where(Group.slug == slug))
    if group is None:
        raise NotFound
    place = place_in(member_id, group, invited_by)
    if not policies.can_see_group(place, now()):
        raise NotFound
    return place


def inside_for(member_id: int, slug: str) -> Place:
    """As `place_for`, where the inside is open too. Raises NotFound."""
    place = place_for(member_id, slug)
    if not policies.can_read(place):
        raise NotFound
    return place


def managed_for(member_id: int, slug: str) -> Place:
    """The group as its moderator finds it. Raises NotFound from outside, Forbidden to everyone else inside."""
    place = inside_for(member_id, slug)
    if not policies.can_manage_group(place, staff_ready(member_id)):
        raise needs_moderator(place)
    return place


def needs_moderator(place: Place) -> Forbidden:
    """The refusal of an act of office: it says whether only the authenticator is missing (L1.5)."""
    if place.membership is not None and place.membership.is_moderator:
        return Forbidden(_("Add an authenticator app first, under You. Moderators need one before they act."))
    return Forbidden(_("Moderators of this group do that."))


def place_in(member_id: int, group: Group, invited_by: Invitation | None = None) -> Place:
    """Where the member stands with that group, whether or not they may see it."""
    row = db.session.scalar(
        sa.select(Membership).where(Membership.member_id == member_id, Membership.group_id == group.id)
    )
    standings = tuple(standings_of(row.id)) if row is not None else ()
    invited = (
        invited_by is not None and invited_by.group_id == group.id and invited_by.is_good(now())
    )
    return Place(group, row, standings, invited)


def person_for(member_id: int, membership_id: int) -> tuple[Place, Membership]:
    """A person in a group whose inside is open to this member, and where the member stands. Raises NotFound."""
    person = db.session.get(Membership, membership_id)
    if person is None:
        raise NotFound
    place = place_in(member_id, person.group)
    if not (policies.can_see_group(place, now()) and policies.can_read(place)):
        raise NotFound
    return place, person


def membership_of(member_id: int, group_id: int) -> Membership | None:
    """The member's membership there, unless it was left."""
    return db.session.scalar(_current().where(Membership.member_id == member_id, Membership.group_id == group_id))


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
    return _count(sa.select(Membership.id).where(Membership.group_id == group_id, Membership.left_at.is_(None)))


def count_requests(group_id: int) -> int:
    """How many wait to be let in."""
    return _count(_waiting(group_id).with_only_columns(JoinRequest.id))


def requests_of(group_id: int) -> list[JoinRequest]:
    """Who waits to be let in, the longest first."""
    return list(db.session.scalars(_waiting(group_id).order_by(JoinRequest.created_at)))


def open_request_of(member_id: int, group_id: int) -> JoinRequest | None:
    """The member's own wish to join, while it is undecided."""
    return db.session.scalar(_waiting(group_id).where(JoinRequest.member_id == member_id))


def request_for(member_id: int, request_id: int) -> tuple[Place, JoinRequest]:
    """An undecided request to a group the member is inside of. Raises NotFound."""
    asked = db.session.get(JoinRequest, request_id)
    if asked is None:
        raise NotFound
    place = place_in(member_id, db.session.get_one(Group, asked.group_id))
    if not policies.can_see_people(place):
        raise NotFound
    return place, asked


def invitations_of(group_id: int) -> list[tuple[Invitation, str]]:
    """The links that still open the group's door, the newest first, and who there made each."""
    maker = sa.and_(Membership.group_id == group_id, Membership.member_id == Invitation.made_by)
    found = db.session.execute(
        sa.select(Invitation, Membership.handle)
        .outerjoin(Membership, maker)
        .where(Invitation.group_id == group_id, Invitation.expires_at > now())
        .order_by(Invitation.created_at.desc())
    )
    return [(link, handle or "") for link, handle in found if link.is_good(now())]


def slug_behind(secret: str) -> str | None:
    """The group into which a good invitation leads."""
    invitation = invitation_by_secret(secret)
    if invitation is None or invitation.group_id is None or not invitation.is_good(now()):
        return None
    return db.session.scalar(sa.select(Group.slug).where(Group.id == invitation.group_id))


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


def staff_ready(member_id: int) -> bool:
    """Whether the member may act as staff where they hold the role (L1.5)."""
    return is_staff_ready(member_id)


def group_by_id(group_id: int) -> Group:
    """A group by id, for what is said to people who know of it. Raises NotFound."""
    group = db.session.get(Group, group_id)
    if group is None:
        raise NotFound
    return group


def group_of(membership_id: int) -> int:
    """The id of the group that a membership belongs to."""
    return db.session.scalars(sa.select(Membership.group_id).where(Membership.id == membership_id)).one()


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
    return frozenset(db.session.scalars(sa.select(Block.blocked_id).where(Block.blocker_id == member_id)))


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


def is_taken(group_id: int, skeleton: str, but: int | None = None) -> bool:
    """Whether somebody else in the group goes by a name that looks like this (L1.3, L2.5)."""
    asked = sa.select(Membership.member_id).where(
        Membership.group_id == group_id, Membership.skeleton == skeleton
    )
    holder = db.session.scalar(asked)
    return holder is not None and holder != but


def _current() -> sa.Select[Membership]:
    return sa.select(Membership).where(Membership.left_at.is_(None))


def _waiting(group_id: int) -> sa.Select[JoinRequest]:
    return sa.select(JoinRequest).where(JoinRequest.group_id == group_id, JoinRequest.decided_at.is_(None))


def _count(asked: sa.Select[int]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
