"""Meetings that are still to come, written down as the schedule would write them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.meetings import operations as meetings
from community.meetings.models import Duty, Meeting, Sitting
from community.operations import operation
from community.rooms import operations as rooms
from tests.factories import Circle, Person

WEEKS = 3


@dataclass(frozen=True)
class Planned:
    """A meeting and its dates."""

    meeting_id: int
    slug: str
    room_id: int | None
    sittings: tuple[int, ...]

    @property
    def sitting_id(self) -> int:
        """Its next date."""
        return self.sittings[0]

    def sitting(self, number: int = 0) -> Sitting:
        """A date as it is now."""
        db.session.rollback()
        return db.session.get_one(Sitting, self.sittings[number])


@operation
def a_meeting(
    circle: Circle, name: str = "Thursday Night", *, first: datetime | None = None, room: bool = True,
    zone: str = "UTC", **about: Any,
) -> Planned:  # fmt: skip
    """A weekly meeting with its next three dates, from tomorrow or from `first` on."""
    first = first or now().replace(microsecond=0) + timedelta(days=1)
    room_id = rooms.open_meeting_room(OPERATOR, circle.group_id, name) if room else None
    if room:
        shipped = meetings.adopt_format(OPERATOR, circle.group_id, "twelve-step")
        about = {"format_id": shipped, **about}
    number = db.session.query(Meeting).count()
    slug = f"{name.lower().replace(' ', '-')}-{number}"
    starts = first.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    said = {"minutes": 60, "rule": "FREQ=WEEKLY", "visibility": "members", "created_at": now(),
            "changed_at": now(), "starts": starts} | about  # fmt: skip
    meeting = Meeting(
        group_id=circle.group_id, room_id=room_id, slug=slug, name=name, zone=zone, **said
    )
    db.session.add(meeting)
    db.session.flush()
    dates = [first + timedelta(weeks=week) for week in range(WEEKS if said["starts"] else 0)]
    return Planned(meeting.id, slug, room_id, tuple(_held(meeting, at) for at in dates))


@operation
def published(slug: str, **facts: Any) -> None:
    """A meeting was made public, or changed by hand."""
    meeting = db.session.query(Meeting).filter_by(slug=slug).one()
    for name, value in ({"visibility": "public"} | facts).items():
        setattr(meeting, name, value)


@operation
def signed(circle: Circle, person: Person, sitting_id: int, role: str) -> None:
    """Somebody is down for a role at a date."""
    mine = circle.mid(person)
    db.session.add(Duty(sitting_id=sitting_id, role=role, membership_id=mine, since=now()))


@operation
def altered(sitting_id: int, **facts: Any) -> None:
    """A date was changed by hand: cancelled, moved, noted."""
    sitting = db.session.get_one(Sitting, sitting_id)
    for name, value in facts.items():
        setattr(sitting, name, value)


def _held(meeting: Meeting, at: datetime) -> int:
    sitting = Sitting(
        meeting_id=meeting.id, room_id=meeting.room_id, original_start=at, starts_at=at,
        ends_at=at + meeting.duration,
    )  # fmt: skip
    db.session.add(sitting)
    db.session.flush()
    return sitting.id
