"""Reads about acts of office, always through the member."""

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place, Standing
from community.groups.queries import person_for, staff_ready, standings_of
from community.moderation import policies
from community.moderation.models import Act


def standing_for(member_id: int, standing_id: int) -> tuple[Place, Membership, Standing]:
    """What holds against somebody in a group the member moderates. Raises NotFound."""
    standing = db.session.get(Standing, standing_id)
    if standing is None:
        raise NotFound
    place, person = person_for(member_id, standing.membership_id)
    if not policies.can_see_standings(place, person, staff_ready(member_id)):
        raise NotFound
    return place, person, standing


def standings_shown(member_id: int, place: Place, person: Membership) -> list[Standing]:
    """What holds against somebody now, for those who may know it."""
    if not policies.can_see_standings(place, person, staff_ready(member_id)):
        return []
    return standings_of(person.id)


def standing_by_id(standing_id: int) -> Standing:
    """A standing by id, for what its own subject is told."""
    return db.session.get_one(Standing, standing_id)


def act_by_id(act_id: int) -> Act:
    """An act by id, for what its own subject is told."""
    return db.session.get_one(Act, act_id)
