"""Who would like to come in, and by which links."""

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups import policies
from community.groups.models import Group, JoinRequest, Membership, Place
from community.groups.queries.places import place_in
from community.members.models import Invitation
from community.members.queries import invitation_by_secret


def count_requests(group_id: int) -> int:
    """How many wait to be let in."""
    waiting = _waiting(group_id).with_only_columns(sa.func.count(JoinRequest.id))
    return db.session.scalar(waiting) or 0


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


def _waiting(group_id: int) -> sa.Select[JoinRequest]:
    return sa.select(JoinRequest).where(
        JoinRequest.group_id == group_id, JoinRequest.decided_at.is_(None)
    )
