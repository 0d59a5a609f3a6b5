"""VTIMEZONE: for every zone there is, as ical.js and icalendar read ours, the offsets are those of zoneinfo."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import playwright
import pytest
from icalendar import Calendar, Timezone

from community.meetings.calendars.law import law_of
from community.meetings.calendars.zones import rules_of, zone_component
from tests.laws import law

ROOT = Path(__file__).parents[2]
READERS = Path(__file__).parent / "readers"
ZONES = sorted(available_timezones() - {"localtime"})
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=12)


def node(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the small scripts in `readers/`."""
    brought = Path(playwright.__file__).parent / "driver" / "node"
    name = os.environ.get("HEARTH_TEST_NODE") or str(brought)
    command = [name, str(READERS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@cache
def walls(zone: str) -> tuple[datetime, ...]:
    """Wall times in the zone: by the quarter of an hour around every change of the clocks, and two of every month."""
    there, at, found = ZoneInfo(zone), BEGIN, []
    while at < END:
        if at.day in (1, 15):
            found.append(at)
        if at.astimezone(there).utcoffset() != (at + STEP).astimezone(there).utcoffset():
            found += [at + timedelta(minutes=15 * number) for number in range(-4, 54)]
        at += STEP
    local = {moment.astimezone(there).replace(fold=0) for moment in found}
    return tuple(sorted(wall for wall in local if _comes_once(wall)))


def _comes_once(wall: datetime) -> bool:
    return wall.utcoffset() == wall.replace(fold=1).utcoffset()


def written(zone: str) -> str:
    """Our VTIMEZONE."""
    return str(zone_component(zone, 2026).to_ical().decode())


@law("L5.1")
@pytest.mark.skipif(not (ROOT / "node_modules" / "ical.js").exists(), reason="no ical.js")
def test_ical_js_reads_every_zone_as_it_is(tmp_path: Path) -> None:
    asked = [
        {
            "zone": zone, "ics": written(zone), "walls": [f"{at:%Y-%m-%dT%H:%M:%S}" for at in walls(zone)],
            "moments": [at.timestamp() for at in walls(zone)],
        }
        for zone in ZONES
    ]  # fmt: skip
    (tmp_path / "zones.json").write_text(json.dumps(asked))
    assert json.loads(node("zones.mjs", str(tmp_path / "zones.json")).stdout) == []


@law("L5.1")
def test_icalendar_reads_every_kind_of_zone_as_it_is() -> None:
    for zone in _one_of_each_kind():
        whole = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{written(zone)}END:VCALENDAR\r\n")
        [component] = whole.walk("VTIMEZONE")
        assert isinstance(component, Timezone)
        read = component.to_tz(lookup_tzid=False)
        for at in walls(zone)[::4]:
            assert at.replace(tzinfo=read).utcoffset() == at.utcoffset(), (zone, at)


def _one_of_each_kind() -> Iterator[str]:
    """A zone for every way of changing the clocks."""
    seen = set()
    for zone in ZONES:
        body = written(zone).replace(zone, "")
        if body not in seen:
            seen.add(body)
            yield zone


def test_no_zone_is_written_as_a_list_of_dates() -> None:
    for zone in ZONES:
        assert "RDATE" not in written(zone)
        assert len(written(zone)) < 8000


@pytest.mark.parametrize(
    ("footer", "rules"),
    [
        ("EST5EDT,M3.2.0,M11.1.0", ["BYMONTH=3 BYDAY=2SU", "BYMONTH=11 BYDAY=1SU"]),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", ["BYMONTH=10 BYDAY=-1SU", "BYMONTH=3 BYDAY=-1SU"]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", ["BYMONTH=3 BYDAY=SA 24-30", "BYMONTH=10 BYDAY=-1SU"]),
        ("IST-2IDT,M3.4.4/26,M10.5.0", ["BYMONTH=3 BYDAY=FR 23-29", "BYMONTH=10 BYDAY=-1SU"]),
        ("EET-2EEST,M4.5.5/0,M10.5.4/24",
         ["BYMONTH=4 BYDAY=-1FR", "BYMONTH=10 BYDAY=FR 26-31", "BYMONTH=11 BYDAY=FR 1-1"]),
        ("AAA3BBB,J60,299", ["BYMONTH=3 on 1", "BYYEARDAY=300"]),
        ("UTC0", []),
    ],
)  # fmt: skip
def test_a_law_becomes_rules(footer: str, rules: list[str]) -> None:
    assert [_short(rule) for turn in law_of(footer) for rule in rules_of(turn.when)] == rules


def _short(rule: dict[str, object]) -> str:
    days = rule.get("BYMONTHDAY")
    said = [f"{name}={rule[name]}" for name in ("BYMONTH", "BYDAY", "BYYEARDAY") if name in rule]
    if isinstance(days, list):
        said.append(f"{days[0]}-{days[-1]}")
    elif days:
        said.append(f"on {days}")
    return " ".join(said)
