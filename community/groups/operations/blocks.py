"""Blocking and unblocking a person (L1.8). The blocked is not told, and nothing they get shows it."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import policies, queries
from community.groups.models import Block
from community.journal import record
from community.operations import operation
from community.registry import Happening, registry


@operation
def block_person(member_id: int, membership_id: int) -> None:
    """Show the member nothing of that person's in their group, and cut that person's reach to the member.

    Doing it again changes nothing. Raises NotFound, and Forbidden for oneself.
    """
    place, person = queries.person_for(member_id, membership_id)
    if not policies.can_block(place, person):
        raise Forbidden(_("That is you."))
    if queries.has_blocked(member_id, membership_id):
        return
    db.session.add(Block(blocker_id=member_id, blocked_id=membership_id, at=now()))
    db.session.flush()
    record(member_id, "groups:person:blocked", f"membership:{membership_id}")
    registry.happened(
        Happening.BLOCKED, member_id=member_id, blocked_id=membership_id, group_id=person.group_id
    )


@operation
def unblock_person(member_id: int, membership_id: int) -> None:
    """Take a block back; possible also from outside the group. Raises NotFound where there is none."""
    block = db.session.get(Block, (member_id, membership_id))
    if block is None:
        raise NotFound
    group_id = queries.group_of(membership_id)
    db.session.delete(block)
    db.session.flush()
    record(member_id, "groups:person:unblocked", f"membership:{membership_id}")
    registry.happened(
        Happening.UNBLOCKED, member_id=member_id, blocked_id=membership_id, group_id=group_id
    )
