"""Calendars: what is in them, what never is, for whom, and until when."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from werkzeug.test import TestResponse

from community import clock
from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.groups import operations as groups
from community.groups.models import Group
from community.meetings import operations, queries
from community.meetings.models import CalendarAddress, Follow
from community.members.models import Member
from community.operations import operation
from tests.factories import Circle, Person, a_circle
from tests.laws import law
from tests.meetings.planned import a_meeting, altered, published
from tests.stage import Browser

THURSDAY = datetime.fromisoformat("2026-10-01T23:00:00+00:00")
"""At 19:00 in New York."""

FRIDAY = datetime.fromisoformat("2026-10-02T19:00")
"""A day later, by the clocks there."""


def public_one(circle: Circle, **about: Any) -> Any:
    """A public weekly meeting in New York, on Thursdays at 19:00."""
    said = {"first": THURSDAY, "zone": "America/New_York", "visibility": "public"}
    return a_meeting(circle, **{**said, **about})


@operation
def changed(kind: type[Any], row: object, **facts: object) -> None:
    """Something happened to a row."""
    found = db.session.get_one(kind, row)
    for name, value in facts.items():
        setattr(found, name, value)


@operation
def following(person: Person, meeting_id: int) -> None:
    """Somebody follows a meeting."""
    db.session.add(Follow(meeting_id=meeting_id, member_id=person.id, since=now()))


def ask(app: Flask, path: str, **how: Any) -> TestResponse:
    """What a stranger's calendar program gets."""
    return app.test_client().get(path, **how)


def events(answer: TestResponse) -> list[Event]:
    """What stands in a calendar."""
    assert answer.status_code == 200, answer.status
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def names(answer: TestResponse) -> list[str]:
    return sorted(str(event["summary"]) for event in events(answer))


def own(app: Flask, person: Person, discreet: bool = False) -> TestResponse:
    """Somebody's own calendar, at an address just made."""
    return ask(app, f"/calendars/{operations.make_calendar_address(person.id, discreet)}.ics")


def is_nothing(answer: TestResponse) -> bool:
    """Absent, in the same words as whatever never was."""
    return answer.status_code == 404 and "Nothing is here for you" in answer.text


@law("L12.1", "L5.1")
def test_a_public_meeting_stands_in_the_calendar_in_wall_time(app: Flask, circle: Circle) -> None:
    public_one(circle, types=["D"], about="Bring a cup.", rule="FREQ=WEEKLY;BYDAY=TH")
    text = ask(app, "/calendar.ics").text.replace("\r\n ", "")
    for line in (
        "METHOD:PUBLISH", "NAME:Harbour", "X-WR-CALNAME:Harbour", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H", "SUMMARY:Thursday Night", "DTSTART;TZID=America/New_York:20261001T190000",
        "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TH", "TRANSP:TRANSPARENT", "DESCRIPTION:Bring a cup.",
        "CONFERENCE;FEATURE=CHAT;VALUE=URI:http://localhost/meetings/thursday-night-0/join",
        "CATEGORIES:Discussion", "SEQUENCE:0",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text, line


def test_it_comes_as_calendar_programs_expect_it(app: Flask, circle: Circle) -> None:
    public_one(circle, about="ü and a long line, again and again: " * 20)
    answer = ask(app, "/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))


def test_what_has_not_changed_is_not_sent_again(app: Flask, circle: Circle) -> None:
    slug = public_one(circle).slug
    first = ask(app, "/calendar.ics")
    again = ask(app, "/calendar.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
    published(slug, name="Friday Night", sequence=1)
    after = ask(app, "/calendar.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert names(after) == ["Friday Night"]


@law("L2.1")
@pytest.mark.parametrize("visibility", ["members", "unlisted"])
def test_what_is_not_public_is_in_no_public_calendar(
    app: Flask, circle: Circle, visibility: str
) -> None:
    public_one(circle)
    public_one(circle, name="Inner Circle", visibility=visibility)
    for path in ("/calendar.ics", f"/groups/{circle.slug}/calendar.ics"):
        assert names(ask(app, path)) == ["Thursday Night"]
    assert names(own(app, circle.regular)) == ["Inner Circle", "Thursday Night"]


@law("L2.1")
def test_a_hidden_group_and_an_absent_one_are_alike(app: Flask, as_member: Browser) -> None:
    circle = a_circle(visibility="hidden")
    public_one(circle)
    assert names(ask(app, "/calendar.ics")) == []
    assert is_nothing(ask(app, f"/groups/{circle.slug}/calendar.ics"))
    assert is_nothing(ask(app, "/groups/nowhere/calendar.ics"))
    mine = as_member(circle.regular).get(f"/groups/{circle.slug}/calendar.ics")
    assert is_nothing(mine)


@law("L2.1")
def test_a_group_that_never_made_a_meeting_public_is_unknown_to_strangers(
    app: Flask, circle: Circle
) -> None:
    slug = public_one(circle, visibility="members").slug
    assert is_nothing(ask(app, f"/groups/{circle.slug}/calendar.ics"))
    published(slug)
    assert names(ask(app, f"/groups/{circle.slug}/calendar.ics")) == ["Thursday Night"]
    published(slug, ended_at=now())
    assert names(ask(app, f"/groups/{circle.slug}/calendar.ics")) == []


def test_a_groups_calendar_has_no_other_groups_meetings(app: Flask, circle: Circle) -> None:
    other = a_circle()
    public_one(circle)
    public_one(other, name="Elsewhere")
    assert names(ask(app, f"/groups/{circle.slug}/calendar.ics")) == ["Thursday Night"]
    assert names(ask(app, "/calendar.ics")) == ["Elsewhere", "Thursday Night"]


def test_an_archived_group_has_no_calendar(app: Flask, circle: Circle) -> None:
    public_one(circle)
    changed(Group, circle.group_id, archived_at=now())
    assert names(ask(app, "/calendar.ics")) == []
    assert is_nothing(ask(app, f"/groups/{circle.slug}/calendar.ics"))


def test_codes_links_and_people_are_in_no_calendar(app: Flask, circle: Circle) -> None:
    elsewhere = {"url": "https://zoom.us/j/123?pwd=abc", "notes": "Passcode: amber-kettle"}
    meeting = public_one(
        circle, room=False, elsewhere=elsewhere, about="Come. The passcode is amber-kettle."
    )
    altered(meeting.sittings[1], note="Note: password serenity.", cancelled_at=now())
    for answer in (ask(app, "/calendar.ics"), own(app, circle.regular)):
        for word in (
            "zoom",
            "amber-kettle",
            "serenity",
            circle.regular.handle,
            circle.moderator.handle,
        ):
            assert word not in answer.text
        assert "/meetings/thursday-night-0/join" in answer.text


@law("L12.1")
def test_a_discreet_calendar_tells_nothing(app: Flask, circle: Circle) -> None:
    meeting = public_one(circle, types=["D"], about="Bring a cup.", place={"name": "Hall"})
    altered(meeting.sittings[1], note="Cake for Ana.")
    answer = own(app, circle.regular, discreet=True)
    assert {str(event["summary"]) for event in events(answer)} == {"Meeting"}
    told = re.findall(r"^([A-Z-]+)", answer.text.replace("\r\n ", ""), re.MULTILINE)
    assert not {"DESCRIPTION", "CATEGORIES", "LOCATION", "CONFERENCE", "URL", "GEO"} & set(told)
    for word in (
        "Thursday",
        "Hall",
        "cup",
        "Cake",
        "Harbour",
        "localhost",
        str(meeting.meeting_id),
    ):
        assert word not in answer.text, word


def test_discreet_is_ticked_unless_one_takes_it_away(circle: Circle, as_member: Browser) -> None:
    browser = as_member(circle.regular)
    assert re.search(r'name="discreet" value="yes" checked', browser.get("/you/calendar").text)
    for said in ({"discreet": "yes"}, {}):
        page = browser.post("/you/calendar", data=said)
        assert "webcal://localhost/calendars/hearth_" in page.text
        newest = queries.calendar_addresses_of(circle.regular.id)[0]
        assert newest.discreet is bool(said)


def test_two_discreet_calendars_have_no_id_in_common(app: Flask, circle: Circle) -> None:
    public_one(circle)
    mine = {str(event["uid"]) for event in events(own(app, circle.regular, discreet=True))}
    theirs = {str(event["uid"]) for event in events(own(app, circle.other, discreet=True))}
    assert mine
    assert not mine & theirs


def test_ones_own_calendar_has_ones_groups_and_what_one_follows(app: Flask, circle: Circle) -> None:
    other, third = a_circle(), a_circle()
    public_one(circle, visibility="members")
    followed = public_one(other, name="Followed")
    public_one(third, name="Neither")
    following(circle.regular, followed.meeting_id)
    assert names(own(app, circle.regular)) == ["Followed", "Thursday Night"]
    assert names(own(app, circle.outsider)) == []


@law("L2.4")
def test_who_leaves_has_the_groups_meetings_no_longer(app: Flask, circle: Circle) -> None:
    meeting = public_one(circle, visibility="members")
    following(circle.regular, meeting.meeting_id)
    secret = operations.make_calendar_address(circle.regular.id, False)
    assert names(ask(app, f"/calendars/{secret}.ics")) == ["Thursday Night"]
    groups.leave_group(circle.regular.id, circle.slug)
    assert names(ask(app, f"/calendars/{secret}.ics")) == []


@law("L12.1")
def test_a_revoked_address_is_as_one_that_never_was(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    browser = as_member(circle.regular)
    page = browser.post("/you/calendar", data={"discreet": "yes"})
    path = re.findall(r"http://localhost(/calendars/hearth_[\w-]+\.ics)", page.text)[0]
    assert ask(app, path).status_code == 200
    assert path not in browser.get("/you/calendar").text
    [address] = queries.calendar_addresses_of(circle.regular.id)
    theirs = as_member(circle.other).post(f"/you/calendar/{address.id}/revocation")
    assert theirs.status_code == 404
    assert ask(app, path).status_code == 200
    assert browser.post(f"/you/calendar/{address.id}/revocation").status_code == 303
    assert is_nothing(ask(app, path))
    assert is_nothing(ask(app, "/calendars/nothing.ics"))


@pytest.mark.parametrize("what", ["banned_at", "suspended_until"])
def test_whoever_may_not_enter_has_no_calendar(app: Flask, circle: Circle, what: str) -> None:
    secret = operations.make_calendar_address(circle.regular.id, True)
    assert ask(app, f"/calendars/{secret}.ics").status_code == 200
    changed(Member, circle.regular.id, **{what: now() + timedelta(days=1)})
    assert is_nothing(ask(app, f"/calendars/{secret}.ics"))


@law("L1.4")
def test_the_address_is_kept_nowhere(app: Flask, circle: Circle) -> None:
    secret = operations.make_calendar_address(circle.regular.id, True)
    ask(app, f"/calendars/{secret}.ics")
    ask(app, f"/calendars/{secret}x.ics")
    kept = [db.session.scalar(sa.select(CalendarAddress.hash))]
    logs = (app.config["HEARTH"].instance / "logs").glob("*")
    kept += [Path(file).read_text() for file in logs]
    assert kept[0]
    assert all(secret not in said for said in kept)


def test_nobody_looks_for_calendars(app: Flask, circle: Circle) -> None:
    answer = own(app, circle.regular)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Disallow: /" in ask(app, "/robots.txt").text


def test_a_sixth_address_is_refused_and_the_fifth_is_not(
    circle: Circle, as_member: Browser
) -> None:
    for _number in range(5):
        operations.make_calendar_address(circle.regular.id, True)
    with pytest.raises(Conflict):
        operations.make_calendar_address(circle.regular.id, True)
    browser: FlaskClient = as_member(circle.regular)
    refused = browser.post("/you/calendar", data={"discreet": "yes"})
    assert refused.status_code == 409
    assert "five addresses" in refused.text
    first = queries.calendar_addresses_of(circle.regular.id)[0]
    operations.revoke_calendar_address(circle.regular.id, first.id)
    assert operations.make_calendar_address(circle.regular.id, True)


def test_what_has_no_dates_is_left_out(app: Flask, circle: Circle) -> None:
    public_one(circle)
    public_one(circle, name="Whenever", starts=None, rule="")
    public_one(circle, name="Resting", attendance="suspended")
    assert names(ask(app, "/calendar.ics")) == ["Thursday Night"]


def test_a_cancelled_date_and_a_moved_one_are_exceptions(app: Flask, circle: Circle) -> None:
    meeting = public_one(circle)
    altered(meeting.sittings[1], cancelled_at=now())
    later = THURSDAY + timedelta(weeks=2, hours=1)
    altered(meeting.sittings[2], starts_at=later, ends_at=later + timedelta(minutes=60))
    _whole, cancelled, moved = events(ask(app, "/calendar.ics"))
    assert str(cancelled["status"]) == "CANCELLED"
    assert str(cancelled["summary"]) == "Cancelled: Thursday Night"
    assert cancelled["recurrence-id"].dt == THURSDAY + timedelta(weeks=1)
    assert moved["recurrence-id"].dt == THURSDAY + timedelta(weeks=2)
    assert moved["dtstart"].dt == later
    assert "status" not in moved


def test_what_was_moved_before_the_rule_changed_is_held_all_the_same(
    app: Flask, circle: Circle
) -> None:
    meeting = public_one(circle, rule="FREQ=WEEKLY;BYDAY=TH")
    later = THURSDAY + timedelta(weeks=1, hours=1)
    altered(meeting.sittings[1], starts_at=later, ends_at=later + timedelta(minutes=60))
    altered(meeting.sittings[2], cancelled_at=now())
    published(meeting.slug, rule="FREQ=WEEKLY;BYDAY=FR", starts=FRIDAY)
    whole, moved = events(ask(app, "/calendar.ics"))
    assert moved["dtstart"].dt == later
    assert moved["uid"] != whole["uid"]
    assert "recurrence-id" not in moved


def test_it_takes_no_query_more_for_more_meetings(app: Flask, circle: Circle) -> None:
    secret = operations.make_calendar_address(circle.regular.id, True)
    paths = ("/calendar.ics", f"/groups/{circle.slug}/calendar.ics", f"/calendars/{secret}.ics")
    public_one(circle)
    few = [queries_for(app, path) for path in paths]
    for number in range(4):
        public_one(circle, name=f"Meeting {number}")
    assert [queries_for(app, path) for path in paths] == few
    assert max(few) <= 7


def queries_for(app: Flask, path: str) -> int:
    """How many statements one answer takes."""
    counted: list[str] = []

    def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        counted.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", count)
    assert ask(app, path).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


def test_an_address_made_a_year_ago_still_works(app: Flask, circle: Circle) -> None:
    secret = operations.make_calendar_address(circle.regular.id, True)
    clock.move(timedelta(days=400))
    assert ask(app, f"/calendars/{secret}.ics").status_code == 200
