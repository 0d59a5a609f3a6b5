"""How long what is one's own stays (L12.3)."""

from flask_babel import lazy_gettext as _l

from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry
from community.wellbeing.models import (
    Checkin,
    Clock,
    ClockChip,
    ClockConsent,
    ClockSight,
    ClockSlip,
    DailyThread,
    DailyTopic,
    Grant,
    GroupWords,
    Outlook,
    Plan,
    Warning,
    WarningSent,
)

TWO_YEARS = 730


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "check-ins", _l("How days were"),
            _l("Mood, urge, sleep, marks and the line of a day. Its owner can delete each before."), "L6.3", TWO_YEARS,
            in_handfuls(Checkin, lambda before: Checkin.made_at < before), (Checkin,), least=30,
        ),
        Purgeable(
            "warnings", _l("What days said"),
            _l("What somebody was told about their own days, with the numbers, and that a mentor was told."), "L6.5",
            TWO_YEARS,
            in_handfuls(Warning, lambda before: Warning.at < before), (Warning, WarningSent), least=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is one’s own plan, and goes with the account", (Plan,)),
        Kept("it is how somebody wants to be told, and goes with the account", (Outlook,)),
        Kept(
            "it is how a group meets each day, and no words of anybody’s", (DailyThread, DailyTopic)
        ),
        Kept("it is what somebody let a mentor read, and goes with the account", (Grant,)),
        Kept("it is how a group says what the house would say", (GroupWords,)),
        Kept(
            "it is what somebody counts for themselves, until they delete it",
            (Clock, ClockSlip, ClockChip, ClockConsent, ClockSight),
        ),
    )
