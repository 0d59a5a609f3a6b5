"""Two who have met: one asks, the other accepts, they try it, get through a hard day, and part."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.mentoring.quay import BASE, SLUG, Story, until_there
from tests.journeys.people import Room
from tests.journeys.test_someone_now import offer

FIRST, ANSWER = "Good that you asked. I am mostly here in the evenings.", "Thank you. So am I."
HARD = "I went past the old bar."


def find_missing(story: Story) -> None:
    """They are strangers: what is missing is said, and there is nothing to send."""
    page = story.mallow
    page.goto(BASE)
    page.get_by_role("link", name="Who mentors here").click()
    page.get_by_role("link", name="lantern").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("You and lantern have not met in any of the 3 events yet.")
    expect(main.get_by_role("button")).to_have_count(0)
    story.look(page, "strangers")


def ask(story: Story) -> None:
    """They have met: mallow finds lantern, with the reason why, and asks."""
    page = story.mallow
    page.goto("/mentoring")
    page.get_by_role("link", name="Who could fit you, and why").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("You met in 3 meetings and topics.")
    story.look(page, "suggested")
    main.get_by_role("link", name="lantern").click()
    page.get_by_label("A few words, if you like").fill("What you said about the other street.")
    page.get_by_role("button", name="Ask lantern").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("checkbox", name="I have read the agreement").check()
    story.look(page, "asking")
    page.get_by_role("button", name="Ask lantern").click()
    expect(page.get_by_text("Open. There is no answer yet.")).to_be_visible()
    story.look(page, "asked")


def accept(story: Story) -> None:
    """lantern finds it on Today, reads it, and accepts; both write their first words."""
    page = story.lantern
    until_there(page, "/", page.get_by_role("link", name="Somebody asks you to be their mentor"))
    story.look(page, "today-of-mentor")
    page.get_by_role("link", name="Somebody asks you to be their mentor").first.click()
    page.get_by_role("link", name="mallow").click()
    expect(page.get_by_text("What you said about the other street.")).to_be_visible()
    page.get_by_role("checkbox", name="I have read the agreement").check()
    story.look(page, "ask-of-mentee")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="You and mallow")).to_be_visible()
    page.get_by_role("link", name="To the channel").click()
    theirs = Room(page)
    theirs.is_live()
    theirs.is_heard(FIRST)
    story.channel = page.url
    mine = _enter_from_today(story.mallow)
    expect(mine.line(FIRST)).to_be_visible()
    mine.is_heard(ANSWER)
    expect(theirs.line(ANSWER)).to_be_visible()
    story.look(story.mallow, "channel")


def try_it(story: Story) -> None:
    """Some days later both would like to go on."""
    story.days_pass(5)
    for page in (story.mallow, story.lantern):
        _how_it_stands(page).get_by_role("button", name="I would like to go on").click()
    expect(story.lantern.get_by_text("Under way")).to_be_visible()
    expect(story.lantern.get_by_text("Both of you wanted to go on.")).to_be_visible()
    story.look(story.lantern, "under-way")


def check_in_and_be_warned(story: Story) -> None:
    """mallow lets two things be read, has a hard day, and is reminded; lantern hears that much and no word."""
    page = story.mallow
    _how_it_stands(page).get_by_role("link", name="What they can read of yours").click()
    for name in ("How your days were", "What your days say"):
        item = page.get_by_role("listitem").filter(has=page.get_by_text(name, exact=True))
        item = item.or_(page.get_by_role("listitem").filter(has_text=f"{name} · can be read"))
        item.get_by_role("button", name="Let it be read").click()
        expect(item).to_contain_text("can be read")
    story.look(page, "granting")
    page.goto("/you/warnings")
    page.get_by_label("Words that mean something to me").fill("the old bar")
    page.get_by_role("button", name="Save").click()
    page.goto("/")
    page.get_by_role("button", name="Very low").click()
    page.get_by_label("A line, if you like").fill(HARD)
    page.locator("#check-in").get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("You wrote one of your own warning words")
    expect(page.get_by_role("main")).to_contain_text("Your mentor was told too, as you chose.")
    story.look(page, "warned")
    _read_what_is_let(story)


def _read_what_is_let(story: Story) -> None:
    page = story.lantern
    page.goto("/notices")
    story.look(page, "notices-of-mentor")
    _how_it_stands(page).get_by_role("link", name="What they let you read").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("They wrote one of their own warning words.")
    expect(main).to_contain_text("Very low")
    expect(main).not_to_contain_text("the old bar")
    story.look(page, "granted")


def hand_off(story: Story) -> None:
    """It is more than lantern can carry: those on duty are asked from the channel, and mallow reads that much there."""
    _be_on_duty(story)
    page = story.lantern
    page.goto(story.channel)
    page.get_by_role("button", name="Hand over to those on duty").click()
    page.wait_for_url(lambda url: url != story.channel)
    expect(page.locator("[data-said]")).to_contain_text("tansy is asked to come.")
    there = story.tansy
    there.goto("/")
    there.get_by_role("link", name="lantern in Harbour Street needs someone now").click()
    there.get_by_role("button", name="I am coming").click()
    expect(page.locator("[data-said]")).to_contain_text("tansy is coming.")
    story.look(page, "handed-off")
    mentee = story.mallow
    mentee.goto(story.channel)
    told = mentee.get_by_role("link", name="lantern cannot carry this alone just now")
    expect(told.first).to_be_visible()
    story.look(mentee, "handed-off-told")
    page.get_by_role("button", name="I am all right for now").click()
    expect(page.locator("[data-said]")).to_contain_text("This room is closed.")
    there.goto("/")


def part(story: Story) -> None:
    """Weeks later both bring it to its end; after seven days it ends by itself, and can be read for seven more."""
    story.days_pass(6)
    for page in (story.mallow, story.lantern):
        _how_it_stands(page).get_by_role("button", name="Bring it to an end together").click()
    expect(story.lantern.get_by_text("Coming to its end").first).to_be_visible()
    _how_it_stands(story.mallow)
    expect(story.mallow.get_by_text("What would you like to take along?")).to_be_visible()
    story.look(story.mallow, "closing")
    story.days_pass(7.1)
    page = story.mallow
    until_there(page, "/mentoring", page.get_by_text("Ended"))
    story.look(page, "home-when-ended")
    page.get_by_role("link", name="lantern", exact=True).first.click()
    expect(Room(page).line(ANSWER)).to_be_visible()
    expect(Room(page).send).to_have_attribute("aria-disabled", "true")
    story.look(page, "ended")


def _be_on_duty(story: Story) -> None:
    offer(story.tansy)
    page = story.heron
    page.goto(f"/groups/{SLUG}/helping")
    page.get_by_role("button", name="Accept tansy").click()
    expect(page.get_by_role("main")).to_contain_text("accepted")


def _how_it_stands(page: Page) -> Page:
    page.goto("/mentoring")
    page.get_by_role("link", name="How it stands").click()
    page.wait_for_url("**/mentorships/*")
    return page


def _enter_from_today(page: Page) -> Room:
    page.goto("/")
    page.get_by_role("region", name="Mentoring").get_by_role("link", name="lantern").click()
    page.wait_for_url(re.compile(r"/rooms/\d+"))
    room = Room(page)
    room.is_live()
    return room
