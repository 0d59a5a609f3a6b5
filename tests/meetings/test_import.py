"""Real lists of meetings as input: every row is accounted for, and nothing is half imported."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community.clock import now
from community.extensions import db
from community.groups.models import Group, Membership
from community.meetings import operations, queries
from community.meetings.models import Meeting, Sitting
from community.operations import operation
from tests.factories import Person, a_person, a_site
from tests.laws import law
from tests.meetings.lists import (
    ALPENA,
    CENTRAL,
    CENTRAL_GROUP,
    CENTRAL_ROW,
    HALL,
    ROW,
    a_list,
    brought_in,
    counts,
    dates_of,
    run_import,
    the_meeting,
)


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person("keeper", administrator=True)


@law("L5.1")
def test_a_list_becomes_groups_meetings_and_their_dates(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    lines = brought_in(app, a_list(tmp_path, ROW))
    assert lines[:2] == [counts(1, added=1), "0 removed"]
    meeting = the_meeting()
    assert (meeting.rule, meeting.zone, meeting.minutes) == (
        "FREQ=WEEKLY;BYDAY=MO",
        "Europe/Dublin",
        75,
    )
    assert (meeting.types, meeting.languages) == (["O", "D"], ["es"])
    assert (meeting.visibility, meeting.attendance, meeting.room_id) == ("public", "online", None)
    assert meeting.elsewhere["url"] == ROW["conference_url"]
    assert (meeting.group.name, meeting.group.purpose) == ("Harbour", "By the water.")
    dates = dates_of(meeting)
    assert 8 <= len(dates) <= 9
    assert {date.starts_at.weekday() for date in dates} == {0}


def test_whoever_is_named_moderates_the_new_group(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    a_person("mooring")
    brought_in(app, a_list(tmp_path, ROW), "--as", "mooring")
    person = db.session.query(Membership).one()
    assert (person.handle, person.role, person.group.visibility) == (
        "mooring",
        "moderator",
        "closed",
    )
    assert run_import(app, a_list(tmp_path, HALL), "--as", "nobody-here")[0] == 1


def test_without_anybody_who_runs_the_site_nothing_is_imported(app: Flask, tmp_path: Path) -> None:
    a_site()
    code, lines = run_import(app, a_list(tmp_path, ROW))
    assert (code, "--as HANDLE" in lines[0]) == (1, True)
    assert db.session.query(Group).count() == 0


def test_a_second_time_nothing_changes(app: Flask, keeper: Person, tmp_path: Path) -> None:
    path = a_list(tmp_path, ROW, HALL)
    brought_in(app, path)
    before = db.session.query(Sitting.id).order_by(Sitting.id).all()
    assert brought_in(app, path)[:2] == [counts(2, unchanged=2), "0 removed"]
    assert db.session.query(Sitting.id).order_by(Sitting.id).all() == before
    assert db.session.query(Group).count() == 2


def test_a_dry_run_says_the_same_and_does_nothing(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    path = a_list(tmp_path, ROW, HALL, {"name": "Nowhen", "day": 3, "slug": "x", "timezone": "UTC"})
    dry = brought_in(app, path, "--dry-run")
    assert dry[-1] == "This was a dry run: nothing was changed."
    assert (db.session.query(Meeting).count(), db.session.query(Group).count()) == (0, 0)
    assert brought_in(app, path) == dry[:-1]


def test_dirty_rows_are_put_right_and_told(app: Flask, keeper: Person, tmp_path: Path) -> None:
    lines = brought_in(app, a_list(tmp_path, HALL))
    meeting = the_meeting("lantern-oar-17")
    assert (meeting.name, meeting.zone, meeting.types) == (
        "Lantern & Oar",
        "America/Detroit",
        ["C", "M"],
    )
    assert (meeting.starts and f"{meeting.starts:%a %H:%M}", meeting.minutes) == ("Tue 18:30", 60)
    assert meeting.place["address"] == "3 Quay, Alpena, MI"
    assert meeting.attendance == "in_person"
    assert {line.partition(": ")[2] for line in lines[2:]} == {
        "time was not written as HH:MM.",
        "types was one text and was taken apart.",
        "No time zone; America/Detroit was taken, from the state.",
    }


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, "It has no name."),
        ({"name": None}, "It has no name."),
        ({"name": ["Harbour"]}, "It has no name."),
        ({"day": 7}, "day is none of this list's weekdays: 7"),
        ({"day": True}, "day is none of this list's weekdays: True"),
        ({"day": [1, "Someday"]}, "day is none of this list's weekdays: Someday"),
        ({"time": "25:00"}, "time is no time of day: 25:00"),
        ({"time": 1900}, "time is no time of day: 1900"),
        ({"time": None}, "It has a day but no time."),
        ({"day": None}, "It has a time but no day."),
        ({"end_time": "late"}, "end_time is no time of day: late"),
        ({"timezone": "Europe/Dublinn"}, "There is no time zone called Europe/Dublinn."),
        ({"timezone": None}, "It has no time zone."),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_with_its_reason(
    app: Flask, keeper: Person, tmp_path: Path, wrong: dict[str, Any], reason: str
) -> None:
    lines = brought_in(app, a_list(tmp_path, {**ROW, **wrong}, HALL))
    assert lines[0] == counts(2, added=1, refused=1)
    assert lines[2].startswith("Row 1")
    assert reason in lines[2]


@pytest.mark.parametrize("row", [None, 5, "Harbour", ["Harbour"], True])
def test_a_row_that_is_no_object_is_refused(
    app: Flask, keeper: Person, tmp_path: Path, row: object
) -> None:
    lines = brought_in(app, a_list(tmp_path, ROW, row))
    assert lines[0] == counts(2, added=1, refused=1)
    assert lines[2] == "Row 2: This is no meeting but something else."


@pytest.mark.parametrize(
    ("given", "field", "kept"),
    [
        ({"day": [1, 3]}, "rule", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ({"day": 0}, "rule", "FREQ=WEEKLY;BYDAY=SU"),
        ({"end_time": None}, "minutes", 60),
        ({"time": "23:30", "end_time": "00:30"}, "minutes", 60),
        ({"end_time": "19:00"}, "minutes", 60),
        ({"types": ["O", "C"]}, "types", ["C"]),
        ({"types": ["ONL", "D", "QQ"]}, "types", ["D"]),
        ({"types": {"a": 1}}, "types", []),
        ({"types": [["D"], None, 11, "12x12"]}, "types", ["11", "12x12"]),
        ({"notes": "a\x00b\ud800c<br>d"}, "about", "abc\nd"),
        ({"notes": 5}, "about", "5"),
        ({"notes": ["a"]}, "about", ""),
        ({"conference_url": "javascript:alert(1)", "conference_phone": ""}, "elsewhere",
         {"url_notes": "Passcode: abc"}),
        ({"latitude": "north", "longitude": 999}, "place",
         {"address": "Dublin, Ireland", "approximate": True}),
        ({"attendance_option": "hybrid"}, "attendance", "hybrid"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_field_is_left_out_or_put_right(
    app: Flask, keeper: Person, tmp_path: Path, given: dict[str, Any], field: str, kept: object
) -> None:
    assert brought_in(app, a_list(tmp_path, {**ROW, **given}))[0] == counts(1, added=1)
    assert getattr(the_meeting(), field) == kept


def test_what_is_too_long_is_cut_and_told(app: Flask, keeper: Person, tmp_path: Path) -> None:
    long = {
        "name": "Harbour " * 200,
        "slug": "h" * 500,
        "notes": "word " * 9000,
        "group": "G" * 300,
    }
    lines = brought_in(app, a_list(tmp_path, {**ROW, **long}))
    assert lines[0] == counts(1, added=1)
    assert "Row 1: name was cut to 255 characters." in lines
    meeting = db.session.query(Meeting).one()
    assert (len(meeting.name) <= 255, len(meeting.about) <= 10_000, len(meeting.slug) <= 80) == (
        True,
    ) * 3
    assert brought_in(app, a_list(tmp_path, {**ROW, **long}))[0] == counts(1, unchanged=1)


def test_a_meeting_by_appointment_is_kept_without_dates(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, {**ROW, "day": None, "time": None, "timezone": None}))
    assert (the_meeting().starts, the_meeting().rule, dates_of(the_meeting())) == (None, "", [])


def test_two_rows_of_one_slug_are_one_meeting(app: Flask, keeper: Person, tmp_path: Path) -> None:
    lines = brought_in(app, a_list(tmp_path, ROW, {**ROW, "name": "Twin"}))
    assert lines[0] == counts(2, added=1, refused=1)
    assert lines[2] == "Row 2, Twin: Row 1 has the same slug."


def test_rows_without_a_zone_take_the_one_that_is_said(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    path = a_list(tmp_path, {**ROW, "timezone": None})
    assert run_import(app, path, "--zone", "Europe/Nowhere")[0] == 1
    brought_in(app, path, "--zone", "Europe/Lisbon")
    assert the_meeting().zone == "Europe/Lisbon"


def test_an_old_name_of_a_zone_is_taken_for_its_new_one(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, {**ROW, "timezone": "Europe/Kiev"}))
    assert the_meeting().zone in ("Europe/Kyiv", "Europe/Kiev")


def test_all_rows_go_into_the_group_that_is_named(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    path = a_list(tmp_path, ROW, HALL)
    assert run_import(app, path, "--group", "nowhere")[0] == 1
    brought_in(app, a_list(tmp_path, {**ROW, "slug": "first"}, name="other.json"))
    slug = the_meeting("first").group.slug
    brought_in(app, path, "--group", slug, "--unlisted")
    assert db.session.query(Group).count() == 1
    assert {the_meeting().visibility, the_meeting("lantern-oar-17").visibility} == {"unlisted"}


def test_a_change_in_the_list_is_followed(app: Flask, keeper: Person, tmp_path: Path) -> None:
    brought_in(app, a_list(tmp_path, ROW))
    lines = brought_in(app, a_list(tmp_path, {**ROW, "day": 4, "notes": "Bring two cups."}))
    assert lines[0] == counts(1, changed=1)
    meeting = the_meeting()
    assert (meeting.rule, meeting.about, meeting.sequence) == (
        "FREQ=WEEKLY;BYDAY=TH",
        "Bring two cups.",
        1,
    )
    coming = [date for date in dates_of(meeting) if date.starts_at > now()]
    assert {date.starts_at.weekday() for date in coming} == {3}


@operation
def change(slug: str, **columns: object) -> None:
    """What somebody changed here."""
    meeting = db.session.query(Meeting).filter_by(slug=slug).one()
    for name, value in columns.items():
        setattr(meeting, name, value)


def test_what_was_changed_here_stays(app: Flask, keeper: Person, tmp_path: Path) -> None:
    brought_in(app, a_list(tmp_path, ROW))
    change("harbour-monday", about="Cups are there.", minutes=90)
    assert brought_in(app, a_list(tmp_path, ROW))[0] == counts(1, unchanged=1)
    lines = brought_in(
        app, a_list(tmp_path, {**ROW, "notes": "Bring two.", "name": "Harbour Lights"})
    )
    assert lines[0] == counts(1, changed=1)
    assert "Row 1: about was changed here and in the list; ours stays." in lines
    meeting = the_meeting()
    assert (meeting.name, meeting.about, meeting.minutes) == (
        "Harbour Lights",
        "Cups are there.",
        90,
    )


def test_what_the_list_no_longer_names_ends_and_comes_back(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, ROW, HALL))
    assert brought_in(app, a_list(tmp_path, HALL))[:2] == [counts(1, unchanged=1), "1 removed"]
    assert the_meeting().ended_at is not None
    assert [date for date in dates_of(the_meeting()) if date.starts_at > now()] == []
    assert brought_in(app, a_list(tmp_path, HALL))[:2] == [counts(1, unchanged=1), "0 removed"]
    assert brought_in(app, a_list(tmp_path, ROW, HALL))[:2] == [
        counts(2, changed=1, unchanged=1), "0 removed",
    ]  # fmt: skip
    assert the_meeting().ended_at is None
    assert len(dates_of(the_meeting())) >= 8


def test_what_was_ended_here_stays_ended(app: Flask, keeper: Person, tmp_path: Path) -> None:
    brought_in(app, a_list(tmp_path, ROW))
    change("harbour-monday", ended_at=now())
    lines = brought_in(app, a_list(tmp_path, {**ROW, "notes": "New."}))
    assert lines[0] == counts(1, unchanged=1)
    assert "Row 1: It was ended here and stays ended." in lines


def test_a_row_that_is_broken_for_once_ends_nothing(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, ROW, HALL))
    lines = brought_in(app, a_list(tmp_path, {**ROW, "time": "soon"}, HALL))
    assert lines[:2] == [counts(2, unchanged=1, refused=1), "0 removed"]
    assert the_meeting().ended_at is None


def test_two_lists_never_end_each_others_meetings(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, ROW))
    assert brought_in(app, a_list(tmp_path, HALL, name="alpena.json"))[1] == "0 removed"
    code, lines = run_import(app, a_list(tmp_path, {**ROW, "name": "Another", "slug": "another"}))
    assert (code, "--source NAME" in lines[0]) == (1, True)
    assert run_import(app, a_list(tmp_path))[0] == 1
    assert the_meeting().ended_at is None
    again = a_list(tmp_path, {**ROW, "name": "Another"})
    assert brought_in(app, again, "--source", "another")[:2] == [counts(1, added=1), "0 removed"]
    assert brought_in(app, a_list(tmp_path), "--source", "harbour_meetings.json")[1] == "1 removed"
    assert the_meeting("harbour-monday-2").ended_at is None


def test_a_list_that_fails_half_way_leaves_nothing(
    app: Flask, keeper: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.meetings.operations.landing.MOST_GROUPS", 1)
    code, lines = run_import(app, a_list(tmp_path, ROW, HALL))
    assert (code, "--group SLUG" in lines[0]) == (1, True)
    assert (db.session.query(Meeting).count(), db.session.query(Group).count()) == (0, 0)


def test_central_query_is_read_with_the_groups_that_lie_beside_it(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    a_list(tmp_path, CENTRAL_GROUP, name="central_groups.json")
    lines = brought_in(app, a_list(tmp_path, CENTRAL_ROW, name="central_meetings.json"))
    meeting = the_meeting("early-bird-1")
    assert (meeting.group.name, meeting.group.purpose) == ("Early Birds", "At dawn.")
    assert (meeting.rule, meeting.minutes, meeting.languages) == (
        "FREQ=WEEKLY;BYDAY=SU",
        90,
        ["en"],
    )
    assert meeting.types == ["C", "D"]
    assert "Row 1: Codes that the Meeting Guide does not have: LO-I" in lines


def test_what_central_query_answers_is_read_too(app: Flask, keeper: Person, tmp_path: Path) -> None:
    answer = {
        "slug": "early", "name": "Early", "timezone": "America/New_York", "timeUTC": "2026-11-30T12:00:00.000Z",
        "rtc": "1:12:00", "duration": 60, "type": "C", "formats": ["D"], "features": [], "communities": ["W"],
        "languages": ["es"], "groupID": "65f3310176404fe3897c0e3f",
    }  # fmt: skip
    groups = a_list(tmp_path, CENTRAL_GROUP, name="g.json")
    brought_in(app, a_list(tmp_path, answer, name="answer.json"), "--groups", groups)
    meeting = the_meeting("early")
    assert (meeting.starts and f"{meeting.starts:%a %H:%M}", meeting.group.name) == (
        "Mon 07:00",
        "Early Birds",
    )
    assert (meeting.types, meeting.languages) == (["C", "D", "W"], ["es"])


def test_what_is_archived_there_ends_here(app: Flask, keeper: Person, tmp_path: Path) -> None:
    other = {**CENTRAL_ROW, "slug": "other", "name": "Other"}
    brought_in(app, a_list(tmp_path, CENTRAL_ROW, other))
    lines = brought_in(app, a_list(tmp_path, {**CENTRAL_ROW, "archived": True}, other))
    assert lines[:3] == [
        counts(2, unchanged=1, refused=1), "1 removed", "Row 1, Early Bird: It is archived there.",
    ]  # fmt: skip


@pytest.mark.skipif(not ALPENA.exists(), reason="the real lists are not at hand")
def test_the_real_list_of_alpena_is_taken_whole(app: Flask, keeper: Person) -> None:
    lines = brought_in(app, ALPENA)
    assert lines[:2] == [counts(46, added=46), "0 removed"]
    assert db.session.query(Meeting).filter(Meeting.types == []).count() == 0
    assert brought_in(app, ALPENA)[:2] == [counts(46, unchanged=46), "0 removed"]


@pytest.mark.skipif(not CENTRAL.exists(), reason="the real lists are not at hand")
def test_the_real_list_of_online_meetings_is_taken_but_for_its_sentinel(
    app: Flask, keeper: Person
) -> None:
    lines = brought_in(app, CENTRAL)
    assert lines[:3] == [
        counts(160, added=159, refused=1), "0 removed",
        "Row 142, Vision for Us 24/7: day is none of this list's weekdays: 0",
    ]  # fmt: skip
    assert db.session.query(Meeting).filter(Meeting.starts.is_(None)).count() == 10
    week = queries.week_for(keeper.id, now(), now() + timedelta(days=7))
    assert len({sitting.meeting_id for sitting in week}) == 149
    assert brought_in(app, CENTRAL)[:2] == [counts(160, unchanged=159, refused=1), "0 removed"]


def test_dates_are_written_once_however_often_they_are_asked_for(
    app: Flask, keeper: Person, tmp_path: Path
) -> None:
    brought_in(app, a_list(tmp_path, ROW))
    before = [date.id for date in dates_of(the_meeting())]
    operations.fill_meetings([the_meeting().id])
    assert [date.id for date in dates_of(the_meeting())] == before
    first = dates_of(the_meeting())[0]
    assert first.starts_at.tzinfo == UTC
    assert first.ends_at - first.starts_at == timedelta(minutes=75)
