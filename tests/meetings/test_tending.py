"""What happens by the clock: lobbies, reminders, stand-ins, lounges, ends (L5.2, L5.4). The clock is moved."""

from datetime import timedelta

import gevent
import pytest
from flask import Flask

from community import clock
from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.jobs import run_due
from community.meetings import jobs
from community.meetings import operations as meetings
from community.meetings.forms import NoteForm
from community.meetings.models import Meeting, Sitting
from community.notices.models import Notice
from community.realtime.streams import position_of
from tests.factories import Circle, Person
from tests.laws import law
from tests.meetings.test_sittings import form, planned, told

MINUTE = timedelta(minutes=1)


class Night:
    """A weekly meeting an hour long that begins in two hours."""

    def __init__(self, circle: Circle, **said: str) -> None:
        self.circle = circle
        self.starts = (now() + timedelta(hours=2)).replace(second=0, microsecond=0)
        when = {"date": f"{self.starts:%Y-%m-%d}", "time": f"{self.starts:%H:%M}", "zone": "UTC"}
        self.meeting_id = planned(circle, **{**when, **said})
        self.sitting_id = self.sittings()[0].id

    def sittings(self) -> list[Sitting]:
        """All its dates in order."""
        db.session.rollback()
        found = db.session.query(Sitting).filter_by(meeting_id=self.meeting_id)
        return found.order_by(Sitting.original_start).all()

    @property
    def sitting(self) -> Sitting:
        """The first date, as it is now."""
        return self.sittings()[0]

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return db.session.get_one(Meeting, self.meeting_id)

    def at(self, minutes: float, tend: bool = True) -> str:
        """The clock is so many minutes from the start, and the rhythm turns; the state then."""
        clock.move(self.starts + timedelta(minutes=minutes) - now())
        for _twice in range(2 if tend else 0):
            jobs.tend({})
        return self.sitting.state


def notices(person: Person, kind: str) -> int:
    """How often they were told so."""
    db.session.rollback()
    return db.session.query(Notice).filter_by(member_id=person.id, kind=kind).count()


@law("L5.4")
def test_the_room_opens_half_an_hour_before_and_closes_by_itself(circle: Circle) -> None:
    night = Night(circle)
    states = [night.at(minutes) for minutes in (-31, -30, 4, 89, 90, 119, 121)]
    assert states == ["scheduled", "lobby", "lobby", "lobby", "fellowship", "fellowship", "closed"]


@law("L5.2")
def test_without_a_chair_the_room_is_a_lounge_five_minutes_after_the_start(circle: Circle) -> None:
    night = Night(circle)
    meetings.sign_up(circle.regular.id, night.sitting_id, "chair")
    night.at(-30)
    night.at(4)
    assert (night.sitting.lounge_since, night.sitting.chair_id) == (
        None,
        circle.mid(circle.regular),
    )
    night.at(5)
    assert night.sitting.lounge_since is not None
    assert night.sitting.chair_id is None


@law("L5.2")
def test_a_meeting_that_began_is_no_lounge(circle: Circle) -> None:
    night = Night(circle)
    meetings.sign_up(circle.regular.id, night.sitting_id, "chair")
    night.at(-5)
    meetings.next_phase(circle.regular.id, night.sitting.room_id)
    assert night.at(10) == "running"
    assert night.sitting.lounge_since is None


@law("L5.1")
def test_followers_are_reminded_once_a_quarter_of_an_hour_before(circle: Circle) -> None:
    night = Night(circle)
    meetings.follow_meeting(circle.other.id, night.meeting_id)
    meetings.sign_up(circle.regular.id, night.sitting_id, "reader")
    night.at(-16)
    assert notices(circle.other, "meeting_reminder") == 0
    night.at(-15)
    night.at(-14)
    counts = [notices(one, "meeting_reminder") for one in (circle.other, circle.regular, circle.newcomer)]  # fmt: skip
    assert counts == [1, 1, 0]
    there = night.starts.astimezone(night.starts.tzinfo)
    assert f"Thursday Night begins at {there:%H:%M}." in told(circle.other)


def test_a_follower_who_may_no_longer_see_it_is_not_reminded(circle: Circle) -> None:
    night = Night(circle)
    meetings.follow_meeting(circle.other.id, night.meeting_id)
    groups.leave_group(circle.other.id, circle.slug)
    night.at(-15)
    assert notices(circle.other, "meeting_reminder") == 0


@law("L5.2")
def test_the_group_is_asked_for_a_stand_in_once(circle: Circle) -> None:
    night = Night(circle)
    meetings.sign_up(circle.other.id, night.sitting_id, "timer")
    night.at(-11)
    assert notices(circle.regular, "stand_in_wanted") == 0
    night.at(-10)
    night.at(-9)
    people = ("regular", "moderator", "other", "newcomer", "outsider")
    asked = {who: notices(getattr(circle, who), "stand_in_wanted") for who in people}
    assert asked == {"regular": 1, "moderator": 1, "other": 0, "newcomer": 0, "outsider": 0}


@law("L5.2")
def test_nobody_is_asked_where_somebody_chairs(circle: Circle) -> None:
    night = Night(circle)
    meetings.sign_up(circle.other.id, night.sitting_id, "chair")
    night.at(-10)
    assert notices(circle.regular, "stand_in_wanted") == 0


@law("L5.4")
def test_after_weeks_away_nothing_bursts(circle: Circle) -> None:
    night = Night(circle)
    meetings.follow_meeting(circle.other.id, night.meeting_id)
    room_id = night.sitting.room_id
    head = position_of(room_id)[0]
    night.at(60 * 24 * 21 + 100)
    assert [one.state for one in night.sittings()[:5]] == ["closed"] * 4 + ["scheduled"]
    assert position_of(room_id)[0] == head
    for person in (circle.other, circle.regular, circle.moderator):
        assert told(person) == []


@law("L5.4")
def test_a_room_that_opens_late_waits_five_minutes_for_its_chair(circle: Circle) -> None:
    night = Night(circle)
    assert night.at(20) == "lobby"
    assert night.sitting.lounge_since is None
    night.at(26)
    assert night.sitting.lounge_since is not None


@law("L5.4")
def test_a_cancelled_date_does_not_open_and_is_closed_afterwards(circle: Circle) -> None:
    night = Night(circle)
    meetings.cancel_sitting(circle.moderator.id, night.sitting_id, NoteForm("Holiday."))
    assert [night.at(minutes) for minutes in (-30, 5, 61)] == ["cancelled", "cancelled", "closed"]
    assert notices(circle.regular, "stand_in_wanted") == 0


def test_an_archived_group_is_left_alone(circle: Circle) -> None:
    night = Night(circle)
    meetings.follow_meeting(circle.other.id, night.meeting_id)
    groups.archive_group(circle.moderator.id, circle.slug)
    assert night.at(-15) == "scheduled"
    assert night.at(-10) == "scheduled"
    assert notices(circle.other, "meeting_reminder") == 0


@law("L5.4")
def test_the_next_meeting_in_the_room_waits_for_the_one_that_is_on(circle: Circle) -> None:
    night = Night(circle)
    second = f"{night.starts + 60 * MINUTE:%H:%M}"
    day = f"{night.starts + 60 * MINUTE:%Y-%m-%d}"
    room = str(night.sitting.room_id)
    meetings.sign_up(circle.regular.id, night.sitting_id, "chair")
    later = meetings.add_meeting(
        circle.moderator.id, circle.group_id,
        form(name="Late", date=day, time=second, room=room, zone="UTC"),
    )  # fmt: skip
    first = db.session.query(Sitting).filter_by(meeting_id=later.id).order_by(Sitting.starts_at)
    night.at(0)
    meetings.next_phase(circle.regular.id, night.sitting.room_id)
    assert (night.at(31), first.first().state) == ("running", "scheduled")
    assert (night.at(60), first.first().state) == ("closed", "lobby")


@law("L5.4")
def test_several_processes_at_once_do_it_once(circle: Circle, app: Flask) -> None:
    night = Night(circle)
    meetings.follow_meeting(circle.other.id, night.meeting_id)
    night.at(-10, tend=False)

    def turn() -> None:
        with app.app_context():
            jobs.tend({})

    gevent.joinall([gevent.spawn(turn) for _process in range(4)], raise_error=True)
    assert night.sitting.state == "lobby"
    assert notices(circle.other, "meeting_reminder") == 1
    assert notices(circle.regular, "stand_in_wanted") == 1


@law("L5.7")
def test_a_chair_whom_no_process_sees_any_more_is_lost(circle: Circle) -> None:
    night = Night(circle)
    meetings.sign_up(circle.regular.id, night.sitting_id, "chair")
    night.at(-5)
    meetings.take_chair(circle.moderator.id, night.sitting.room_id)
    assert night.sitting.chair_seen_at is not None
    night.at(-0.5)
    assert night.sitting.chair_lost_at is not None


@law("L5.4")
def test_the_servers_own_rhythm_opens_the_room(circle: Circle) -> None:
    night = Night(circle)
    night.at(-20, tend=False)
    while run_due():
        pass
    assert night.sitting.state == "lobby"


@law("L5.4")
def test_past_its_end_a_chaired_meeting_goes_on_until_the_next_begins(circle: Circle) -> None:
    night = Night(circle)
    later = night.starts + 80 * MINUTE
    when = {
        "date": f"{later:%Y-%m-%d}",
        "time": f"{later:%H:%M}",
        "room": str(night.sitting.room_id),
    }
    following = planned(circle, name="Late", zone="UTC", **when)
    meetings.sign_up(circle.regular.id, night.sitting_id, "chair")
    night.at(59)
    meetings.next_phase(circle.regular.id, night.sitting.room_id)
    assert night.at(61) == "running"
    assert night.at(80) == "closed"
    coming = db.session.query(Sitting).filter_by(meeting_id=following)
    assert coming.order_by(Sitting.starts_at).first().state == "lobby"


@pytest.mark.parametrize("weeks", [1, 3])
def test_dates_are_written_eight_weeks_ahead_each_day(circle: Circle, weeks: int) -> None:
    night = Night(circle)
    last = night.sittings()[-1].original_start
    clock.move(timedelta(weeks=weeks))
    for _twice in range(2):
        jobs.materialise({})
    assert night.sittings()[-1].original_start == last + timedelta(weeks=weeks)
