"""A meeting's page, and a group's list of them: what members read, what outsiders do not, what strangers never see."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from community import clock
from community.clock import now
from community.groups import operations as groups
from community.meetings import operations as meetings
from tests.factories import Circle, a_circle
from tests.laws import law
from tests.meetings.planned import Planned, a_meeting, altered, signed
from tests.stage import Browser

WEDNESDAY = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LINK = "https://meet.example/j/12345"


@pytest.fixture(autouse=True)
def wednesday(app: Flask) -> None:
    """It is Wednesday at noon."""
    clock.move(WEDNESDAY - now())


@pytest.fixture
def thursday(circle: Circle) -> Planned:
    """A public meeting of a closed group, in its room here, one of its members in the chair."""
    planned = a_meeting(
        circle, visibility="public", types=["D"], languages=["en"], about="We read together.",
        elsewhere={"url": LINK, "url_notes": "Say the word.", "phone": "+44 20 7946 0000"},
    )  # fmt: skip
    signed(circle, circle.regular, planned.sitting_id, "chair")
    return planned


def main_of(page: str) -> str:
    """The page without its frame."""
    return page.split("<main")[1].split('<footer class="foot"')[0]


@law("L5.1", "L5.2")
def test_a_member_reads_when_how_and_who(
    circle: Circle, as_member: Browser, thursday: Planned
) -> None:
    page = main_of(as_member(circle.other).get(f"/meetings/{thursday.slug}").text)
    assert "Every Thursday at 12:00, UTC" in page
    assert f"In the chair: {circle.regular.handle}" in page
    assert "We read together." in page
    assert "Sharing" in page
    for kept in (LINK, "Say the word.", "+44 20 7946 0000"):
        assert kept in page


@law("L2.1")
@pytest.mark.parametrize("who", ["outsider", ""])
def test_whoever_is_outside_reads_only_when_it_is(
    app: Flask, circle: Circle, as_member: Browser, thursday: Planned, who: str
) -> None:
    browser = as_member(circle.people[who]) if who else app.test_client()
    answer = browser.get(f"/meetings/{thursday.slug}")
    assert answer.status_code == 200
    assert "Every Thursday at 12:00, UTC" in answer.text
    told = (LINK, "Say the word.", "+44 20", circle.regular.handle, "/duties", "/rooms/", "We read")
    assert not [words for words in told if words in main_of(answer.text)]
    assert 'name="robots" content="noindex"' in answer.text


@law("L2.1")
@pytest.mark.parametrize("visibility", ["members", "unlisted"])
def test_a_stranger_is_sent_to_the_door(app: Flask, circle: Circle, visibility: str) -> None:
    planned = a_meeting(circle, visibility=visibility)
    answers = [app.test_client().get(f"/meetings/{slug}") for slug in (planned.slug, "nothing")]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert [answer.headers["Location"] for answer in answers] == [
        f"/sign-in?next=/meetings/{slug}" for slug in (planned.slug, "nothing")
    ]


@law("L2.1")
@pytest.mark.parametrize(("group", "visibility"), [("closed", "members"), ("hidden", "public")])
def test_for_an_outsider_it_does_not_exist(
    app: Flask, as_member: Browser, group: str, visibility: str
) -> None:
    circle = a_circle(visibility=group)
    planned = a_meeting(circle, visibility=visibility)
    assert as_member(circle.outsider).get(f"/meetings/{planned.slug}").status_code == 404
    assert as_member(circle.regular).get(f"/meetings/{planned.slug}").status_code == 200


@law("L1.8")
def test_whom_i_blocked_is_not_named(circle: Circle, as_member: Browser, thursday: Planned) -> None:
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    page = main_of(as_member(circle.other).get(f"/meetings/{thursday.slug}").text)
    assert circle.regular.handle not in page
    assert "In the chair: taken" in page


@law("L5.4")
def test_the_door_stands_open_when_the_lobby_does(circle: Circle, as_member: Browser) -> None:
    soon = a_meeting(circle, first=WEDNESDAY + timedelta(minutes=30))
    browser = as_member(circle.regular)
    before = browser.get(f"/meetings/{soon.slug}").text
    assert "The room opens at 12:00." in before
    assert 'class="lamp"' not in before
    meetings.open_lobby(soon.sitting_id)
    page = browser.get(f"/meetings/{soon.slug}").text
    assert "The room is open. It begins at 12:30" in page
    assert page.count('class="lamp"') == 1


@law("L5.4")
def test_joining_leads_into_the_room_or_to_the_page(
    circle: Circle, as_member: Browser, thursday: Planned
) -> None:
    elsewhere = a_meeting(circle, "Elsewhere", room=False)
    browser = as_member(circle.regular)
    into = browser.get(f"/meetings/{thursday.slug}/join")
    assert into.headers["Location"] == f"/rooms/{thursday.room_id}"
    beside = browser.get(f"/meetings/{elsewhere.slug}/join")
    assert beside.headers["Location"] == f"/meetings/{elsewhere.slug}"
    outside = as_member(circle.outsider).get(f"/meetings/{thursday.slug}/join")
    assert outside.headers["Location"] == f"/meetings/{thursday.slug}"


@law("L5.1")
def test_a_link_that_is_no_link_is_not_offered(circle: Circle, as_member: Browser) -> None:
    planned = a_meeting(circle, room=False, elsewhere={"url": "javascript:alert(1)"})
    page = as_member(circle.regular).get(f"/meetings/{planned.slug}").text
    assert "javascript:alert" not in page


@law("L5.1")
def test_a_groups_list_says_every_rule_in_words(circle: Circle, as_member: Browser) -> None:
    a_meeting(circle, "Here", zone="Europe/Berlin")
    a_meeting(circle, "Calls", rule="", starts=None)
    page = main_of(as_member(circle.regular).get(f"/groups/{circle.slug}/meetings").text)
    assert "Every Thursday at 13:00, Berlin time (12:00 for you)" in page
    assert "By appointment" in page


@law("L2.1")
def test_a_groups_list_shows_outsiders_what_is_public(circle: Circle, as_member: Browser) -> None:
    for name, visibility in (("Known", "public"), ("Ours", "members"), ("Quiet", "unlisted")):
        a_meeting(circle, name, visibility=visibility)
    address = f"/groups/{circle.slug}/meetings"
    names = {"Known", "Ours", "Quiet"}
    inside, outside = (main_of(as_member(one).get(address).text)
                       for one in (circle.regular, circle.outsider))  # fmt: skip
    assert {name for name in names if f">{name}</a>" in inside} == names
    assert {name for name in names if f">{name}</a>" in outside} == {"Known"}


@law("L5.1")
def test_today_and_the_groups_page_say_what_comes_next(
    circle: Circle, as_member: Browser, thursday: Planned
) -> None:
    a_meeting(circle, "Tonight", first=WEDNESDAY + timedelta(hours=7))
    a_meeting(circle, "Next week", first=WEDNESDAY + timedelta(days=5))
    browser = as_member(circle.regular)
    today, group = browser.get("/").text, browser.get(f"/groups/{circle.slug}").text
    assert "Wed 19:00</time>" in today
    assert [name in today for name in (">Tonight</a>", ">Next week</a>")] == [True, False]
    assert [name in group for name in (">Tonight</a>", ">Next week</a>")] == [True, True]
    assert ">Tonight</a>" not in as_member(circle.outsider).get("/").text


@law("L5.1")
def test_a_cancelled_date_says_so_on_every_page(
    circle: Circle, as_member: Browser, thursday: Planned
) -> None:
    altered(thursday.sitting_id, cancelled_at=now(), note="The hall is being painted.")
    for address in ("/", "/meetings", f"/meetings/{thursday.slug}"):
        page = main_of(as_member(circle.regular).get(address).text)
        assert "<b>Cancelled.</b> The hall is being painted." in page
