"""When a meeting is, in words a tired person reads once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import force_locale

from community.meetings import wording
from community.meetings.models import Meeting
from tests.laws import law

THURSDAY = datetime(2026, 11, 26, 19, 30, tzinfo=UTC).replace(tzinfo=None)


def a_rule(rule: str, zone: str = "Europe/London", starts: datetime | None = THURSDAY) -> Meeting:
    """A meeting of which only the schedule is known."""
    return Meeting(rule=rule, zone=zone, starts=starts, minutes=60)


@law("L5.1")
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "Every Thursday at 19:30, London time"),
        ("FREQ=WEEKLY;BYDAY=TH", "Every Thursday at 19:30, London time"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "Every Monday and Thursday at 19:30, London time"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every day from Monday to Friday at 19:30, London time"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day at 19:30, London time"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "Every second week on Thursday at 19:30, London time"),
        ("FREQ=WEEKLY;INTERVAL=3", "Every 3 weeks on Thursday at 19:30, London time"),
        ("FREQ=DAILY", "Every day at 19:30, London time"),
        ("FREQ=DAILY;INTERVAL=2", "Every 2 days at 19:30, London time"),
        ("FREQ=MONTHLY;BYDAY=2SA", "Every month on the second Saturday at 19:30, London time"),
        ("FREQ=MONTHLY;BYDAY=+1TH", "Every month on the first Thursday at 19:30, London time"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "Every month on the last Thursday at 19:30, London time"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH",
         "Every month on the first Thursday and the third Thursday at 19:30, London time"),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2", "Every month on the second Saturday at 19:30, London time"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU", "Every 3 months on the first Sunday at 19:30, London time"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Every month on day 15 at 19:30, London time"),
        ("FREQ=MONTHLY", "Every month on day 26 at 19:30, London time"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day at 19:30, London time"),
        ("FREQ=YEARLY", "Every year on 26 November at 19:30, London time"),
        ("FREQ=WEEKLY;UNTIL=20261224T235959Z", "Every Thursday at 19:30, London time, until 24 December 2026"),
        ("FREQ=WEEKLY;UNTIL=20261224", "Every Thursday at 19:30, London time, until 24 December 2026"),
        ("FREQ=WEEKLY;COUNT=6", "Every Thursday at 19:30, London time, 6 times in all"),
        ("", "Once, on Thursday 26 November 2026 at 19:30, London time"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(app: Flask, rule: str, words: str) -> None:
    with app.test_request_context():
        assert wording.rule_in_words(a_rule(rule)) == words


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=1TH", "FREQ=MONTHLY;BYDAY=SA", "FREQ=MONTHLY;BYDAY=7SA",
     "FREQ=YEARLY;BYDAY=1TH", "FREQ=DAILY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=-2",
     "FREQ=WEEKLY;BYHOUR=7", "FREQ=WEEKLY;INTERVAL=x"],
)  # fmt: skip
def test_a_rule_beyond_words_is_not_guessed_at(app: Flask, rule: str) -> None:
    with app.test_request_context():
        said = wording.rule_in_words(a_rule(rule))
        assert said == "On dates of its own at 19:30, London time"


def test_the_last_day_is_counted_where_the_meeting_is(app: Flask) -> None:
    with app.test_request_context():
        there = a_rule("FREQ=WEEKLY;UNTIL=20261225T045959Z", "America/New_York")
        assert wording.rule_in_words(there).endswith(", until 24 December 2026")


def test_by_appointment_names_no_time(app: Flask) -> None:
    with app.test_request_context():
        assert wording.rule_in_words(a_rule("", starts=None)) == "By appointment"


@law("L5.1")
@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "20:30 for you"),
        ("Europe/Lisbon", ""),
        ("Asia/Tokyo", "04:30 the day after, for you"),
    ],
)
def test_the_readers_own_time_stands_beside_it_where_it_differs(
    app: Flask, zone: str, words: str
) -> None:
    with app.test_request_context():
        assert wording.for_you(a_rule("FREQ=WEEKLY"), zone, THURSDAY.replace(tzinfo=UTC)) == words


@law("L5.1")
def test_a_morning_far_away_may_be_the_day_before_for_me(app: Flask) -> None:
    early = a_rule("", "Asia/Tokyo", THURSDAY.replace(hour=7))
    with app.test_request_context():
        said = wording.for_you(early, "America/New_York", THURSDAY.replace(tzinfo=UTC))
        assert said == "17:30 the day before, for you"
        assert (
            wording.for_you(a_rule("", starts=None), "Asia/Tokyo", THURSDAY.replace(tzinfo=UTC))
            == ""
        )


@law("L5.1")
def test_the_meetings_own_time_stands_beside_ones_own_where_it_differs(app: Flask) -> None:
    at = THURSDAY.replace(tzinfo=UTC)
    with app.test_request_context():
        assert wording.wall_time("Europe/London", ZoneInfo("Europe/Berlin"), at) == "19:30"
        assert wording.wall_time("Europe/London", ZoneInfo("Europe/Lisbon"), at) == ""
        assert wording.wall_time("Europe/London", ZoneInfo("Asia/Tokyo"), at) == "Thursday 19:30"


def test_a_zone_is_called_by_its_city(app: Flask) -> None:
    with app.test_request_context():
        assert wording.zone_in_words("America/New_York") == "New York time"
        assert wording.zone_in_words("America/Argentina/Buenos_Aires") == "Buenos Aires time"
        assert wording.zone_in_words("UTC") == "UTC"
        assert wording.zone_in_words("Etc/UTC") == "UTC"


def test_days_are_said_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context(), force_locale("es"):
        assert wording.weekday(3) == "jueves"


def test_how_long_it_takes_is_said_in_hours_where_it_is_hours(app: Flask) -> None:
    with app.test_request_context():
        assert wording.minutes_in_words(90) == "90 minutes"
        assert wording.minutes_in_words(60) == "One hour"
        assert wording.minutes_in_words(120) == "2 hours"
