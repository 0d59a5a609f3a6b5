"""Quotes, bookmarks, splitting and merging in browsers: on a phone and at a desk, with and without script."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, sign_in, without_a_line
from tests.journeys.test_topics import PHONE, begin
from tests.journeys.watch import Watch
from tests.laws import law

CHOOSE = """(line) => {
  const node = line.querySelector(".words p").firstChild;
  const range = document.createRange();
  range.setStart(node, 4);
  range.setEnd(node, 9);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Choose the second word of a line."""


def picture(page: Page, pictures: Path | None, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    if pictures:
        page.screenshot(path=pictures / f"{name}.png")


@law("L3.3")
def test_words_are_quoted_live_and_follow_what_becomes_of_them(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    mallow = visit(house, "mallow", viewport=PHONE, color_scheme="dark")
    address = begin(mallow, "Small steps", "The first step is the longest.")
    one, two = Room(mallow), Room.enter(visit(house, "kestrel"), address)
    one.is_live()
    expect(two.menu("The first step").get_by_role("button", name="Quote")).to_be_visible()
    two.page.keyboard.press("Escape")
    two.line("The first step").evaluate(CHOOSE)
    two.menu("The first step").get_by_role("button", name="Quote").click()
    expect(two.page.get_by_text("You quote one line.")).to_be_visible()
    two.is_heard("And then?")
    for room in (one, two):
        expect(room.log.locator("blockquote p")).to_have_text(["first"])
    picture(mallow, pictures, "quote-360-dark")
    one.menu("The first step").get_by_role("button", name="Edit").click()
    mallow.get_by_label("Your words").fill("The second step is easier.")
    mallow.get_by_role("button", name="Save").click()
    expect(two.log.locator("blockquote p")).to_have_text(["The second step is easier."])
    one.menu("The second step").get_by_role("button", name="Remove", exact=True).click()
    mallow.get_by_role("button", name="Remove this message").click()
    for room in (one, two):
        expect(room.log.locator("blockquote p")).to_have_text(
            ["What was quoted here is not to be seen."]
        )


@law("L3.3", "L13.2")
def test_a_line_is_kept_and_quoted_without_script(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    page = visit(house, java_script_enabled=False, viewport=PHONE)
    sign_in(page, "sorrel", house.passphrase)
    begin(page, "Slow mornings", "I open the window first.")
    room = Room(page)
    room.menu("I open the window").get_by_role("link", name="Answer, react, change").click()
    page.get_by_role("button", name="Keep it under Bookmarks").click()
    room.menu("I open the window").get_by_role("link", name="Answer, react, change").click()
    page.get_by_label("Quote it").check()
    page.get_by_label("Your answer").fill("And then the kettle.")
    page.get_by_role("button", name="Send").click()
    expect(room.log.locator("blockquote p")).to_have_text(["I open the window first."])
    page.goto("/you")
    page.get_by_role("link", name="Bookmarks").click()
    expect(page.get_by_role("main")).to_contain_text("I open the window first.")
    picture(page, pictures, "bookmarks-360")
    page.get_by_role("button", name="Let go").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing is kept yet.")


@law("L3.5")
def test_posts_move_under_the_eyes_of_those_who_read(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    heron = visit(house, "heron", color_scheme="dark")
    address = begin(heron, "Everything at once", "One thing.")
    reader = Room.enter(visit(house, "kestrel", viewport=PHONE), address)
    reader.is_heard("Another thing.")
    reader.is_heard("And what of sleep?")
    heron.reload()
    heron.get_by_role("link", name="Move posts").click()
    heron.get_by_label("And what of sleep?").check()
    heron.get_by_label("Name of the new topic").fill("Sleep")
    picture(heron, pictures, "moves-1280-dark")
    heron.get_by_role("button", name="Move these posts").click()
    Room(heron).shows("And what of sleep?")
    reader.shows("One thing.", "Another thing.")
    reader.log.get_by_role("link", name="This was moved.").click()
    expect(reader.page.get_by_role("main")).to_contain_text("And what of sleep?")
    reader = Room.enter(reader.page, address)
    expect(reader.log.get_by_role("link", name='A post was moved to "Sleep".')).to_be_visible()
    picture(reader.page, pictures, "moved-360")
    watch.expect("status of 409")
    watch.expect("status of 4")
    watch.expect_no_line()
    with without_a_line(reader.page):  # where there is one, the box itself says so after a moment
        reader.say("One more thing.")
        reader.waits("One more thing.")
        merge(heron, address, "Sleep")
    expect(reader.unsent).to_contain_text("Not sent: This topic goes on")
    picture(reader.page, pictures, "merged-360")
    reader.log.get_by_role("link", name="This topic goes on in another one.").click()
    Room(reader.page).shows("And what of sleep?", "One thing.", "Another thing.")


def merge(page: Page, address: str, into: str) -> None:
    """A moderator lets a topic go on in another."""
    page.goto(f"{address}/moves")
    page.get_by_label("Goes on in").select_option(label=into)
    page.get_by_role("button", name="Merge this topic").click()
    expect(page.get_by_role("main")).to_contain_text("One thing.")


@law("L3.5", "L13.2")
def test_a_topic_is_split_on_a_phone_without_script(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 4")
    page = visit(house, "heron", java_script_enabled=False, viewport=PHONE)
    begin(page, "Two questions", "The first question.")
    room = Room(page)
    room.box.fill("The second question.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("link", name=re.compile("here")).click()
    page.get_by_role("link", name="Move posts").click()
    page.get_by_label("The second question.").check()
    page.get_by_role("button", name="Move these posts").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the new topic a name.")
    expect(page.get_by_label("The second question.")).to_be_checked()
    picture(page, pictures, "moves-360-refused")
    page.get_by_label("Name of the new topic").fill("The second")
    page.get_by_role("button", name="Move these posts").click()
    room.shows("The second question.")
