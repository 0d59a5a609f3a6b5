"""Weekly rules, as lists say them: weekdays and a time of day."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PART = re.compile(r"([A-Z]+)=([^;]+)")
HARMLESS = {"FREQ", "BYDAY", "WKST", "UNTIL", "INTERVAL"}


def rule_for(when: Mapping[str, Any]) -> str:
    """The RRULE of these weekdays; empty for a meeting by appointment."""
    days = ",".join(DAYS[day] for day in when.get("days", ()))
    return f"FREQ=WEEKLY;BYDAY={days}" if days else ""


def weekdays_of(rule: str, starts: datetime | None) -> list[int] | None:
    """The weekdays of a rule that means "every week on these"; None for every other rule."""
    parts = dict(PART.findall(rule.upper()))
    every_week = parts.get("FREQ") == "WEEKLY" and parts.get("INTERVAL", "1") == "1"
    if starts is None or not every_week or not parts.keys() <= HARMLESS:
        return None
    days = parts.get("BYDAY", DAYS[starts.weekday()]).split(",")
    return sorted({DAYS.index(day) for day in days}) if set(days) <= set(DAYS) else None


def when_of(rule: str, starts: datetime | None) -> dict[str, Any]:
    """When a meeting is, as a list would say it; what no list can say stays the rule."""
    if starts is None:
        return {}
    days = weekdays_of(rule, starts)
    if days is None:
        return {"rule": rule, "starts": starts.isoformat()}
    return {"days": days, "time": f"{starts:%H:%M}"}


def first_of(when: Mapping[str, Any], zone: str, moment: datetime) -> datetime | None:
    """The wall time of the first sitting from that moment's day on; None for a meeting by appointment."""
    if not when:
        return None
    today = moment.astimezone(ZoneInfo(zone)).date()
    day = min(_next(today, weekday) for weekday in when["days"])
    return datetime.combine(day, time.fromisoformat(when["time"]))


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def has_ended(rule: str, moment: datetime) -> bool:
    """Whether the rule's last date has passed."""
    until = dict(PART.findall(rule.upper())).get("UNTIL", "")
    return bool(until) and until[:8] < f"{moment:%Y%m%d}"


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in pieces of at most that size."""
    return [items[at : at + size] for at in range(0, len(items), size)]
