"""What was written can be reported as long as its words are there, also when the channel is read no more (L8.1)."""

import re

import pytest

from community import clock
from community.mentoring import operations
from community.mentoring.queries.mentorships import lines_to_report
from tests.factories import Circle, a_message
from tests.laws import law
from tests.mentoring.stage import DAY, Two, of, two_who_met, under_way
from tests.stage import Browser

WORDS = "Lend me two hundred."


@pytest.fixture
def two(circle: Circle) -> Two:
    """Two who have met."""
    return two_who_met(circle)


@pytest.fixture
def over(two: Two) -> int:
    """The mentor wrote, the mentee left, and thirty days went by."""
    mentorship_id = under_way(two)
    room_id = of(mentorship_id).room_id
    a_message(two.mentor, room_id, WORDS)
    a_message(two.mentee, room_id, "No.")
    operations.leave(two.mentee.id, mentorship_id)
    return mentorship_id


@law("L8.1", "L7.7")
def test_a_line_is_reported_when_the_channel_is_read_no_more(
    two: Two, over: int, as_member: Browser
) -> None:
    browser = as_member(two.mentee)
    assert "kind=message" not in browser.get(f"/mentorships/{over}").text
    clock.move(30 * DAY)
    assert browser.get(f"/rooms/{of(over).room_id}").status_code == 404
    page = browser.get(f"/mentorships/{over}").text
    assert WORDS not in page
    found = re.findall(r'href="(/reports/new\?kind=message[^"]+)"', page)
    assert len(found) == 1
    assert WORDS in browser.get(found[0].replace("&amp;", "&")).text


@law("L8.1")
def test_there_is_a_way_to_each_day_and_to_each_twenty_lines(two: Two) -> None:
    mentorship_id = under_way(two)
    room_id = of(mentorship_id).room_id
    first = a_message(two.mentor, room_id, "One.")
    clock.move(2 * DAY)
    a_message(two.mentee, room_id, "Two.")
    last = a_message(two.mentor, room_id, "Three.")
    found = lines_to_report(two.mentee.id, of(mentorship_id))
    assert [ref for ref, _at in found] == [f"room:{room_id}/{last}", f"room:{room_id}/{first}"]
    assert len(lines_to_report(two.mentor.id, of(mentorship_id))) == 1


@law("L7.2")
def test_the_page_says_how_the_gate_opens_with_all_that_counts(
    two: Two, as_member: Browser
) -> None:
    page = as_member(two.circle.other).get(f"/mentors/{two.mentor_id}").text
    assert "a topic, if you both wrote in it within a week" in page
    assert "meetings or topics" in as_member(two.circle.other).get("/mentoring").text
