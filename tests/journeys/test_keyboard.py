"""Everything by keyboard, and everything said once to who listens."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, lived_in
from tests.journeys.people import Room
from tests.journeys.watch import Watch
from tests.laws import law

NEUTRAL = "https://www.wikipedia.org/"
MOST_STOPS = 80
AT_ONCE = 2.0
"""Seconds."""

KEEP_WHAT_IS_SAID = """() => {
  globalThis.saidSince = [];
  const keep = (changes) => {
    for (const { addedNodes } of changes) for (const line of addedNodes) saidSince.push(line.textContent);
  };
  for (const region of document.querySelectorAll("[data-announce], [data-announce-now]")) {
    new MutationObserver(keep).observe(region, { childList: true });
  }
}"""
"""From now on remember what is said to who listens: a line of it is there for a while only."""


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[House]:
    """Of its own: whoever is removed does not come back. It stands until the browsers have gone."""
    yield from lived_in(tmp_path / "house")


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there; it must be on something at every stop."""
    page = target.page
    for _stop in range(MOST_STOPS):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def escape_twice(page: Page, apart: float) -> None:
    """Press Escape and press it again so many seconds later, by the browser's own clock of its keys."""
    older = (apart + 0.1) * 1000 - page.evaluate("performance.now()")
    page.wait_for_timeout(
        max(0, older)
    )  # a key from before its page would count as pressed at its beginning
    keys, now = page.context.new_cdp_session(page), time.time()
    escape = {"key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27}
    for at in (now - apart, now):
        for kind in ("rawKeyDown", "keyUp"):
            keys.send("Input.dispatchKeyEvent", {"type": kind, "timestamp": at, **escape})
    keys.detach()


def stub_the_way_out(page: Page, watch: Watch) -> None:
    """The neutral page, without asking for it."""
    page.context.route(
        "https://**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    watch.expect(rf"foreign: {NEUTRAL}")


@law("L13.1")
def test_somebody_signs_in_and_finds_crisis_lines_by_keyboard(house: House, visit: Visit) -> None:
    page = visit(house)
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page.get_by_label("Your name here"))
    page.keyboard.type("mallow")
    tab_to(page.get_by_label("Passphrase"))
    page.keyboard.type(house.passphrase)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    tab_to(page.get_by_role("navigation", name="Main").get_by_role("link", name="Someone now"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/someone-now")
    tab_to(page.get_by_role("link", name="Crisis lines of every country"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People who answer")).to_be_visible()
    tab_to(page.locator(".countries a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People who answer", level=2)).to_be_visible()


@law("L13.1")
def test_somebody_posts_reacts_and_answers_by_keyboard(house: House, visit: Visit) -> None:
    address = house.a_room()
    mallow, kestrel = (Room.enter(visit(house, who), address) for who in ("mallow", "kestrel"))
    kestrel.say("what do you think?")
    mallow.shows("what do you think?")
    keys = mallow.page.keyboard
    tab_to(mallow.box)
    keys.type("I think so.")
    keys.press("Shift+Enter")
    keys.type("Yes.")
    keys.press("Enter")
    expect(kestrel.line("I think so.")).to_contain_text("Yes.")
    expect(mallow.box).to_be_focused()

    menu = mallow.line("what do you think?").locator("summary")
    tab_to(menu, "Shift+Tab")
    keys.press("Enter")
    tab_to(mallow.log.get_by_role("button", name="with you", exact=True))
    keys.press("Enter")
    expect(kestrel.log.get_by_role("button", name="with you 1")).to_be_visible()
    expect(menu).to_be_focused()

    keys.press("Enter")
    keys.press("Escape")
    expect(menu).to_be_focused()
    keys.press("Enter")
    tab_to(mallow.log.get_by_role("button", name="Answer"))
    keys.press("Enter")
    expect(mallow.box).to_be_focused()


@law("L13.1")
def test_the_focus_comes_back_from_a_question(house: House, visit: Visit) -> None:
    mallow = Room.enter(visit(house, "mallow"), house.a_room())
    mallow.say("stay here")
    mallow.shows("stay here")
    menu = mallow.line("stay here").locator("summary")
    keys = mallow.page.keyboard
    tab_to(menu, "Shift+Tab")
    for answer in ("Escape", "Keep it"):
        keys.press("Enter")
        tab_to(mallow.log.get_by_role("button", name="Remove", exact=True))
        keys.press("Enter")
        expect(mallow.page.get_by_role("dialog")).to_be_visible()
        if answer == "Escape":
            keys.press("Escape")
        else:
            tab_to(mallow.page.get_by_role("button", name=answer))
            keys.press("Enter")
        expect(mallow.page.get_by_role("dialog")).to_have_count(0)
        expect(menu).to_be_focused()
    mallow.shows("stay here")


@law("L1.7")
def test_escape_twice_leaves_and_back_does_not_return(
    house: House, visit: Visit, watch: Watch
) -> None:
    page = visit(house, "mallow")
    stub_the_way_out(page, watch)
    room = Room.enter(page, house.a_room())
    escape_twice(page, apart=1)  # too slow to count as twice
    page.wait_for_timeout(1_000)
    room.say("still here")
    room.shows("still here")
    room.box.focus()
    escape_twice(page, apart=0.3)
    page.wait_for_url(NEUTRAL)
    page.go_back()
    expect(page).to_have_url("about:blank")


@law("L1.7")
def test_escape_that_closes_something_is_no_way_out(
    house: House, visit: Visit, watch: Watch
) -> None:
    page = visit(house, "mallow")
    stub_the_way_out(page, watch)
    room = Room.enter(page, house.a_room())
    room.say("stay here")
    room.shows("stay here")
    room.menu("stay here").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    escape_twice(page, apart=0.1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_timeout(1_000)
    room.shows("stay here")
    page.get_by_role("link", name="Quick exit", exact=True).click()
    page.wait_for_url(NEUTRAL)


@law("L13.1", "L4.4")
def test_a_new_line_is_announced_once(house: House, visit: Visit) -> None:
    address = house.a_room()
    mallow, kestrel = (Room.enter(visit(house, who), address) for who in ("mallow", "kestrel"))
    kestrel.say("a line")
    announced = mallow.page.locator("[data-announce] p").filter(has_text=re.compile("^kestrel: "))
    expect(announced).to_have_text(["kestrel: a line"])
    mallow.page.evaluate(KEEP_WHAT_IS_SAID)
    mallow.say("mine is not read to me")
    kestrel.shows("a line", "mine is not read to me")
    kestrel.menu("a line").get_by_role("button", name="Edit").click()
    kestrel.page.get_by_label("Your words").fill("a better line")
    kestrel.page.get_by_role("button", name="Save").click()
    mallow.shows("a better line", "mine is not read to me")
    said = mallow.page.evaluate("() => saidSince")
    assert [words for words in said if words.startswith("kestrel: ")] == []
    expect(mallow.page.locator("[data-announce-now] p")).to_have_count(0)


@law("L4.7", "L13.1")
def test_somebody_removed_from_the_group_is_told_at_once(own_house: House, visit: Visit) -> None:
    heron = visit(own_house, "heron")
    # a fault of the product is there every time; one of a busy machine is not
    people = ("tansy", "sorrel", "fennel")
    assert any(told_of_removal(own_house, visit, heron, who) < AT_ONCE for who in people)


def told_of_removal(house: House, visit: Visit, page: Page, who: str) -> float:
    """Remove somebody; seconds until they are told, wherever they are in the room."""
    address = house.a_room()
    theirs, heron = Room.enter(visit(house, who), address), Room.enter(page, address)
    theirs.say("hello")
    heron.menu("hello").get_by_role("link", name=f"About {who}").click()
    heron.page.get_by_text("Remove for a while").click()
    heron.page.locator("#removal-reason").fill("Come back tomorrow.")
    heron.page.get_by_role("button", name=f"Remove {who}").click()
    begun = time.monotonic()
    now = theirs.page.locator("[data-announce-now]")
    expect(now).to_contain_text("Come back tomorrow.")
    took = time.monotonic() - begun
    farewell = theirs.page.get_by_role("region", name="What happened")
    expect(farewell).to_contain_text("Come back tomorrow.")
    expect(farewell).to_be_focused()
    expect(theirs.box).to_have_count(0)
    return took
