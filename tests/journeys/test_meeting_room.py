"""An evening in a meeting's room, in browsers: the chair by keyboard, members by button and by "!"."""

import re
from collections.abc import Iterator
from time import sleep

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import CHAIR, House, lived_in
from tests.journeys.people import Room, without_a_line
from tests.journeys.test_weight import LIGHT, weigh
from tests.journeys.walking import barriers, sideways
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 740}
MEETINGS = 9


class Meeting(Room):
    """A meeting's room, as somebody sees it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.strip = page.get_by_role("toolbar", name="Chair")
        self.floor = page.locator("[data-floor-who]")
        self.hand = page.locator("[data-hand]")
        self.part = page.locator("[data-part-name]")

    def press(self, key: str, *typed: str) -> None:
        """Go to the strip from the box, press a key, and answer what it asks."""
        expect(self.strip.locator(f"[data-key={key}]")).to_be_visible()
        expect(self.strip.locator("[tabindex='0']")).to_be_attached()  # it listens to keys
        self.box.focus()
        self.page.keyboard.press("Shift+Tab")
        expect(self.strip.locator(":focus")).to_be_attached()
        self.page.keyboard.press(key)
        for words in typed:
            self.page.keyboard.type(words)
            self.page.keyboard.press("Enter")

    def goes_on_to(self, part: str) -> None:
        """The next part, by keyboard."""
        self.press("n")
        self.page.keyboard.press("Enter")
        expect(self.part).to_have_text(part)

    def raises(self) -> None:
        """Raise a hand by the button."""
        raising = self.page.get_by_role("button", name="Raise hand")
        expect(raising).to_be_visible()  # where it is not, the page is told
        raising.click()
        expect(self.page.get_by_role("button", name="Lower hand")).to_be_visible()
        expect(
            self.page.locator(".queue__you")
        ).to_be_attached()  # the button is ahead of the server

    def happened(self, sentence: str) -> None:
        """The log tells it."""
        expect(self.log.locator(".event", has_text=sentence)).to_have_count(1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Of its own: where the journeys before take half an hour, nobody waits in these lobbies any more."""
    yield from lived_in(tmp_path_factory.mktemp("evenings"), MEETINGS)


@pytest.fixture
def address(house: House) -> str:
    """A meeting whose lobby is open."""
    return house.a_meeting()


def come(house: House, visit: Visit, address: str, handle: str, **options: object) -> Meeting:
    """Somebody comes in."""
    return come_to(visit(house, handle, **options), address)


def come_to(page: Page, address: str) -> Meeting:
    """Somebody comes in on a page that is there."""
    meeting = Meeting.enter(page, address)
    assert isinstance(meeting, Meeting)
    return meeting


def begin_sharing(chair: Meeting) -> None:
    """From the lobby to the part in which one speaks at a time."""
    chair.goes_on_to("Opening")
    chair.goes_on_to("Sharing")
    expect(chair.page.locator("[data-part='1'] [tabindex='0']")).to_be_attached()  # the new strip


@law("L5.5", "L5.6", "L5.7")
def test_an_evening_by_keys(house: House, visit: Visit, address: str) -> None:
    chair = come(house, visit, address, CHAIR)
    mallow = come(house, visit, address, "mallow", viewport=PHONE)
    kestrel = come(house, visit, address, "kestrel")
    chair.press("o", "asking for help")
    kestrel.happened("Topic: asking for help")
    chair.goes_on_to("Opening")
    chair.press("r")
    expect(mallow.log.locator(".read")).to_contain_text("Anyone may read.")
    chair.goes_on_to("Sharing")
    kestrel.raises()
    mallow.box.fill("!")
    mallow.box.press("Enter")
    expect(mallow.hand).to_contain_text("You are 2nd")
    expect(mallow.unsent).to_have_count(0)
    mallow.box.fill("My words, typed too early")
    chair.press("c")
    expect(kestrel.hand).to_contain_text("It is your turn")
    expect(mallow.hint).to_contain_text("kestrel has the floor")
    kestrel.page.get_by_role("button", name="Start").click()
    kestrel.say("Good evening.", "It was a long week.")
    expect(mallow.log.locator(".share--lit")).to_have_count(2)
    chair.press("e")
    expect(mallow.page.locator("[data-limit]")).to_have_text("of 5 min")
    mallow.box.press("Enter")
    expect(mallow.box).to_have_value("My words, typed too early")
    expect(mallow.said).to_have_count(2)
    chair.press("t")
    chair.happened("kestrel was thanked.")
    expect(mallow.floor).to_have_text("The floor is free")
    expect(mallow.log.locator(".share--lit")).to_have_count(0)
    chair.press("c")
    expect(mallow.hand).to_contain_text("It is your turn")
    expect(mallow.send).to_have_text("Send")
    mallow.box.press("Enter")
    mallow.shows("Good evening.", "It was a long week.", "My words, typed too early")
    mallow.page.get_by_role("button", name="Done").click()
    expect(mallow.page.get_by_role("button", name=re.compile("Raise hand"))).to_be_visible()
    kestrel.page.reload()
    kestrel.happened("mallow was called.")
    expect(kestrel.log.locator(".read")).to_contain_text("Anyone may read.")


@law("L5.4", "L5.5")
def test_who_was_in_a_tunnel_finds_the_meeting_as_it_is(
    house: House, visit: Visit, address: str, watch: Watch
) -> None:
    watch.expect_no_line()
    chair = come(house, visit, address, CHAIR)
    mallow, kestrel = (come(house, visit, address, who) for who in ("mallow", "kestrel"))
    begin_sharing(chair)
    mallow.raises()
    kestrel.raises()
    with without_a_line(mallow.page):
        mallow.page.get_by_role("button", name="Lower hand").click()
        expect(mallow.page.locator("[data-tell]")).to_contain_text("No connection")
        chair.press("c")
        expect(kestrel.floor).to_have_text("mallow was called")
        chair.press("c")
        expect(kestrel.floor).to_have_text("kestrel was called")
    for each in (mallow, kestrel, chair):
        expect(each.floor).to_have_text("kestrel was called")
        expect(each.page.locator("[data-queue-rows] li")).to_have_count(1)
        expect(each.page.locator("[data-queue-rows]")).to_contain_text("mallow")
    mallow.happened("kestrel was called.")
    expect(mallow.hand).to_contain_text("You are next")


@law("L5.7")
def test_the_strip_asks_once_and_hands_the_chair_over(
    house: House, visit: Visit, address: str
) -> None:
    chair, mallow = (come(house, visit, address, who) for who in (CHAIR, "mallow"))
    begin_sharing(chair)
    chair.box.fill("nothing here is a key: t c n m l h")
    expect(chair.part).to_have_text("Sharing")
    chair.press("l")
    chair.page.keyboard.press("Escape")
    expect(chair.strip.locator(":focus")).to_contain_text("Lock")
    chair.press("l")
    chair.page.keyboard.press("Enter")
    mallow.happened("The door is closed for tonight.")
    expect(chair.strip).to_contain_text("Open the door")  # the strip is a new one now
    chair.press("h")
    chair.page.get_by_label("Hand the chair to").select_option("mallow")
    chair.page.get_by_role("button", name="Hand over").last.click()
    expect(mallow.strip).to_be_visible()
    expect(chair.strip).to_have_count(0)
    mallow.happened("mallow is in the chair.")


@law("L5.7", "L13.1")
@pytest.mark.parametrize(
    ("size", "direction"), [(PHONE, "ltr"), ({"width": 320, "height": 640}, "rtl")]
)
def test_on_a_phone_the_strip_leaves_the_box_in_sight(
    house: House, visit: Visit, address: str, size: ViewportSize, direction: str
) -> None:
    chair = come(house, visit, address, CHAIR, viewport=size)
    chair.page.evaluate("way => { document.documentElement.dir = way; }", direction)
    begin_sharing(chair)
    chair.page.get_by_role("button", name="More", exact=True).click()
    fewer = chair.page.get_by_role("button", name="Fewer")
    expect(fewer).to_be_focused()
    for in_sight in (chair.box, chair.send, chair.page.get_by_role("link", name="Crisis lines")):
        expect(in_sight).to_be_in_viewport(ratio=1)
    chair.page.keyboard.press("ArrowDown")  # down is onwards in every script
    chair.page.keyboard.press("ArrowDown")
    expect(chair.strip.locator("[data-act=call]")).to_be_focused()
    for key, last in (("h", "Not now"), ("l", "Close the door")):
        chair.page.keyboard.press(key)
        answer = chair.page.get_by_role("button", name=last, exact=True)
        expect(answer).to_be_focused()
        expect(answer).to_be_in_viewport(ratio=1)
        expect(chair.send).to_be_in_viewport(ratio=1)
        chair.page.keyboard.press("Escape")  # twice in a moment, and nobody is led away
    expect(chair.strip.locator(":focus")).to_contain_text("Lock")
    assert sideways(chair.page) == []
    fewer.click()
    expect(chair.page.get_by_role("button", name="More", exact=True)).to_be_focused()


@law("L5.10")
def test_a_vote_is_put_by_key_and_its_result_is_a_line(
    house: House, visit: Visit, address: str
) -> None:
    chair, mallow = (come(house, visit, address, who) for who in (CHAIR, "mallow"))
    begin_sharing(chair)
    chair.goes_on_to("Business")
    expect(chair.strip.get_by_role("button", name="Vote")).to_be_visible()
    chair.press("v", "Shall we meet at eight?")
    mallow.page.get_by_role("button", name="Yes").click()
    expect(chair.page.locator("[data-vote-cast]")).to_have_text("1 has voted")
    expect(chair.page.locator("[data-ask=vote]")).to_contain_text("Close the vote")
    chair.press("v")
    chair.page.keyboard.press("Enter")
    mallow.happened("Shall we meet at eight? Yes 1, no 0, abstained 0. Yes: mallow.")
    expect(mallow.page.locator("form[data-vote]")).to_have_count(0)


@law("L13.1")
def test_a_meeting_has_no_barrier_in_any_of_its_states(
    house: House, visit: Visit, address: str
) -> None:
    chair = come(house, visit, address, CHAIR, bypass_csp=True)
    mallow = come(
        house, visit, address, "mallow", viewport={"width": 320, "height": 740}, bypass_csp=True,
        color_scheme="dark",
    )  # fmt: skip
    begin_sharing(chair)
    mallow.raises()
    wrong = [*barriers(chair.page), *barriers(mallow.page), *sideways(mallow.page)]
    chair.press("c")
    expect(mallow.hand).to_contain_text("It is your turn")
    wrong += [*barriers(mallow.page), *sideways(mallow.page)]
    mallow.page.get_by_role("button", name="Start").click()
    mallow.say("Good evening.")
    chair.press("m")
    expect(chair.page.get_by_label("Mute whom")).to_be_focused()
    wrong += [*barriers(chair.page), *barriers(mallow.page), *sideways(mallow.page)]
    chair.page.keyboard.press("Escape")
    chair.page.set_viewport_size({"width": 320, "height": 740})
    chair.page.get_by_role("button", name="More", exact=True).click()
    wrong += [*barriers(chair.page), *sideways(chair.page)]
    mallow.page.goto(f"{address}#beside")
    wrong += [*barriers(mallow.page), *sideways(mallow.page)]
    assert wrong == []


@law("L13.3")
def test_a_first_load_of_a_meeting_is_light(house: House, visit: Visit, address: str) -> None:
    page = visit(house, CHAIR)
    loaded: list[float] = []
    weigh(page, loaded)
    Meeting.enter(page, address)
    page.wait_for_load_state("networkidle")
    assert sum(loaded) < LIGHT, f"{sum(loaded) / 1000:.0f} kB in {len(loaded)} parts"


@law("L5.4", "L4.2")
def test_a_page_whose_parts_come_late_misses_nothing(
    house: House, visit: Visit, address: str
) -> None:
    chair = come(house, visit, address, CHAIR)
    page = visit(house, "mallow")
    page.route("**/meetings/show.js*", late)
    mallow = come_to(page, address)
    begin_sharing(chair)
    mallow.raises()


def late(route: Route) -> None:
    """On a slow line one file may come long after another."""
    sleep(2)
    route.continue_()
