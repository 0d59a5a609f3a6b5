"""The sitting that a room is open for, and how somebody stands in it. Always through the member."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.meetings.models import (
    Ballot,
    Duty,
    FormatVersion,
    Hand,
    Motion,
    Phase,
    ReadingAlong,
    Share,
    Sitting,
)
from community.meetings.models.sittings import DONE, ENDED
from community.meetings.policies import Attendee, can_enter
from community.meetings.queries.participation import was_here, was_noted
from community.realtime import connections
from community.realtime.presence import people_in
from community.registry import registry
from community.rooms.models import Room
from community.rooms.queries import Seat, room_for


@dataclass(frozen=True)
class Scene:
    """A sitting that is under way, as one member stands in it."""

    sitting: Sitting
    seat: Seat[Room]
    who: Attendee
    part: Phase | None

    @property
    def room_id(self) -> int:
        """The room, and its stream."""
        return self.seat.venue.id


def scene_for(member_id: int, room_id: int) -> Scene:
    """The sitting under way in a room that the member may read. Raises NotFound, Conflict where none is."""
    seat = room_for(member_id, room_id)
    sitting = sitting_in(room_id)
    if sitting is None:
        raise Conflict(_("No meeting is open in this room now."))
    who = attendee_in(seat, sitting)
    if sitting.locked_since is not None and not can_enter(sitting, who, came_in(sitting, who)):
        raise door_is_closed()
    return Scene(sitting, seat, who, part_of(sitting))


def other_in(scene: Scene, membership_id: int) -> Attendee:
    """Somebody else of the group, as they stand in the sitting. Raises NotFound."""
    person = db.session.get(Membership, membership_id)
    if person is None or person.group_id != scene.seat.venue.group_id or not person.is_current:
        raise NotFound
    return attendee_in(room_for(person.member_id, scene.room_id), scene.sitting)


def door_is_closed() -> Forbidden:
    """The chair has closed the door to whoever was not in before (L5.7)."""
    return Forbidden(
        _("The door of this meeting is closed for tonight. You are welcome next time.")
    )


def sitting_in(room_id: int) -> Sitting | None:
    """The sitting that the room is open for."""
    return db.session.scalar(
        sa.select(Sitting).where(
            Sitting.room_id == room_id,
            Sitting.opened_at.is_not(None),
            Sitting.closed_at.is_(None),
        )
    )


def sitting_at(room_id: int, moment: datetime) -> Sitting | None:
    """The sitting that the room was open for at a moment."""
    return db.session.scalar(
        sa.select(Sitting)
        .where(
            Sitting.room_id == room_id,
            Sitting.opened_at <= moment,
            sa.or_(Sitting.closed_at.is_(None), Sitting.closed_at >= moment),
        )
        .order_by(Sitting.opened_at.desc())
        .limit(1)
    )


def attendee_in(seat: Seat[Room], sitting: Sitting) -> Attendee:
    """What holds for the member of that seat in the sitting."""
    mine = seat.membership
    if mine is None:
        return Attendee(None)
    key = (sitting.id, mine.id)
    roles = sa.select(Duty.role).where(Duty.sitting_id == sitting.id, Duty.membership_id == mine.id)
    return Attendee(
        membership=mine,
        staff=seat.staff,
        muted=seat.muted is not None,
        reading_along=db.session.get(ReadingAlong, key) is not None,
        waiting=db.session.get(Hand, key) is not None,
        roles=frozenset(db.session.scalars(roles)),
    )


def version_of(sitting: Sitting) -> FormatVersion | None:
    """The format's version that the sitting opened with."""
    if sitting.version_id is None:
        return None
    return db.session.get_one(FormatVersion, sitting.version_id)


def part_of(sitting: Sitting) -> Phase | None:
    """The part under way; None before the first, after the last and where nobody took the chair."""
    version = version_of(sitting)
    if version is None or sitting.phase is None or sitting.state != "running":
        return None
    return version.parts[sitting.phase]


def hands_of(sitting_id: int) -> list[Hand]:
    """The queue, in order."""
    return list(
        db.session.scalars(
            sa.select(Hand).where(Hand.sitting_id == sitting_id).order_by(Hand.place)
        )
    )


def has_shared(sitting_id: int, membership_id: int) -> bool:
    """Whether they have shared in this sitting. Passing, and not answering, are no shares."""
    asked = sa.select(Share.id).where(
        Share.sitting_id == sitting_id,
        Share.membership_id == membership_id,
        Share.began_at.is_not(None),
        Share.how.in_((DONE, ENDED)),
    )
    return db.session.scalar(asked.limit(1)) is not None


def last_speaker_of(sitting_id: int) -> int | None:
    """Whose share ended last."""
    return db.session.scalar(
        sa.select(Share.membership_id)
        .where(Share.sitting_id == sitting_id, Share.began_at.is_not(None))
        .order_by(Share.ended_at.desc())
        .limit(1)
    )


def motions_of(sitting_id: int) -> list[Motion]:
    """The motions of a sitting, in order."""
    return list(
        db.session.scalars(
            sa.select(Motion).where(Motion.sitting_id == sitting_id).order_by(Motion.opened_at)
        )
    )


def came_in(sitting: Sitting, who: Attendee) -> bool:
    """Whether a door that is closed now was open when they came: they were here, or listen already."""
    if was_here(sitting.id, who.id) or was_noted(sitting, who.id):
        return True
    return listens_here(sitting.room_id, who.id)


def listens_here(room_id: int | None, membership_id: int | None) -> bool:
    """Whether they have a socket in the room, in this process."""
    ears = connections.ears(room_id or 0)
    return bool(membership_id) and any(ear.membership_id == membership_id for ear in ears)


def is_shown_to(scene: Scene, membership_id: int) -> bool:
    """Whether they are in the room, as far as this reader can know (L1.8)."""
    hides = registry.hidden_from(scene.seat.member_id)
    seen = people_in(scene.room_id, scene.who.id, hides)
    return any(person.id == membership_id for person in seen)


def votes_of(motion: Motion) -> list[tuple[int, str]]:
    """Who voted what, in the order of their ids: of an open vote that is closed. Of a secret one nothing is kept."""
    if motion.secret or motion.closed_at is None:
        return []
    rows = sa.select(Ballot.membership_id, Ballot.choice).where(Ballot.motion_id == motion.id)
    found = db.session.execute(rows.order_by(Ballot.membership_id))
    return [(row.membership_id, row.choice or "") for row in found]
