"""Whoever mentors no more, or whose year is over, still finds what is theirs, and no way that leads nowhere (L7.3)."""

import re

import pytest

from community import clock
from community.mentoring import operations
from community.mentoring.finding import operations as finding
from community.mentoring.finding.forms import WordsForm
from community.mentoring.finding.queries import own_story
from tests.factories import Circle
from tests.laws import law
from tests.mentoring.stage import DAY, Two, two_who_met
from tests.stage import Browser

STORY = "I came by the harbour road."


@pytest.fixture
def two(circle: Circle) -> Two:
    """The mentor told their story."""
    found = two_who_met(circle)
    finding.tell_story(found.mentor.id, circle.slug, WordsForm(STORY))
    return found


@law("L7.3")
def test_a_story_is_taken_back_also_by_who_mentors_no_more(two: Two, as_member: Browser) -> None:
    operations.stop_mentoring(two.mentor.id, two.circle.slug)
    browser, base = as_member(two.mentor), f"/groups/{two.circle.slug}/mentoring"
    assert f'href="{base}/story"' in browser.get(base).text
    page = browser.get(f"{base}/story").text
    assert STORY in page
    assert "Tell it" not in page
    browser.post(f"{base}/story/withdrawal")
    assert not own_story(two.mentor_mid)
    assert browser.get(f"{base}/story").status_code == 404
    assert f'href="{base}/story"' not in browser.get(base).text


@law("L7.3")
def test_every_way_leads_somewhere_when_the_year_is_over(two: Two, as_member: Browser) -> None:
    clock.move(366 * DAY)
    browser = as_member(two.mentor)
    page = browser.get(f"/groups/{two.circle.slug}/mentoring").text
    main = page.partition("<main")[2].partition("<footer")[0]
    assert "Another year" in main
    for address in sorted(set(re.findall(r'href="(/[^"#]+)"', main))):
        assert browser.get(address).status_code == 200, address
