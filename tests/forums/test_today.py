"""What is new since one was last here: calm, one's own, and gone when everything was read."""

from datetime import timedelta

from community import clock
from community.groups import operations as groups
from community.notices import operations as notices
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.forms import RemovalForm
from tests.factories import Circle, a_circle, a_message
from tests.forums.stage import a_post, a_topic
from tests.laws import law
from tests.stage import Browser

UNREAD = '<span class="count">1<span class="unseen"> unread'
NEWS = "Since you were last here"


@law("L3.1", "L4.5")
def test_todays_page_leads_to_what_others_wrote(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    a_post(circle.regular, topic)
    page = as_member(circle.other).get("/").text
    assert f'href="/topics/{topic.id}?go=unread"' in page.partition(NEWS)[2]
    assert '>2<span class="unseen"> unread' in page.partition(NEWS)[2]
    mine = as_member(circle.regular).get("/").text
    assert f"/topics/{topic.id}" not in mine
    assert "No new posts in the forums of your groups." in mine


def test_what_was_read_is_no_news_and_one_answer_is(circle: Circle, as_member: Browser) -> None:
    topic, browser = a_topic(circle.regular, circle), as_member(circle.other)
    browser.get(topic.address)
    assert f"/topics/{topic.id}" not in browser.get("/").text
    a_post(circle.regular, topic)
    assert '>1<span class="unseen"> unread' in browser.get("/").text.partition(NEWS)[2]
    browser.get(topic.address)
    reading.write()
    assert f"/topics/{topic.id}" not in browser.get("/").text
    a_post(circle.regular, topic)
    assert '>1<span class="unseen"> unread' in browser.get("/").text.partition(NEWS)[2]


@law("L1.8")
def test_the_words_of_somebody_one_blocked_are_no_news(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    assert f"/topics/{topic.id}" not in as_member(circle.other).get("/").text


def test_removed_and_month_old_posts_are_no_news(circle: Circle, as_member: Browser) -> None:
    old, gone = a_topic(circle.regular, circle, "Old"), a_topic(circle.regular, circle, "Gone")
    rooms.remove_message(circle.regular.id, gone.stream, 1, RemovalForm())
    assert f"/topics/{gone.id}" not in as_member(circle.other).get("/").text
    assert f"/topics/{old.id}" in as_member(circle.other).get("/").text
    clock.move(timedelta(days=31))
    page = as_member(circle.other).get("/").text
    assert "No new posts" in page
    assert f"/topics/{old.id}" not in page


@law("L4.5")
def test_everything_is_marked_as_read_in_rooms_and_forums_alike(
    circle: Circle, as_member: Browser
) -> None:
    topic, browser = a_topic(circle.regular, circle), as_member(circle.other)
    a_message(circle.regular, circle.room_id)
    assert browser.get("/").text.count(UNREAD) >= 2
    assert browser.post("/today/reading").location == "/"
    page = browser.get("/").text
    assert "Everything is marked as read." in page
    assert UNREAD not in page
    assert "Mark everything as read" not in page
    assert '<b class="small">New</b>' not in browser.get(f"/groups/{circle.slug}/forum").text
    clock.move(timedelta(minutes=1))
    a_post(circle.regular, topic)
    assert f"/topics/{topic.id}" in browser.get("/").text


@law("L1.10")
def test_what_is_marked_as_read_stays_unread_for_others(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    as_member(circle.other).post("/today/reading")
    assert f"/topics/{topic.id}" in as_member(circle.newcomer).get("/").text


def test_groups_one_is_not_in_bring_no_news(circle: Circle, as_member: Browser) -> None:
    elsewhere = a_circle()
    topic = a_topic(elsewhere.regular, elsewhere)
    assert f"/topics/{topic.id}" not in as_member(circle.regular).get("/").text


@law("L9.2")
def test_a_group_one_hushed_brings_no_news(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    notices.hush_group(circle.other.id, circle.slug)
    assert f"/topics/{topic.id}" not in as_member(circle.other).get("/").text
    notices.unhush_group(circle.other.id, circle.slug)
    assert f"/topics/{topic.id}" in as_member(circle.other).get("/").text
