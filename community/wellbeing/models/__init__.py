"""What wellbeing keeps: all of it its owner's alone, unless they show it."""

from community.wellbeing.models.checkins import Checkin
from community.wellbeing.models.clocks import (
    ABSTINENCE,
    DAYS,
    KINDS,
    LATER,
    REDUCTION,
    SHARED,
    SLIPS,
    Clock,
    ClockChip,
    ClockConsent,
    ClockSight,
    ClockSlip,
)
from community.wellbeing.models.daily_threads import DailyThread, DailyTopic
from community.wellbeing.models.grants import Grant, WarningSent
from community.wellbeing.models.group_words import GroupWords
from community.wellbeing.models.plans import Plan
from community.wellbeing.models.warnings import Outlook, Warning

SEALED = {
    (Checkin, "line"), (Clock, "name"), (Clock, "goal"), (ClockSlip, "note"),
    (Outlook, "words"), (Warning, "word"),
    (Plan, "signs"), (Plan, "steps"), (Plan, "people"), (Plan, "helps"),
    (Plan, "reasons"),
}  # fmt: skip
"""The columns that hold sealed words."""

__all__ = [
    "ABSTINENCE",
    "DAYS",
    "KINDS",
    "LATER",
    "REDUCTION",
    "SEALED",
    "SHARED",
    "SLIPS",
    "Checkin",
    "Clock",
    "ClockChip",
    "ClockConsent",
    "ClockSight",
    "ClockSlip",
    "DailyThread",
    "DailyTopic",
    "Grant",
    "GroupWords",
    "Outlook",
    "Plan",
    "Warning",
    "WarningSent",
]
