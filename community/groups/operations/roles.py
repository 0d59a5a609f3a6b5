"""Roles: given by moderators, and newcomer to member by the group's rules (L2.3)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups import policies, queries
from community.groups.models import MEMBER, MODERATOR, NEWCOMER, Group, Membership
from community.groups.operations.attendance import hold_group, hold_group_at, note_attendance
from community.journal import record
from community.operations import operation, tell
from community.registry import Happening, registry


@operation
def change_role(member_id: int, membership_id: int, role: str) -> None:
    """Give somebody a role, and tell them. The same role again changes nothing. Raises NotFound, Forbidden."""
    place, person = queries.person_for(member_id, membership_id)
    hold_group(person.group_id)
    db.session.refresh(person)
    if policies.is_self(place, person):
        raise Forbidden(_("Your own role you give up by leaving, or by handing the group over."))
    if not policies.can_change_role(place, person, queries.staff_ready(member_id)):
        raise queries.needs_moderator(place)
    if person.role != role:
        give_role(member_id, person, role)


@operation
def hand_over_group(member_id: int, slug: str, heir_id: int) -> None:
    """Make somebody else a moderator in one's own place (L2.6). Raises NotFound, Forbidden, Conflict."""
    hold_group_at(slug)
    place = queries.managed_for(member_id, slug)
    _there, heir = queries.person_for(member_id, heir_id)
    if heir.group_id != place.group.id or not heir.is_current or policies.is_self(place, heir):
        raise Conflict(_("Choose somebody else who is in this group."))
    if heir.role != MODERATOR:
        give_role(member_id, heir, MODERATOR)
    if place.membership is not None:
        give_role(member_id, place.membership, MEMBER)


@operation
def promote_newcomers() -> int:
    """Make those newcomers members who have done what their group asks; how many. A job's work."""
    moment, promoted = now(), 0
    newcomers = sa.select(Membership).where(
        Membership.role == NEWCOMER, Membership.left_at.is_(None)
    )
    for person in db.session.scalars(newcomers):
        if policies.is_past_newcomer(person, moment):
            give_role(SYSTEM, person, MEMBER)
            promoted += 1
    return promoted


@operation
def see_to_attendance() -> None:
    """Look at every group whether somebody still looks after it (L2.4). A job's work."""
    kept = sa.select(Membership.group_id).where(
        Membership.role == MODERATOR, Membership.left_at.is_(None)
    )
    for group in db.session.scalars(sa.select(Group).where(Group.id.in_(kept))):
        note_attendance(group)


@operation
def see_to_groups_of(member_id: int) -> None:
    """Look whether the groups that a suspended member moderates are still looked after."""
    for membership in queries.memberships_of(member_id):
        if membership.role == MODERATOR:
            note_attendance(membership.group)


def give_role(actor: int, person: Membership, role: str) -> None:
    """Change the role, record it, and tell the person and later features."""
    was, person.role = person.role, role
    db.session.flush()
    record(
        actor,
        "groups:membership:role_changed",
        f"membership:{person.id}",
        {"role": role, "was": was},
    )
    if MODERATOR in (was, role):
        note_attendance(person.group)
    if person.member_id != actor:
        tell(person.member_id, "role_changed", {"group": person.group_id, "role": role})
    registry.happened(Happening.ROLE_CHANGED, membership_id=person.id)
