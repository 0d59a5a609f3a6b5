"""What is only for tonight: for its owner, and of celebrations for the chair while chips are given (L5.8, L5.9)."""

from dataclasses import dataclass

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import place_in
from community.meetings import policies
from community.meetings.models import Celebration, ReadingAlong, Sitting
from community.meetings.queries.scenes import scene_for
from community.registry import registry


@dataclass(frozen=True)
class Celebrated:
    """Somebody who chose to be celebrated tonight, in their own words."""

    membership_id: int
    handle: str
    words: str


def sitting_of(member_id: int, sitting_id: int) -> tuple[Sitting, Membership]:
    """A sitting of a group that the member belongs to, and as whom. Raises NotFound."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    place = place_in(member_id, sitting.meeting.group)
    if place.membership is None or place.shut_out is not None:
        raise NotFound
    return sitting, place.membership


def is_reading_along(sitting_id: int, membership_id: int) -> bool:
    """Whether they keep their hand down tonight. Only for their own page, and for their own hand."""
    return db.session.get(ReadingAlong, (sitting_id, membership_id)) is not None


def celebrations_for(member_id: int, sitting_id: int) -> list[Celebrated]:
    """Who chose to be celebrated, for whoever is in the chair, while chips are given; otherwise nobody.

    Raises NotFound, Conflict where no meeting is on.
    """
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    scene = scene_for(member_id, sitting.room_id or 0)
    if scene.sitting.id != sitting_id or not policies.can_see_celebrations(
        scene.sitting, scene.part, scene.who
    ):
        return []
    rows = (
        sa.select(Membership.id, Membership.handle, Celebration.words)
        .join(Membership, Membership.id == Celebration.membership_id)
        .where(
            Celebration.sitting_id == sitting_id,
            Membership.id.not_in(registry.hidden_from(member_id)),
        )
        .order_by(sa.func.lower(Membership.handle))
    )
    return [Celebrated(*row) for row in db.session.execute(rows)]
