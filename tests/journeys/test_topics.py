"""The forum in browsers: a topic is begun, answered live, read on where one stopped, with and without script."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House
from tests.journeys.people import Room, sign_in, without_a_line
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 740}


def begin(page: Page, name: str, words: str) -> str:
    """Begin a topic by the pages; its address."""
    page.goto(f"/groups/{SLUG}/forum")
    page.get_by_role("link", name="Conversations").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("What it is about").fill(name)
    page.get_by_label("Your first post").fill(words)
    page.get_by_role("button", name="Begin the topic").click()
    page.wait_for_url(re.compile("/topics/"))
    return page.url.partition("#")[0]


@law("L3.1", "L4.2")
def test_two_people_write_in_a_topic_and_a_third_reads_on(
    house: House, visit: Visit, watch: Watch
) -> None:
    mallow = visit(house, "mallow")
    address = begin(mallow, "What helps at night", "Tea helps *me*.")
    one, two = Room(mallow), Room.enter(visit(house, "kestrel", viewport=PHONE), address)
    one.is_live()
    two.say("A walk.")
    one.shows("Tea helps me.", "A walk.")
    one.menu("A walk.").get_by_role("button", name="thank you").click()
    expect(two.line("A walk.").get_by_role("button", name="thank you 1")).to_be_visible()
    two.menu("A walk.").get_by_role("button", name="Edit").click()
    two.page.get_by_label("Your words").fill("A long walk.")
    two.page.get_by_role("button", name="Save").click()
    one.shows("Tea helps me.", "A long walk.")
    watch.expect_no_line()
    with without_a_line(two.page):
        two.say("And sleep.")
        two.waits("And sleep.")
        one.is_heard("Or a book.")
    two.shows("Tea helps me.", "A long walk.", "Or a book.", "And sleep.")
    one.shows("Tea helps me.", "A long walk.", "Or a book.", "And sleep.")
    sorrel = visit(house, "sorrel")
    sorrel.goto(f"/groups/{SLUG}/forum")
    sorrel.get_by_role("link", name="What helps at night").click()
    Room(sorrel).shows("Tea helps me.", "A long walk.", "Or a book.", "And sleep.")


@law("L13.2", "L3.1")
def test_a_topic_is_begun_and_answered_without_script(house: House, visit: Visit) -> None:
    page = visit(house, java_script_enabled=False)
    sign_in(page, "sorrel", house.passphrase)
    begin(page, "A quiet question", "Does anybody else wake at four?")
    room = Room(page)
    room.shows("Does anybody else wake at four?")
    room.box.fill("I do.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url(re.compile("/topics/"))
    room.shows("Does anybody else wake at four?", "I do.")
    room.menu("I do.").get_by_role("link", name="Answer, react, change").click()
    page.get_by_label("Your words").fill("I do, at five.")
    page.get_by_role("button", name="Save").click()
    room.shows("Does anybody else wake at four?", "I do, at five.")


@law("L3.5")
def test_a_moderator_closes_a_topic_and_the_box_of_who_reads_it_says_why(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect("status of 4")
    heron, mallow = visit(house, "heron"), visit(house, "mallow")
    address = begin(heron, "Opening hours", "We open at eight.")
    reader = Room.enter(mallow, address)
    heron.get_by_role("link", name="Settings of this topic").click()
    heron.get_by_label("Closed:").check()
    heron.get_by_role("button", name="Save").click()
    expect(heron.get_by_role("alert")).to_contain_text("Say in a few words why it is closed.")
    heron.get_by_label("Why it is closed").fill("It was answered.")
    heron.get_by_role("button", name="Save").click()
    expect(reader.hint).to_contain_text("It was answered.")
    expect(reader.send).to_have_text("Send: not now")
