"""Seven days of meetings in a reader's own zone: from when to when, what is chosen of them, what there is to choose."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.meetings.forms.week import WeekForm
from community.meetings.models import Sitting
from community.meetings.wording import DAYS

WEEK = timedelta(days=7)
AHEAD = timedelta(weeks=8)
BEHIND = timedelta(weeks=4)
"""How far one may turn the pages: sittings are made eight weeks ahead."""

TIMES = {"night": (22, 5), "morning": (5, 12), "afternoon": (12, 17), "evening": (17, 22)}
"""From which hour to which, by the reader's clock."""


@dataclass(frozen=True)
class Week:
    """Seven days from midnight to midnight where the reader is."""

    first: date
    today: date
    zone: ZoneInfo

    @classmethod
    def of(cls, wanted: date | None, zone: str, moment: datetime) -> "Week":
        """The week from that day on, as far as there is one; else from today on."""
        today = moment.astimezone(ZoneInfo(zone)).date()
        if wanted is None or not today - BEHIND <= wanted <= today + AHEAD - WEEK:
            wanted = today
        return cls(wanted, today, ZoneInfo(zone))

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=6)

    @property
    def since(self) -> datetime:
        """When it begins."""
        return self._midnight(self.first)

    @property
    def until(self) -> datetime:
        """When it is over."""
        return self._midnight(self.first + WEEK)

    @property
    def earlier(self) -> date | None:
        """Where the week before begins, as far as one may turn back."""
        before = self.first - WEEK
        return before if before >= self.today - BEHIND else None

    @property
    def later(self) -> date | None:
        """Where the next one begins."""
        after = self.first + WEEK
        return after if after <= self.today + AHEAD - WEEK else None

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def chosen(
    sittings: Iterable[Sitting], form: WeekForm, zone: ZoneInfo, mine: Collection[int]
) -> list[Sitting]:
    """Those of the week that somebody asked for; `mine` are the ids of their groups."""
    return [one for one in sittings if _fits(one, form, zone, mine)]


def day_of(sitting: Sitting, zone: ZoneInfo) -> date:
    """The day it begins on by the reader's clock."""
    return sitting.starts_at.astimezone(zone).date()


def time_of(sitting: Sitting, zone: ZoneInfo) -> str:
    """The time of day it begins at: night, morning, afternoon or evening."""
    hour = sitting.starts_at.astimezone(zone).hour
    return next((name for name, (since, until) in TIMES.items() if since <= hour < until), "night")


def _fits(one: Sitting, form: WeekForm, zone: ZoneInfo, mine: Collection[int]) -> bool:
    meeting = one.meeting
    return (
        (not form.mine or meeting.group_id in mine)
        and form.group in ("", meeting.group.slug)
        and (not form.type or form.type in meeting.types)
        and (not form.language or form.language in meeting.languages)
        and form.day in ("", DAYS[day_of(one, zone).weekday()].lower())
        and form.time in ("", time_of(one, zone))
    )
