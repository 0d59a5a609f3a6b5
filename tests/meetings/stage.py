"""A meeting for tests: a room, a format with every kind of part, a sitting whose lobby is open."""

from dataclasses import dataclass
from datetime import timedelta

from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.meetings import operations as meetings
from community.meetings import policies
from community.meetings.models import Duty, Format, FormatVersion, Meeting, Participation, Sitting
from community.meetings.operations.chairing import seat_chair
from community.moderation.forms import ActForm
from community.operations import operation
from community.realtime.streams import Entry, position_of
from community.rooms import operations as rooms
from tests.factories import Circle, Person

PARTS = (
    {"kind": "opening", "title": "Opening", "minutes": 5, "posting": "chair",
     "readings": [{"title": "Welcome", "body": "Anyone may read."}]},
    {"kind": "sharing", "title": "Sharing", "minutes": 40, "posting": "floor", "share_seconds": 240,
     "readings": [{"title": "How we share", "body": "One at a time."}]},
    {"kind": "business", "title": "Business", "minutes": 5, "posting": "everyone", "cross_talk": True},
    {"kind": "closing", "title": "Closing", "minutes": 5, "posting": "chair"},
)  # fmt: skip

REASON = ActForm("Please let others finish.", None)


@dataclass(frozen=True)
class Evening:
    """A sitting and its room."""

    circle: Circle
    sitting_id: int
    room_id: int

    @property
    def stream(self) -> str:
        """The meeting's stream."""
        return f"room:{self.room_id}"

    def sitting(self) -> Sitting:
        """As it is now."""
        db.session.rollback()
        return db.session.get_one(Sitting, self.sitting_id)

    def head(self) -> int:
        """The last seq of its room."""
        db.session.rollback()
        return position_of(self.room_id)[0]

    def closings(self) -> int:
        """How often it was told that it is over."""
        told = db.session.query(Entry).filter_by(stream_id=self.room_id, kind="phase_changed")
        return sum(entry.data["state"] == "closed" for entry in told)

    def nobody_came(self) -> None:
        """The meeting began five minutes ago, and its chair is empty."""
        _without_chair(self.sitting_id)


def an_evening(
    circle: Circle, chair: Person | None = None, parts: tuple = PARTS, cochair: Person | None = None
) -> Evening:
    """A meeting that begins in half an hour, its lobby just opened; perhaps somebody has signed up for its chair."""
    evening = _planned(circle, {"chair": chair, "cochair": cochair}, parts)
    meetings.open_lobby(evening.sitting_id)
    return evening


def in_sharing(circle: Circle, chair: Person) -> Evening:
    """A meeting in its sharing part, with that person in the chair."""
    evening = an_evening(circle, chair)
    for _part in ("opening", "sharing"):
        meetings.next_phase(chair.id, evening.room_id)
    return evening


@operation
def all_were_there(evening: Evening, minutes: int = 20) -> None:
    """Everybody who ever was in the group was there for so many minutes of an hour, and the meeting is over."""
    sitting = db.session.get_one(Sitting, evening.sitting_id)
    people = db.session.query(Membership.id).filter_by(group_id=evening.circle.group_id)
    for (membership_id,) in people:
        db.session.add(
            Participation(
                sitting_id=sitting.id, membership_id=membership_id, minutes=minutes, last_minute=0,
                spoke=False, first_at=now(),
            )
        )  # fmt: skip
    sitting.began_at = sitting.starts_at
    sitting.fellowship_at, sitting.phase = sitting.ends_at, None


@operation
def _planned(circle: Circle, roles: dict[str, Person | None], parts: tuple) -> Evening:
    room_id = rooms.open_meeting_room(OPERATOR, circle.group_id, "Thursday")
    moment = now()
    begun = Format(group_id=circle.group_id, name="Discussion", created_at=moment)
    db.session.add(begun)
    db.session.flush()
    db.session.add(
        FormatVersion(
            format_id=begun.id, number=1, at=moment, welcome="You are welcome here.",
            etiquette="One speaks at a time.", phases=list(parts),
        )
    )  # fmt: skip
    starts = moment.replace(microsecond=0) + timedelta(minutes=30)  # as rules have it
    meeting = Meeting(
        group_id=circle.group_id, room_id=room_id, format_id=begun.id, slug=f"thursday-{room_id}",
        name="Thursday Night", zone="UTC", starts=starts.replace(tzinfo=None), minutes=60,
        rule="FREQ=WEEKLY", created_at=moment, changed_at=moment,
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    sitting = Sitting(
        meeting_id=meeting.id, room_id=room_id, original_start=starts, starts_at=starts,
        ends_at=starts + timedelta(minutes=60),
    )  # fmt: skip
    db.session.add(sitting)
    db.session.flush()
    for role, person in roles.items():
        if person is not None:
            mine = circle.mid(person)
            db.session.add(Duty(sitting_id=sitting.id, role=role, membership_id=mine, since=moment))
    db.session.flush()
    return Evening(circle, sitting.id, room_id)


@operation
def _without_chair(sitting_id: int) -> None:
    sitting = db.session.get_one(Sitting, sitting_id)
    sitting.starts_at = now() - policies.NOBODY_CAME
    seat_chair(sitting, None, OPERATOR)
