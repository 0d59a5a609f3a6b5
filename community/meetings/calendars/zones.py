"""VTIMEZONE in the form of rules, from the law of the zone itself.

Not what the icalendar library would write: its lists of dates (RDATE) are read by ical.js, and so by Thunderbird and
Nextcloud, as a zone that never changes its clocks, and every meeting is an hour off for half of the year.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from community.meetings.calendars.law import DAY, Onset, Turn, Yearly, history_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_AHEAD = 20
"""So far ahead go the changes that no rule can say, as those of Morocco around Ramadan."""


@lru_cache(maxsize=1000)
def zone_component(zone: str, year: int) -> Timezone:
    """The VTIMEZONE of a zone, right from the beginning of that year (1970 at the earliest) on."""
    written = Timezone()
    written.add("tzid", zone)
    since = int(datetime(max(year, 1970), 1, 1, tzinfo=UTC).timestamp())
    for onset, rule in _observances(zone, since):
        written.add_component(_observance(onset, rule))
    return written


def _observances(zone: str, since: int) -> Iterator[tuple[Onset, dict[str, Any]]]:
    """Every change that matters from `since` on, each with its rule, or with none where it came once."""
    history = history_of(zone)
    single = history.before_law()
    begun = single[-1].at if single else 0
    ruled = [(turn, turn.first_after(max(begun, 0))) for turn in history.law]
    if not ruled or since < min(onset.at for _turn, onset in ruled):
        earlier = [onset for onset in single if onset.at <= since]
        offset, name = (
            (earlier[-1].after, earlier[-1].name) if earlier else (history.first, history.name)
        )
        yield Onset(-offset, offset, offset, name, is_summer=False), {}
        until = since + YEARS_AHEAD * 366 * DAY
        yield from ((onset, {}) for onset in single if since < onset.at < until)
    for turn, onset in ruled:
        yield from _ruled(turn, onset)


def _ruled(turn: Turn, first: Onset) -> Iterator[tuple[Onset, dict[str, Any]]]:
    rules = rules_of(turn.when)
    years = range(first.wall.year, first.wall.year + YEARS_AHEAD)
    for rule in rules:
        onsets = (turn.onset(year) for year in years)
        fits = (one for one in onsets if one.at >= first.at and _fits(rule, one.wall.date()))
        if (onset := next(fits, None)) is not None:
            yield onset, rule
    if not rules:
        yield from ((onset, {}) for year in years if (onset := turn.onset(year)).at >= first.at)


def rules_of(when: Yearly) -> list[dict[str, Any]]:
    """RRULEs that together say it; two where its days reach into another month, none where no rule can say it.

    A time of day beyond the day (`/26`, `/-1`) means another day, and then no longer the second or last of its month.
    """
    days_on = when.seconds // DAY
    if when.zero_based >= 0 or when.julian:
        return [] if days_on else [_on_day_of_year(when)]
    weekday = WEEKDAYS[(when.weekday + days_on) % 7]
    if not days_on:
        week = -1 if when.week == 5 else when.week
        return [{"FREQ": "YEARLY", "BYMONTH": when.month, "BYDAY": f"{week}{weekday}"}]
    days = _days(when, days_on)
    if any(day.year != 2001 or (day.month, day.day) in ((2, 28), (3, 1)) for day in days):
        return []  # around a leap day or the new year
    months = sorted({day.month for day in days})
    return [
        {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": weekday,
         "BYMONTHDAY": [day.day for day in days if day.month == month]}
        for month in months
    ]  # fmt: skip


def _on_day_of_year(when: Yearly) -> dict[str, Any]:
    if when.zero_based >= 0:
        return {"FREQ": "YEARLY", "BYYEARDAY": when.zero_based + 1}
    day = when.day(2001)
    return {"FREQ": "YEARLY", "BYMONTH": day.month, "BYMONTHDAY": day.day}


def _days(when: Yearly, days_on: int) -> list[date]:
    """The seven days of a common year on which it can be."""
    if when.week == 5:
        following = date(2001, when.month, 28) + timedelta(days=4)
        first = following.replace(day=1) - timedelta(days=7)
    else:
        first = date(2001, when.month, 7 * when.week - 6)
    return [first + timedelta(days=days_on + number) for number in range(7)]


def _fits(rule: dict[str, Any], day: date) -> bool:
    """Whether it is that rule's, of two, which a day belongs to."""
    return "BYMONTH" not in rule or rule["BYMONTH"] == day.month


def _observance(onset: Onset, rule: dict[str, Any]) -> TimezoneStandard | TimezoneDaylight:
    written = TimezoneDaylight() if onset.is_summer else TimezoneStandard()
    written.add("dtstart", onset.wall)
    written.add("tzoffsetfrom", timedelta(seconds=onset.before))
    written.add("tzoffsetto", timedelta(seconds=onset.after))
    written.add("tzname", onset.name)
    if rule:
        written.add("rrule", rule)
    return written
