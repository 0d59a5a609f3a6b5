"""When meetings are held: rules in wall time, right across the changes of the clock (L5.1)."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from community.errors import Invalid
from community.meetings import schedule
from community.meetings.forms import MeetingForm
from community.meetings.zones import canonical_zone, suggest_zones
from tests.laws import law

PLAN = {
    "name": "Thursday Night", "how": "weekly", "date": "2030-01-03", "time": "19:30", "days": ["TH"],
    "zone": "Europe/London", "minutes": "60",
}  # fmt: skip


def wall(*numbers: int) -> datetime:
    """A wall time: it has no zone."""
    return datetime(*numbers)  # noqa: DTZ001


def planned(**said: object) -> MeetingForm:
    """The form with some fields changed."""
    return MeetingForm.parse({**PLAN, **said})


def refused(**said: object) -> dict[str, str]:
    """What the form says is wrong."""
    with pytest.raises(Invalid) as refusal:
        planned(**said)
    return dict(refusal.value.fields)


def times(starts: datetime, zone: str, rule: str, since: datetime, until: datetime) -> list[str]:
    """Occurrences in UTC, short."""
    found = schedule.occurrences(
        starts, zone, rule, since.replace(tzinfo=UTC), until.replace(tzinfo=UTC)
    )
    return [f"{moment:%m-%d %H:%M}" for moment in found]


@law("L5.1")
@pytest.mark.parametrize(
    ("zone", "since", "expected"),
    [
        ("America/New_York", wall(2027, 3, 8), ["03-11 00:30", "03-17 23:30"]),
        ("America/New_York", wall(2027, 11, 1), ["11-03 23:30", "11-11 00:30"]),
        ("Europe/London", wall(2027, 3, 22), ["03-24 19:30", "03-31 18:30"]),
        ("Australia/Sydney", wall(2027, 10, 1), ["10-06 08:30", "10-13 08:30"]),
        ("Australia/Sydney", wall(2027, 9, 26), ["09-29 09:30", "10-06 08:30"]),
    ],
)
def test_it_stays_at_its_time_of_day_when_clocks_change(
    zone: str, since: datetime, expected: list[str]
) -> None:
    weekly = times(wall(2026, 1, 7, 19, 30), zone, "FREQ=WEEKLY;BYDAY=WE", since, wall(2028, 1, 1))
    assert weekly[:2] == expected


@law("L5.1")
def test_a_skipped_time_moves_forward_and_a_doubled_one_is_the_first() -> None:
    nightly = wall(2027, 1, 1, 2, 30)
    spring = times(nightly, "America/New_York", "FREQ=DAILY", wall(2027, 3, 13), wall(2027, 3, 16))
    assert spring == ["03-13 07:30", "03-14 07:30", "03-15 06:30"]
    early = wall(2027, 1, 1, 1, 30)
    autumn = times(early, "America/New_York", "FREQ=DAILY", wall(2027, 11, 6), wall(2027, 11, 9))
    assert autumn == ["11-06 05:30", "11-07 05:30", "11-08 06:30"]


@law("L5.1")
def test_a_single_date_at_a_skipped_time_is_refused_with_the_next(app: Flask) -> None:
    said = refused(how="once", date="2027-03-28", time="01:30", zone="Europe/London")
    assert "02:00" in said["time"]
    assert planned(how="once", date="2027-03-28", time="02:00").rule == ""


def test_months_count_weekdays(app: Flask) -> None:
    assert planned(how="monthly", date="2030-01-12").rule == "FREQ=MONTHLY;BYDAY=2SA"
    assert planned(how="monthly", date="2030-01-25", days="-1FR").rule == "FREQ=MONTHLY;BYDAY=-1FR"


def test_the_first_date_is_one_that_the_rule_names(app: Flask) -> None:
    assert planned(date="2030-01-01", days="TH,MO").starts == wall(2030, 1, 3, 19, 30)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("zone", {"zone": "Europe/Lodnon"}),
        ("date", {"how": "once", "date": "2020-01-01"}),
        ("date", {"how": "once", "date": "2027-02-29"}),
        ("date", {"date": "2027-02-30"}),
        ("date", {"date": "9999-01-01"}),
        ("time", {"time": "24:00"}),
        ("minutes", {"minutes": "0"}),
        ("minutes", {"minutes": "1441"}),
        ("until", {"until": "2030-01-01"}),
        ("days", {"days": ["XX"]}),
        ("rule", {"how": "rule", "rule": "FREQ=HOURLY"}),
        ("rule", {"how": "rule", "rule": "FREQ=MINUTELY;INTERVAL=30"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;BYHOUR=1,2,3"}),
        ("rule", {"how": "rule", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;COUNT=99999999999"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;COUNT=0"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;COUNT=2;UNTIL=20310101"}),
        ("rule", {"how": "rule", "rule": "FREQ=WEEKLY;UNTIL=20200101", "date": "2019-01-01"}),
        ("rule", {"how": "rule", "rule": "FREQ=WEEKLY;COUNT=3", "date": "2019-01-01"}),
        ("rule", {"how": "rule", "rule": "FREQ=WEEKLY\r\nX-EVIL:1"}),
        ("rule", {"how": "rule", "rule": "DTSTART:20300101"}),
        ("rule", {"how": "rule", "rule": "FREQ=DAILY;UNTIL=99991231"}),
        ("rule", {"how": "rule", "rule": ""}),
        ("types", {"types": ["NOPE"]}),
        ("types", {"types": {"a": 1}}),
        ("url", {"url": "javascript:alert(1)"}),
    ],
)
def test_what_cannot_be_is_refused_in_words(app: Flask, field: str, said: dict[str, str]) -> None:
    answer = refused(**said)
    assert field in answer
    assert answer[field].endswith((".", "?"))


def test_the_29th_of_february_comes_by_a_rule_in_leap_years(app: Flask) -> None:
    leap = planned(how="rule", date="2028-02-29", rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert leap.starts == wall(2028, 2, 29, 19, 30)
    said = refused(how="once", date="2027-02-29")["date"]
    assert "2028" in said


def test_a_rule_that_ends_says_so_in_utc(app: Flask) -> None:
    until = planned(until="2030-07-04").rule
    assert until == "FREQ=WEEKLY;UNTIL=20300704T225959Z;BYDAY=TH"


def test_zones_go_by_their_present_names() -> None:
    old = {
        "Europe/Kiev": "Europe/Kyiv",
        "America/Montreal": "America/Toronto",
        "US/Eastern": "America/New_York",
    }
    assert {name: canonical_zone(name) for name in old} == old
    assert canonical_zone("Europe/Copenhagen") == "Europe/Copenhagen"
    assert canonical_zone("europe/dublin") == "Europe/Dublin"
    assert canonical_zone("Mars/Base") is None
    assert suggest_zones("Berlin") == ["Europe/Berlin"]
    assert suggest_zones("Europe/Lodnon")[0] == "Europe/London"


def test_a_day_long_meeting_every_day_overlaps_where_clocks_go_forward(app: Flask) -> None:
    every_day = {"how": "rule", "rule": "FREQ=DAILY", "minutes": "1440"}
    assert "minutes" in refused(**every_day)
    assert planned(**every_day, zone="UTC").minutes == 1440
