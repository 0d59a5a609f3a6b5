"""An evening of the group: thrift is in the chair, mallow and lantern share."""

import re
from datetime import timedelta

from playwright.sync_api import Page

from tests.journeys.mentoring.quay import PATIENT, Story, evening, until_there
from tests.journeys.test_whole_meeting import Evening

COUNTED = re.compile(r"on now · (One minute|\d+ minutes) · took part")
SHARES = (
    ("It was a long week, and I did not stay in.", "I kept the kettle on for whoever came."),
    ("I slept, twice in a row.", "I walked home by the other street."),
    ("I told my sister. She put her coat on and came.", "Three years ago I could not have sat here."),
)  # fmt: skip
"""What mallow and lantern say, evening by evening."""


def sit_together(story: Story, night: int) -> None:
    """From the door to the end; each was there and shared."""
    _take_the_chair(story, night)
    story.it_is(evening(night) - timedelta(minutes=10))
    thrift, mallow, lantern = (
        _go_in(story, page) for page in (story.thrift, story.mallow, story.lantern)
    )
    story.it_is(evening(night) + timedelta(seconds=2))
    thrift.go_on("Begin the meeting", "Opening")
    thrift.say("Welcome, whatever kind of day it was.")
    for part in ("Chips", "Topic", "Sharing"):
        thrift.go_on("Next part", part)
    for room, words in zip((mallow, lantern), SHARES[night], strict=True):
        _share(room, words, thrift)
    if night == 0:
        story.look(story.mallow, "sharing")
    for page in (story.mallow, story.lantern, story.thrift):
        _until_counted(page)
    for part in ("Business, if there is any", "Closing"):
        thrift.go_on("Next part", part)
    thrift.leave_for("End the meeting", "After the meeting")


def _take_the_chair(story: Story, night: int) -> None:
    """Early that day."""
    story.it_is(evening(night) - timedelta(hours=3))
    page = story.thrift
    page.goto(story.house.meetings[0])
    first = page.locator("ol.dates > li").first
    first.get_by_role("button", name=re.compile(r"^Take this\s*: Chair")).click()
    page.get_by_text("In the chair: you").first.wait_for()


def _go_in(story: Story, page: Page) -> Evening:
    """From the meeting's page, once its room is open."""
    door = page.get_by_role("link", name="Go in")
    until_there(page, story.house.meetings[0], door).click()
    room = Evening(page)
    room.is_live()
    return room


def _share(room: Evening, words: str, chair: Evening) -> None:
    """By the queue, as one does."""
    who = "mallow" if room.page.viewport_size == {"width": 360, "height": 740} else "lantern"
    room.raise_hand()
    chair.act(f"Call {who}")
    room.hand.get_by_role("button", name="Start").click()
    room.say(words)
    chair.shows_line(words)
    room.hand.get_by_role("button", name="Done").click()


def _until_counted(page: Page) -> None:
    """A minute counts for whoever is there when it begins: their own page says so."""
    for _look in range(PATIENT):
        if COUNTED.search(page.context.request.get("/you/attendance").text()):
            return
        page.wait_for_timeout(250)
    raise AssertionError("no minute was counted")
