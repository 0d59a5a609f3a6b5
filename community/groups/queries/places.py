"""Where a member stands with a group. What somebody may not see is absent."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import lazyload

from community.clock import now
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import policies
from community.groups.models import Group, Membership, Place, Standing
from community.groups.queries.standings import in_force
from community.members.models import CONTACT, Invitation
from community.members.queries import holds, is_staff_ready

HELD_AGAINST = sa.and_(Standing.membership_id == Membership.id, *in_force(sa.bindparam("moment")))
STANDS = (
    sa.select(Membership, Standing)
    .outerjoin(Standing, HELD_AGAINST)
    .where(
        Membership.member_id == sa.bindparam("member_id"),
        Membership.group_id.in_(sa.bindparam("group_ids", expanding=True)),
    )
    .options(lazyload(Membership.group))
    .order_by(Standing.since)
)
"""A membership, whose group is at hand, once for each standing that holds against it now."""


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
        return Forbidden(
            _("Add an authenticator app first, under You. Moderators need one before they act.")
        )
    return Forbidden(_("Moderators of this group do that."))


def place_in(member_id: int, group: Group, invited_by: Invitation | None = None) -> Place:
    """Where the member stands with that group, whether or not they may see it."""
    row, standings = _standings_in(member_id, [group.id]).get(group.id, (None, ()))
    invited = (
        invited_by is not None and invited_by.group_id == group.id and invited_by.is_good(now())
    )
    stays_outside = (row is None or not row.is_current) and holds(member_id, CONTACT)
    return Place(group, row, standings, invited, stays_outside, group.is_closed(now()))


def places_among(member_id: int, groups: Iterable[Group]) -> dict[int, Place]:
    """Where the member stands with each of these groups, by their ids: asked once for all of them."""
    known, moment = {group.id: group for group in groups}, now()
    held = _standings_in(member_id, known) if known else {}
    places = {}
    for group in known.values():
        row, standings = held.get(group.id, (None, ()))
        places[group.id] = Place(group, row, standings, has_ended=group.is_closed(moment))
    return places


def person_for(member_id: int, membership_id: int) -> tuple[Place, Membership]:
    """A person in a group whose inside is open to this member, and where the member stands. Raises NotFound."""
    person = db.session.get(Membership, membership_id)
    if person is None:
        raise NotFound
    place = place_in(member_id, person.group)
    if not policies.can_read(place):
        raise NotFound
    return place, person


def membership_of(member_id: int, group_id: int) -> Membership | None:
    """The member's membership there, unless it was left."""
    return db.session.scalar(
        sa.select(Membership).where(
            Membership.member_id == member_id,
            Membership.group_id == group_id,
            Membership.left_at.is_(None),
        )
    )


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
    return db.session.scalars(
        sa.select(Membership.group_id).where(Membership.id == membership_id)
    ).one()


def _standings_in(
    member_id: int, group_ids: Collection[int]
) -> dict[int, tuple[Membership, tuple[Standing, ...]]]:
    asked = {"member_id": member_id, "group_ids": list(group_ids), "moment": now()}
    found: dict[int, tuple[Membership, tuple[Standing, ...]]] = {}
    for each in db.session.execute(STANDS, asked):
        mine, before = found.get(each.Membership.group_id, (each.Membership, ()))
        found[mine.group_id] = (mine, (*before, each.Standing) if each.Standing else before)
    return found
