"""When a meeting is, in words: its rule, its zone by the name of a city, and the reader's own time beside it (L5.1)."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, dates, lists
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from community.meetings.models import Meeting

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING, EVERY = frozenset(range(5)), frozenset(range(7))
PLAIN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST", "UNTIL", "COUNT"}
"""The parts of an RRULE that there are words for here."""


def rule_in_words(meeting: Meeting) -> str:
    """`Every Thursday at 19:30, London time`, as the meeting itself counts."""
    if meeting.starts is None:
        return str(_("By appointment"))
    if not meeting.rule:
        day = day_in_words(meeting.starts)
        return str(_("Once, on %(day)s at %(time)s", day=day, time=_at(meeting)))
    rule = parts_of(meeting.rule)
    said = _days(rule, meeting.starts) or _("On dates of its own")
    words = _("%(days)s at %(time)s", days=said, time=_at(meeting))
    return f"{words}{_end(rule, ZoneInfo(meeting.zone))}"


def for_you(meeting: Meeting, zone: str, moment: datetime) -> str:
    """`20:30 for you`, as the zones stand at that moment; empty where the reader's clock says the same."""
    if meeting.starts is None:
        return ""
    there = ZoneInfo(meeting.zone)
    day = moment.astimezone(there).date() if meeting.rule else meeting.starts.date()
    theirs = datetime.combine(day, meeting.starts.time(), there)
    yours = theirs.astimezone(ZoneInfo(zone))
    if theirs.utcoffset() == yours.utcoffset():
        return ""
    words = {0: _("%(time)s for you"), 1: _("%(time)s the day after, for you")}
    said = words.get((yours.date() - theirs.date()).days, _("%(time)s the day before, for you"))
    return str(said % {"time": f"{yours:%H:%M}"})


def wall_time(there: str, here: ZoneInfo, at: datetime) -> str:
    """`19:30`, or `Thursday 19:30`, where a clock there says something else than the reader's; else empty."""
    theirs, yours = at.astimezone(ZoneInfo(there)), at.astimezone(here)
    if theirs.utcoffset() == yours.utcoffset():
        return ""
    time = f"{theirs:%H:%M}"
    return time if theirs.date() == yours.date() else f"{weekday(theirs.weekday())} {time}"


def zone_in_words(zone: str) -> str:
    """`London time`: a zone by the city that it is named after."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    city = dates.get_timezone_location(ZoneInfo(zone), _locale(), return_city=True)
    return str(_("%(city)s time", city=city.rpartition("/")[2]))


def day_in_words(day: date | datetime) -> str:
    """`Thursday 26 November 2026`."""
    return dates.format_date(day, "EEEE d MMMM y", _locale())


def weekday(number: int) -> str:
    """The name of a day of the week, Monday being 0."""
    return str(dates.get_day_names("wide", "stand-alone", _locale())[number])


def minutes_in_words(minutes: int) -> str:
    """`45 minutes`, `one hour`, `2 hours`."""
    if minutes % 60:
        return str(ngettext("One minute", "%(num)d minutes", minutes))
    return str(ngettext("One hour", "%(num)d hours", minutes // 60))


def _locale() -> Locale:
    return get_locale() or Locale("en")


def _at(meeting: Meeting) -> str:
    assert meeting.starts is not None
    zone = zone_in_words(meeting.zone)
    return str(_("%(time)s, %(zone)s", time=f"{meeting.starts:%H:%M}", zone=zone))


def parts_of(rule: str) -> Mapping[str, str]:
    """The parts of an RRULE by their names."""
    pairs = (part.partition("=") for part in rule.upper().split(";") if part)
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def _days(rule: Mapping[str, str], starts: datetime) -> str:
    """On which days, or nothing where the rule is more than there are words for."""
    step = rule.get("INTERVAL", "1")
    if rule.keys() - PLAIN or not step.isdigit():
        return ""
    words = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    return words.get(rule.get("FREQ", ""), _unsaid)(rule, starts, int(step))


def _daily(rule: Mapping[str, str], starts: datetime, step: int) -> str:
    if rule.keys() & {"BYDAY", "BYMONTHDAY", "BYSETPOS"}:
        return ""
    return str(ngettext("Every day", "Every %(num)d days", step))


def _weekly(rule: Mapping[str, str], starts: datetime, step: int) -> str:
    days = sorted(DAYS.index(day) for day in rule.get("BYDAY", "").split(",") if day in DAYS)
    named = len(rule.get("BYDAY", "").split(",")) if "BYDAY" in rule else 0
    if len(days) != named or rule.keys() & {"BYMONTHDAY", "BYSETPOS"}:
        return ""
    days = days or [starts.weekday()]
    if step == 1 and set(days) == EVERY:
        return str(_("Every day"))
    if step == 1 and set(days) == WORKING:
        return str(_("Every day from Monday to Friday"))
    listed = _all([weekday(day) for day in days])
    if step == 1:
        return str(_("Every %(days)s", days=listed))
    if step == 2:
        return str(_("Every second week on %(days)s", days=listed))
    return str(_("Every %(number)d weeks on %(days)s", number=step, days=listed))


def _monthly(rule: Mapping[str, str], starts: datetime, step: int) -> str:
    which = _nth_days(rule) if "BYDAY" in rule else _numbered_days(rule, starts)
    if not which:
        return ""
    if step == 1:
        return str(_("Every month on %(days)s", days=which))
    return str(_("Every %(number)d months on %(days)s", number=step, days=which))


def _nth_days(rule: Mapping[str, str]) -> str:
    """`the second Saturday`, from `2SA` and from `SA` with a place in the month."""
    places = [place for place in rule.get("BYSETPOS", "").split(",") if place]
    named = rule["BYDAY"].split(",")
    if places:
        if len(named) != 1:
            return ""
        named = [f"{place}{named[0]}" for place in places]
    said = [_nth(day[:-2], day[-2:]) for day in named]
    return _all(said) if all(said) and "BYMONTHDAY" not in rule else ""


def _nth(place: str, day: str) -> str:
    words = {
        "1": _("the first %(day)s"), "2": _("the second %(day)s"), "3": _("the third %(day)s"),
        "4": _("the fourth %(day)s"), "5": _("the fifth %(day)s"), "-1": _("the last %(day)s"),
        "-2": _("the second to last %(day)s"),
    }  # fmt: skip
    if place.removeprefix("+") not in words or day not in DAYS:
        return ""
    return str(words[place.removeprefix("+")] % {"day": weekday(DAYS.index(day))})


def _numbered_days(rule: Mapping[str, str], starts: datetime) -> str:
    if "BYSETPOS" in rule:
        return ""
    named = rule.get("BYMONTHDAY", str(starts.day)).split(",")
    if named == ["-1"]:
        return str(_("the last day"))
    if not all(day.isdigit() for day in named):
        return ""
    return str(_("day %(days)s", days=_all(named)))


def _yearly(rule: Mapping[str, str], starts: datetime, step: int) -> str:
    if step != 1 or rule.keys() & {"BYDAY", "BYMONTHDAY", "BYSETPOS"}:
        return ""
    return str(_("Every year on %(day)s", day=dates.format_date(starts, "d MMMM", _locale())))


def _unsaid(rule: Mapping[str, str], starts: datetime, step: int) -> str:
    return ""


def _end(rule: Mapping[str, str], zone: ZoneInfo) -> str:
    count, until = rule.get("COUNT", ""), last_day(rule.get("UNTIL", ""), zone)
    if count.isdigit():
        return str(ngettext(", once", ", %(num)d times in all", int(count)))
    if until is not None:
        return str(_(", until %(day)s", day=dates.format_date(until, "d MMMM y", _locale())))
    return ""


def last_day(until: str, zone: ZoneInfo) -> date | None:
    """The day that UNTIL falls on where the meeting is; it is said in UTC, or as a day."""
    with contextlib.suppress(ValueError):
        if until.endswith("Z"):
            return datetime.strptime(f"{until}+0000", "%Y%m%dT%H%M%SZ%z").astimezone(zone).date()
        return date.fromisoformat(until[:8])
    return None


def _all(words: Sequence[str]) -> str:
    return lists.format_list(list(words), "standard", _locale())
