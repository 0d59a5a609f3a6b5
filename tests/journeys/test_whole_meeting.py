"""A whole meeting on the demo's data: nobody comes to chair it, a member takes the chair, and it goes to its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, shown
from tests.journeys.people import Room
from tests.laws import law

PHONE = {"width": 360, "height": 740}
PATIENT = 50
LATE = 21 * 60
"""Seconds after which the meeting should have begun more than five minutes ago."""


@pytest.fixture(scope="module")
def moved_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A demo of its own, whose clock can be moved."""
    yield from shown(tmp_path_factory.mktemp("evening"), clock=True)


class Evening(Room):
    """The meeting's room, as somebody sees it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.part = page.locator("[data-part-name]")
        self.floor = page.locator("[data-floor-who]")
        self.strip = page.get_by_role("toolbar", name="Chair")
        self.drawn_for = page.locator("[data-console]")
        self.hand = page.locator("[data-hand]")
        self.queue = page.locator("[data-queue-rows] > li")

    def act(self, words: str) -> None:
        """Press a button of the chair's strip; on a phone perhaps after More."""
        button = self.strip.get_by_role("button", name=words).first
        more = self.strip.get_by_role("button", name="More")
        for _try in range(PATIENT):  # a new part brings a new strip
            if button.is_visible():
                return button.click()
            if more.is_visible():
                more.click()
            self.page.wait_for_timeout(300)
        return button.click()

    def agree(self, words: str) -> None:
        """Answer what the strip asks."""
        self.page.locator(".console__ask--open").get_by_role("button", name=words).click()

    def leave_for(self, words: str, part: str) -> None:
        """Leave this part for the next, which is called that."""
        self.act(words)
        self.agree(words)
        expect(self.part).to_have_text(part)

    def go_on(self, words: str, part: str) -> None:
        """On to the next part, until the chair has the strip that was drawn for it."""
        before = str(self.drawn_for.get_attribute("data-part"))
        self.leave_for(words, part)
        expect(self.drawn_for).not_to_have_attribute("data-part", before)

    def read(self) -> None:
        """Paste the first reading of this part."""
        self.act("Reading")
        title = self.page.locator(".console__ask--open").get_by_role("button").first
        if title.is_visible():  # one reading goes in at once; of several one is chosen
            title.click()

    def say_when_not_ones_turn(self, words: str) -> None:
        """Write and send what is no message."""
        self.box.fill(words)
        self.box.press("Enter")

    def shows_line(self, words: str) -> None:
        """Somebody has said this."""
        expect(self.line(words).first).to_be_visible()

    def raise_hand(self) -> None:
        """By the button beside the box."""
        self.hand.get_by_role("button", name="Raise hand").click()


@law("L5.2", "L5.4", "L5.5", "L5.6", "L5.7", "L5.9", "L5.10", "L13.1")
def test_a_whole_meeting_without_a_chair_at_first(
    moved_demo: House, visit: Visit, pictures: Path | None
) -> None:
    chair = come_in(moved_demo, visit, "blue-gate", viewport=PHONE)
    others = [
        come_in(moved_demo, visit, who, color_scheme=scheme)
        for who, scheme in (("second-cup", "light"), ("gravel", "dark"), ("old-radio", "light"))
    ]
    album = Album(pictures, chair, others)
    album.take("1-lobby")
    nobody_comes(moved_demo, chair, album)
    open_it(chair, others, album)
    share(chair, others, album)
    decide(chair, others, album)
    end(chair, others, album)


class Album:
    """Pictures of the evening, on a phone and on two desks, if anybody wants them."""

    def __init__(self, folder: Path | None, chair: Evening, others: list[Evening]) -> None:
        self._folder = folder
        self._eyes = {"chair-360": chair, "member-1280": others[0], "member-1280-dark": others[1]}

    def take(self, name: str) -> None:
        """One of each."""
        for eye, room in self._eyes.items() if self._folder else ():
            room.page.screenshot(path=self._folder / f"meeting-{name}-{eye}.png")


def come_in(house: House, visit: Visit, who: str, **options: object) -> Evening:
    """From the week's meetings to the meeting's page and into its room."""
    page = visit(house, who, **options)
    page.goto("/meetings")
    page.get_by_role("main").get_by_role("link", name="Porch light").first.click()
    page.get_by_role("link", name="Go in").click()
    room = Evening(page)
    room.is_live()
    expect(room.part).to_have_text("Before the meeting")
    return room


def nobody_comes(house: House, chair: Evening, album: Album) -> None:
    """Five minutes after the start the room is a lounge, and any member may take the chair."""
    house.move_clock(LATE)
    expect(chair.part).to_have_text("Open as a lounge")
    offer = chair.page.get_by_role("button", name="Take the chair")
    expect(offer).to_be_visible()
    album.take("2-nobody-came")
    offer.click()
    expect(chair.strip).to_be_visible()


def open_it(chair: Evening, others: list[Evening], album: Album) -> None:
    """Opening with its reading, chips for whoever wanted it, the topic."""
    second_cup, gravel, _radio = others
    celebrate(gravel, "thirty days of going outside")
    chair.go_on("Begin the meeting", "Opening")
    chair.read()
    for room in others:
        expect(room.log.locator(".read").first).to_be_visible()
    second_cup.box.fill("Can I say something?")
    second_cup.box.press("Enter")
    expect(second_cup.box).to_have_value("Can I say something?")
    album.take("3-opening")
    chair.go_on("Next part", "Chips")
    expect(chair.page.locator("#beside")).to_contain_text("thirty days of going outside")
    expect(second_cup.page.locator("#beside")).not_to_contain_text("thirty days")
    chair.say("gravel, well done.")
    gravel.shows_line("gravel, well done.")
    chair.go_on("Next part", "Topic")
    chair.act("Topic")
    chair.page.get_by_label("What tonight is about").fill("Doors")
    chair.agree("Set the topic")
    expect(second_cup.page.locator("[data-topic]")).to_contain_text("Doors")


def share(chair: Evening, others: list[Evening], album: Album) -> None:
    """Three shares: one with more time, one that was skipped first and comes later."""
    second_cup, gravel, radio = others
    chair.go_on("Next part", "Sharing")
    second_cup.box.fill("")
    second_cup.raise_hand()
    expect(chair.queue).to_have_count(1)
    radio.raise_hand()
    expect(chair.queue).to_have_count(2)
    gravel.say_when_not_ones_turn("!")
    expect(gravel.hand).to_contain_text("You are 3rd")
    chair.act("Call second-cup")
    second_cup.hand.get_by_role("button", name="Start").click()
    second_cup.say("I painted the door.", "It was brown. Now it is not.")
    chair.act("+1 minute")
    expect(radio.page.locator("[data-limit]")).to_contain_text("of 5 min")
    radio.box.fill("Mine sticks when it rains.")
    radio.box.press("Enter")
    expect(radio.box).to_have_value("Mine sticks when it rains.")
    album.take("4-sharing")
    second_cup.hand.get_by_role("button", name="Done").click()
    skip(chair, "old-radio")
    expect(radio.hand).to_contain_text("You are 2nd")
    chair.act("Call gravel")
    gravel.hand.get_by_role("button", name="Start").click()
    gravel.say("I walk through them.")
    chair.act("Thank gravel")
    chair.act("Call old-radio")
    expect(radio.hand).to_contain_text("It is your turn")
    album.take("5-your-turn")
    radio.box.press("Enter")
    radio.shows_line("Mine sticks when it rains.")
    expect(chair.floor).to_contain_text("old-radio has the floor")
    radio.hand.get_by_role("button", name="Done").click()
    for room in (chair, *others):
        expect(room.floor).to_have_text("The floor is free")


def skip(chair: Evening, who: str) -> None:
    """Somebody who waits goes to the end of the queue."""
    chair.page.locator(".sitting__next a").click()
    row = chair.queue.filter(has_text=who)
    row.locator("summary").click()
    row.get_by_role("button", name="To the end").click()
    expect(chair.queue.last).to_contain_text(who)
    chair.page.get_by_role("link", name="Back to the room").click()


def decide(chair: Evening, others: list[Evening], album: Album) -> None:
    """A vote, and its result."""
    chair.go_on("Next part", "Business, if there is any")
    chair.act("Vote")
    chair.page.get_by_label("What is voted on").fill("Shall we begin at seven?")
    chair.agree("Put it to the vote")
    for room, choice in zip(others, ("Yes", "Yes", "Abstain"), strict=True):
        vote = room.page.get_by_role("form", name="Vote")
        expect(vote).to_contain_text("Shall we begin at seven?")
        vote.get_by_role("button", name=choice, exact=True).click()
    expect(others[0].page.locator("[data-vote-cast]").first).to_contain_text("3 have voted")
    album.take("6-vote")
    chair.act("Vote")
    chair.agree("Close the vote")
    for room in (chair, *others):
        expect(room.log).to_contain_text("Yes 2, no 0, abstained 1.")


def end(chair: Evening, others: list[Evening], album: Album) -> None:
    """Closing, and half an hour in which nobody has to vanish."""
    chair.go_on("Next part", "Closing")
    chair.read()
    album.take("7-closing")
    chair.leave_for("End the meeting", "After the meeting")
    others[0].say("Good night, and mind the step.")
    for room in (chair, *others):
        expect(room.part).to_have_text("After the meeting")
        room.shows_line("Good night, and mind the step.")
    album.take("8-fellowship")


def celebrate(room: Evening, words: str) -> None:
    """Ask to be celebrated tonight."""
    beside = room.page.locator("#beside")
    beside.get_by_text("Celebrate me tonight").click()
    beside.get_by_label("In your words").fill(words)
    beside.get_by_role("button", name="Celebrate me").click()
    room.is_live()
