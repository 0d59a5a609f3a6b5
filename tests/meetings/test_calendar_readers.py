"""Our calendar as other people's programs read it: every instant, a year long, in three zones that change clocks.

The programs are not ours and are run as they come: ical.js, node-ical, icalendar with recurring-ical-events, and
khal, filled by vdirsyncer from the served feed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from community.clock import now
from community.extensions import db
from community.meetings import schedule
from community.meetings.models import Meeting, Sitting
from community.operations import operation
from tests.factories import Circle
from tests.laws import law
from tests.meetings.calendar_programs import (
    SINCE,
    UNTIL,
    Date,
    Reader,
    by_ical_js,
    by_khal,
    by_node_ical,
    by_recurring_ical_events,
)

ROOT = Path(__file__).parents[2]
PROGRAMS = [by_ical_js, by_node_ical, by_recurring_ical_events, by_khal]
CHANGES = {
    "America/New_York": (date(2026, 11, 1), date(2027, 3, 14)),
    "Europe/London": (date(2026, 10, 25), date(2027, 3, 28)),
    "Australia/Sydney": (date(2026, 10, 4), date(2027, 4, 4)),
}
"""The Sundays on which the clocks change."""

WEEKLY = "FREQ=WEEKLY;BYDAY"
PLANS = {
    "Weekly": ("2026-08-30T09:00", f"{WEEKLY}=SU", 60),
    "Twice a week": ("2026-08-31T19:30", f"{WEEKLY}=MO,TH", 60),
    "Every other week": ("2026-08-25T07:15", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 45),
    "Second Saturday": ("2026-08-08T10:00", "FREQ=MONTHLY;BYDAY=2SA", 90),
    "Last Friday": ("2026-08-28T18:00", "FREQ=MONTHLY;BYDAY=-1FR", 60),
    "Into the change": ("2026-08-30T00:30", f"{WEEKLY}=SU", 90),
    "Past midnight": ("2026-08-29T23:30", f"{WEEKLY}=SA", 90),
    "Until the new year": ("2026-08-26T20:00", f"{WEEKLY}=WE;UNTIL=20261231", 60),
    "Twelve times": ("2026-09-10T12:00", f"{WEEKLY}=TH;COUNT=12", 60),
}
pytestmark = pytest.mark.skipif(
    not (ROOT / "node_modules" / "ical.js").exists(),
    reason="the programs from npm are not installed",
)


@dataclass
class Year:
    """What is planned, and what the schedule says is held and cancelled."""

    held: set[Date]
    cancelled: set[Date]

    def plan(
        self, circle: Circle, zone: str, name: str, starts: str, rule: str, minutes: int
    ) -> Meeting:
        """A public meeting; its dates are those of the schedule."""
        meeting = Meeting(
            group_id=circle.group_id, slug=f"{zone}-{name}".replace("/", "-").replace(" ", "-").lower(),
            name=f"{name} in {zone}", starts=datetime.fromisoformat(starts), zone=zone, rule=rule,
            minutes=minutes, visibility="public", created_at=now(), changed_at=now(),
        )  # fmt: skip
        db.session.add(meeting)
        db.session.flush()
        self.held |= {_date(meeting, at) for at in dates_of(meeting)}
        return meeting

    def cancel(self, meeting: Meeting, original: datetime) -> None:
        """That date is not held."""
        _sitting(meeting, original, cancelled_at=now())
        gone = _date(meeting, original)
        self.held.remove(gone)
        self.cancelled.add(Date(f"Cancelled: {gone.title}", gone.starts, gone.ends))

    def move(self, meeting: Meeting, original: datetime, to: datetime) -> None:
        """That date is held at another time."""
        _sitting(meeting, original, starts_at=to, ends_at=to + meeting.duration)
        self.held.remove(_date(meeting, original))
        self.held.add(_date(meeting, to))


def dates_of(meeting: Meeting) -> list[datetime]:
    """What the schedule says, for a year."""
    assert meeting.starts is not None
    return schedule.occurrences(meeting.starts, meeting.zone, meeting.rule, SINCE, UNTIL)


def _date(meeting: Meeting, at: datetime) -> Date:
    starts = int(at.timestamp())
    return Date(meeting.name, starts, starts + meeting.minutes * 60)


def _sitting(meeting: Meeting, original: datetime, **facts: object) -> None:
    said = {"starts_at": original, "ends_at": original + meeting.duration, **facts}
    db.session.add(Sitting(meeting_id=meeting.id, original_start=original, **said))


def _near(meeting: Meeting, day: date) -> datetime | None:
    """The date of a meeting in the week around that Sunday."""
    around = timedelta(days=4)
    noon = datetime.combine(day, time(12), ZoneInfo(meeting.zone))
    return next((at for at in dates_of(meeting) if abs(at - noon) < around), None)


@operation
def a_year(circle: Circle) -> Year:
    """All plans in all zones; around one change of clocks a date is cancelled, around the other one is moved."""
    year = Year(set(), set())
    for zone, (first, second) in CHANGES.items():
        for name, (starts, rule, minutes) in PLANS.items():
            meeting = year.plan(circle, zone, name, starts, rule, minutes)
            if (cancelled := _near(meeting, first)) is not None:
                year.cancel(meeting, cancelled)
            if (moved := _near(meeting, second)) is not None:
                year.move(meeting, moved, moved + timedelta(days=1, hours=2))
        year.plan(circle, zone, "Once", f"{second}T15:00", "", 120)
        moved = year.plan(circle, zone, "Once, moved", f"{first}T11:00", "", 60)
        year.move(moved, dates_of(moved)[0], dates_of(moved)[0] + timedelta(hours=5))
        gone = year.plan(circle, zone, "Once, cancelled", f"{first}T17:00", "", 60)
        year.cancel(gone, dates_of(gone)[0])
    return year


@law("L5.1", "L12.1")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("read", PROGRAMS)
def test_every_program_finds_every_date_and_no_other(
    circle: Circle, port: int, tmp_path: Path, read: Reader
) -> None:
    year = a_year(circle)
    told = read(f"http://127.0.0.1:{port}/calendar.ics", tmp_path)
    assert len(year.held) > 700
    assert _differences(told.held, year.held) == []
    assert _differences(told.cancelled, year.cancelled) == []


def _differences(told: frozenset[Date], planned: set[Date]) -> list[str]:
    """What a program has too many, and what it lacks."""
    return [f"+ {one}" for one in sorted(told - planned)] + [
        f"- {one}" for one in sorted(planned - told)
    ]


ODD = {
    "America/New_York": ("2027-02-07T02:30", "2026-09-06T01:30"),
    "Europe/London": ("2027-02-07T01:30", "2026-09-06T01:30"),
    "Australia/Sydney": ("2026-09-06T02:30", "2027-02-07T02:30"),
}
"""Weekly on Sundays, at a time that one night skips, and at one that another night has twice."""


@operation
def odd_nights(circle: Circle) -> Year:
    """Meetings at these times; of another at the skipped time that very date is cancelled."""
    year = Year(set(), set())
    for zone, (skipped, doubled) in ODD.items():
        year.plan(circle, zone, "Skipped", skipped, f"{WEEKLY}=SU", 60)
        year.plan(circle, zone, "Doubled", doubled, f"{WEEKLY}=SU", 60)
        once = CHANGES[zone][doubled > "2027"]
        year.plan(circle, zone, "Doubled once", f"{once}T{doubled[11:]}", "", 60)
        gone = year.plan(circle, zone, "Skipped and cancelled", skipped, f"{WEEKLY}=SU", 60)
        on = CHANGES[zone][skipped > "2027"]
        year.cancel(gone, schedule.resolve(datetime.fromisoformat(f"{on}T{skipped[11:]}"), zone))
    return year


@law("L5.1", "L12.1")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("read", PROGRAMS)
def test_where_the_clocks_jump_a_meeting_begins_when_we_say(
    circle: Circle, port: int, tmp_path: Path, read: Reader
) -> None:
    year = odd_nights(circle)
    told = read(f"http://127.0.0.1:{port}/calendar.ics", tmp_path)
    assert _differences(told.held, year.held) == []
    assert _differences(told.cancelled, year.cancelled) == []
