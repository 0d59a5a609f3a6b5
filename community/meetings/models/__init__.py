"""Meetings as data: formats, the schedule, sittings and what happens in them."""

from community.meetings.models.formats import Format, FormatVersion, Phase, Reading
from community.meetings.models.participation import (
    Celebration,
    Participation,
    ReadingAlong,
    Slip,
)
from community.meetings.models.schedule import CalendarAddress, Follow, Meeting
from community.meetings.models.sittings import Duty, Hand, Share, Sitting
from community.meetings.models.votes import Ballot, Motion

__all__ = [
    "Ballot",
    "CalendarAddress",
    "Celebration",
    "Duty",
    "Follow",
    "Format",
    "FormatVersion",
    "Hand",
    "Meeting",
    "Motion",
    "Participation",
    "Phase",
    "Reading",
    "ReadingAlong",
    "Share",
    "Sitting",
    "Slip",
]
