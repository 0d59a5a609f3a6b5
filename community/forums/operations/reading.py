"""Letting everything be read, rooms and forums alike."""

from community.clock import now
from community.extensions import db
from community.forums.models import CaughtUp
from community.groups.queries import memberships_of
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.queries import heads_of, standing_rooms_of


@operation
def catch_up(member_id: int) -> None:
    """Nothing in the member's groups is news any more. Doing it again changes nothing that anybody sees."""
    moment = now()
    for membership in memberships_of(member_id):
        db.session.merge(CaughtUp(membership_id=membership.id, at=moment))
    heads = heads_of({room.id for room in standing_rooms_of(member_id)})
    rooms.mark_read({(member_id, room_id): seq for room_id, seq in heads.items()})
