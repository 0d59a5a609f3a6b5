"""The week's page: every meeting one may know of, in one's own time, narrowed by a plain form."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from community import clock
from community.clock import now
from community.extensions import db
from community.members.models import Member
from community.operations import operation
from tests.factories import Circle, Person, a_circle
from tests.laws import law
from tests.meetings.planned import a_meeting, altered
from tests.stage import Browser

WEDNESDAY = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wednesday(app: Flask) -> None:
    """It is Wednesday at noon."""
    clock.move(WEDNESDAY - now())


@operation
def living_in(person: Person, zone: str) -> None:
    """Somebody lives by another clock."""
    db.session.get_one(Member, person.id).zone = zone


def main_of(page: str) -> str:
    """The page without its frame."""
    return page.split("<main")[1].split("</main>")[0]


@law("L5.1")
def test_the_week_stands_in_the_readers_own_time(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, first=WEDNESDAY + timedelta(hours=11), zone="Europe/London")
    living_in(circle.regular, "Europe/Berlin")
    page = main_of(as_member(circle.regular).get("/meetings").text)
    assert "in your time: Berlin time" in page
    assert 'id="day-2026-11-26">Thursday 26 November' in page
    assert ">00:00</time>" in page
    assert "Wednesday 23:00, London time" in page


@law("L5.1")
def test_one_clock_is_named_once(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, first=WEDNESDAY + timedelta(hours=11), zone="Europe/London")
    page = main_of(as_member(circle.regular).get("/meetings").text)
    assert "Today, Wednesday 25 November" in page
    assert "London time" not in page


@law("L2.1")
@pytest.mark.parametrize(
    ("group", "meeting", "who"),
    [
        ("open", "members", "outsider"),
        ("closed", "public", "outsider"),
        ("closed", "members", "regular"),
        ("hidden", "public", "regular"),
        ("closed", "unlisted", "regular"),
    ],
)
def test_the_week_shows_what_one_may_know_of(
    app: Flask, as_member: Browser, group: str, meeting: str, who: str
) -> None:
    circle = a_circle(visibility=group)
    a_meeting(circle, visibility=meeting)
    assert "Thursday Night" in as_member(circle.people[who]).get("/meetings").text


@law("L2.1")
@pytest.mark.parametrize(
    ("group", "meeting"),
    [("closed", "members"), ("hidden", "public"), ("hidden", "members"), ("open", "unlisted")],
)
def test_the_week_hides_what_is_for_others(
    app: Flask, as_member: Browser, group: str, meeting: str
) -> None:
    circle = a_circle(visibility=group)
    a_meeting(circle, visibility=meeting)
    assert "Thursday Night" not in as_member(circle.outsider).get("/meetings").text


@law("L5.1")
@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("day=th", True), ("day=fr", False), ("time=evening", True), ("time=night", False),
        ("type=D", True), ("type=W", False), ("language=es", True), ("language=en", False),
        ("group=harbour-street", True), ("group=elsewhere", False), ("mine=yes", True),
        ("day=th&time=evening&type=D", True), ("day=th&time=morning", False),
    ],
)  # fmt: skip
def test_the_week_is_narrowed(circle: Circle, as_member: Browser, choice: str, found: bool) -> None:
    tomorrow = WEDNESDAY + timedelta(days=1, hours=7)
    a_meeting(circle, first=tomorrow, types=["D"], languages=["es"])
    page = as_member(circle.regular).get(f"/meetings?{choice}").text
    assert ("/meetings/thursday-night-" in page) == found


def test_only_mine_leaves_out_the_groups_of_others(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, visibility="public")
    browser = as_member(circle.outsider)
    assert "Thursday Night" in browser.get("/meetings").text
    assert "Thursday Night" not in browser.get("/meetings?mine=yes").text


def test_only_what_is_there_can_be_chosen(circle: Circle, as_member: Browser) -> None:
    for name, kind in (("One", "D"), ("Two", "ST")):
        a_meeting(circle, name, types=[kind])
    page = as_member(circle.regular).get("/meetings").text
    assert '<option value="ST">' in page
    assert '<option value="MED">' not in page


@pytest.mark.parametrize(
    "choice",
    ["week=never", "week=1999-01-01", "day=zz", "type=" + "x" * 500, "group=%00", "mine=no"],
)
def test_what_is_not_understood_is_refused_to_nobody(
    circle: Circle, as_member: Browser, choice: str
) -> None:
    a_meeting(circle)
    assert as_member(circle.regular).get(f"/meetings?{choice}").status_code == 200


def test_the_pages_turn_as_far_as_dates_are_made(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, first=WEDNESDAY + timedelta(days=8))
    browser = as_member(circle.regular)
    assert "Thursday Night" not in main_of(browser.get("/meetings").text)
    later = browser.get("/meetings?week=2026-12-02&day=th").text
    assert "Thursday Night" in main_of(later)
    assert 'href="/meetings?week=2026-12-09&amp;day=th"' in later
    last = browser.get("/meetings?week=2027-01-13").text
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last


@law("L5.4")
def test_one_lamp_burns_over_what_is_on(circle: Circle, as_member: Browser) -> None:
    for name in ("One", "Two"):
        a_meeting(circle, name, first=WEDNESDAY - timedelta(minutes=10), room=False)
    page = as_member(circle.regular).get("/meetings").text
    assert page.count('class="lamp"') == 1
    assert 'class="lamp"' not in as_member(circle.outsider).get("/meetings").text


@law("L5.1")
def test_cancelled_and_moved_dates_say_so(circle: Circle, as_member: Browser) -> None:
    off, moved = a_meeting(circle, "Off"), a_meeting(circle, "Later")
    altered(off.sitting_id, cancelled_at=now(), note="The hall is being painted.")
    altered(moved.sitting_id, starts_at=moved.sitting().starts_at + timedelta(hours=2))
    page = main_of(as_member(circle.regular).get("/meetings").text)
    assert "<b>Cancelled.</b> The hall is being painted." in page
    assert "<b>Moved from Thursday 12:00.</b>" in page


def test_what_is_over_is_folded_away(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, first=WEDNESDAY - timedelta(hours=3), room=False)
    page = main_of(as_member(circle.regular).get("/meetings").text)
    assert "One is over" in page
    assert 'class="lamp"' not in page


@law("L5.1")
def test_many_meetings_take_few_questions(app: Flask, circle: Circle, as_member: Browser) -> None:
    for number in range(30):
        a_meeting(circle, f"Meeting {number}", room=False)
    asked: list[str] = []
    browser = as_member(circle.regular)
    browser.get("/meetings")
    with counting(asked):
        assert browser.get("/meetings").status_code == 200
    assert len(asked) < 20, asked


class counting:
    """Counts what the database is asked."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    def __enter__(self) -> None:
        db.event.listen(db.engine, "before_cursor_execute", self._hear)

    def __exit__(self, *error: object) -> None:
        db.event.remove(db.engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self._asked.append(statement)
