"""When a meeting is to be held, as typed: days, wall times, zones and rules that can be (L5.1)."""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from babel import dates
from flask_babel import get_locale
from flask_babel import gettext as _

from community.clock import now
from community.meetings import schedule
from community.meetings.rules import DAYS, clean_rule, why_not
from community.meetings.zones import canonical_zone, suggest_zones
from community.members.fields import Fields

WEEKLY, MONTHLY, ONCE, APPOINTMENT, RULE = "weekly", "monthly", "once", "appointment", "rule"
HOWS = (WEEKLY, MONTHLY, ONCE, APPOINTMENT, RULE)
LONGEST = 1_440
EARLIEST, AHEAD = 1970, 10
"""Years: what a first date may be."""


@dataclass(frozen=True)
class When:
    """A zone, a first wall time in it, a rule (empty: once) and a length."""

    zone: str
    starts: datetime | None = None
    rule: str = ""
    minutes: int = 60


def when_of(fields: Fields) -> When:
    """What the fields of a form say; what cannot be is refused, field by field."""
    how = fields.one_of("how", HOWS, unsaid=WEEKLY)
    there, minutes = zone(fields), _minutes(fields)
    if how == APPOINTMENT:
        return When(there, None, "", minutes)
    first, clock = day(fields, "date"), time_of_day(fields)
    rule = "" if how in ("", ONCE) else _rule(fields, how, first, there)
    if first is None or clock is None or fields.errors.keys() & {"zone", "rule", "days", "until"}:
        return When(there, None, "", minutes)
    wall = datetime.combine(first, clock)
    if how == ONCE:
        _check_once(fields, wall, there, minutes)
        return When(there, wall, "", minutes)
    return _recurring(fields, When(there, wall, rule, minutes))


def zone(fields: Fields) -> str:
    """A zone by its present name; UTC, and refused, where there is none of that name."""
    said = fields.line("zone", _("Say by whose clock it is held."), 64)
    known = canonical_zone(said)
    if known is None and "zone" not in fields.errors:
        near = ", ".join(suggest_zones(said))
        none = _("There is no time zone called %(name)s.", name=said)
        fields.refuse("zone", f"{none} {_('Near it: %(zones)s.', zones=near)}" if near else none)
    return known or "UTC"


def day(fields: Fields, name: str) -> date | None:
    """A day as `2027-02-28`."""
    said = fields.line(name, _("Say on which day."), 20)
    if name in fields.errors:
        return None
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    if found is None:
        fields.refuse(name, _("Write the day as 2027-03-28."))
        return None
    year, month, number = (int(part) for part in found.groups())
    if not EARLIEST <= year <= now().year + AHEAD:
        fields.refuse(name, _("Choose a day from this year on, or a few years back."))
        return None
    try:
        return date(year, month, number)
    except ValueError:
        fields.refuse(name, _no_such_day(year, month, number))
        return None


def time_of_day(fields: Fields) -> time | None:
    """A wall time as `19:30`."""
    said = fields.line("time", _("Say at what time."), 8)
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", said, re.ASCII)
    if found is None:
        fields.refuse("time", _("Write the time as 19:30."))
        return None
    return time(int(found[1]), int(found[2]))


def why_not_at(wall: datetime, zone: str) -> str:
    """Why a single date cannot be at that wall time: the clocks skip it. Empty where they do not."""
    if schedule.exists(wall, zone):
        return ""
    following = schedule.next_that_exists(wall, zone)
    return str(
        _(
            "On %(day)s the clocks there go forward, and %(time)s does not come. The next time that does is %(next)s.",
            day=dates.format_date(wall, "d MMMM y", get_locale() or "en"),
            time=f"{wall:%H:%M}",
            next=f"{following:%H:%M}",
        )
    )


def _no_such_day(year: int, month: int, number: int) -> str:
    if (month, number) == (2, 29):
        leap = next(later for later in range(year, year + 9) if isleap(later))
        return str(_("%(year)d has no 29 February. The next is in %(leap)d.", year=year, leap=leap))
    return str(_("There is no such day."))


def _minutes(fields: Fields) -> int:
    said = fields.optional_line("minutes", 6) or "60"
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= LONGEST):
        fields.refuse("minutes", _("A whole number of minutes, from 1 to %(most)d.", most=LONGEST))
        return 60
    return int(said)


def _rule(fields: Fields, how: str, first: date | None, zone: str) -> str:
    said = {WEEKLY: _weekly, MONTHLY: _monthly, RULE: _own_rule}[how](fields, first)
    until = fields.optional_line("until", 20)
    if until:
        last = day(fields, "until")
        if {"UNTIL", "COUNT"} & {part.partition("=")[0] for part in said.upper().split(";")}:
            fields.refuse("until", _("The rule says itself when it ends."))
        elif last is not None:
            said = f"{said};UNTIL={last:%Y%m%d}"
    sentence = why_not(said) if not fields.errors.keys() & {"rule", "days"} else ""
    if sentence:
        fields.refuse("rule" if how == RULE else "days", sentence)
    return "" if fields.errors.keys() & {"rule", "days", "until"} else clean_rule(said, zone)


def _weekly(fields: Fields, first: date | None) -> str:
    days = [said for said in fields.optional_line("days", 100).upper().split(",") if said]
    if not all(said in DAYS for said in days):
        fields.refuse("days", _("Choose days of the week."))
    chosen = [name for name in DAYS if name in days]
    if not chosen and first is not None:
        chosen = [DAYS[first.weekday()]]
    return f"FREQ=WEEKLY;BYDAY={','.join(chosen)}"


def _monthly(fields: Fields, first: date | None) -> str:
    """By the numbered weekdays that were chosen (`2SA`, `-1FR`), else by the one that the first date is."""
    days = [said for said in fields.optional_line("days", 100).upper().split(",") if said]
    numbered = [said for said in days if re.fullmatch(r"-?[1-5](?:MO|TU|WE|TH|FR|SA|SU)", said)]
    if not numbered and first is not None:
        place = (first.day - 1) // 7 + 1
        numbered = [f"{place if place < 5 else -1}{DAYS[first.weekday()]}"]
    return f"FREQ=MONTHLY;BYDAY={','.join(numbered)}"


def _own_rule(fields: Fields, first: date | None) -> str:
    said = fields.line("rule", _("Say the rule, for example FREQ=MONTHLY;BYDAY=1MO,3MO."), 300)
    return said.upper().removeprefix("RRULE:").strip().strip(";")


def _check_once(fields: Fields, wall: datetime, zone: str, minutes: int) -> None:
    skipped = why_not_at(wall, zone)
    if skipped:
        fields.refuse("time", skipped)
    elif schedule.resolve(wall, zone) + timedelta(minutes=minutes) <= now():
        fields.refuse("date", _("That is over already. Choose a time to come."))


def _recurring(fields: Fields, when: When) -> When:
    assert when.starts is not None
    field = "rule" if fields.optional_line("rule", 300) else "date"
    first = schedule.first_of(when.starts, when.zone, when.rule)
    if first is None and fields.optional_line("until"):
        fields.refuse("until", _("Until then there is no date at all."))
    elif first is None:
        fields.refuse(field, _("There is no date on which that rule is ever met."))
    if first is None:
        return When(when.zone)
    still = now() - timedelta(minutes=when.minutes)
    if schedule.next_of(first, when.zone, when.rule, still) is None:
        fields.refuse(
            "until" if fields.optional_line("until") else field,
            _("By that rule the last date is over already."),
        )
    elif schedule.overlaps_itself(first, when.zone, when.rule, when.minutes, still):
        fields.refuse("minutes", _("So long, one date would begin before the last one is over."))
    return When(when.zone, first, when.rule, when.minutes)
