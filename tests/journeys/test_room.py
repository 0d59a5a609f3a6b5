"""What else happens in a room: a block, an absence, a note, a long past."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PATIENCE, Visit
from tests.journeys.house import House
from tests.journeys.people import Room
from tests.journeys.walking import barriers, sideways
from tests.laws import law


@law("L1.8")
def test_a_block_takes_their_words_off_every_open_page(house: House, visit: Visit) -> None:
    address = house.a_room()
    fennel, sorrel = (Room.enter(visit(house, who), address) for who in ("fennel", "sorrel"))
    other, fennel = fennel, Room.enter(fennel.page.context.new_page(), address)
    sorrel.say("hurtful words")
    other.shows("hurtful words")
    fennel.menu("hurtful words").get_by_role("button", name="Block sorrel").click()
    fennel.page.get_by_role("button", name="Block", exact=True).click()
    expect(other.said).to_have_count(0)
    sorrel.say("more of it")
    other.say("I go on talking")
    sorrel.shows("hurtful words", "more of it", "I go on talking")
    other.shows("I go on talking")
    expect(other.page.locator("[data-people]")).not_to_contain_text("sorrel")


def on_today(page: Page, address: str, says: Callable[[str], bool]) -> Locator:
    """Look at Today until it says so of a room: how far somebody has read is told in a while, and written later."""
    place = page.get_by_role("main").locator(f".item:has(a[href='{address}'])")
    end = time.monotonic() + PATIENCE / 1000
    while True:
        page.goto("/")
        if says(place.inner_text()):
            return place
        assert time.monotonic() < end
        page.wait_for_timeout(500)


@law("L4.5")
def test_who_comes_back_begins_where_the_unread_begins(house: House, visit: Visit) -> None:
    address = house.a_room()
    mallow, kestrel = (Room.enter(visit(house, who), address) for who in ("mallow", "kestrel"))
    mallow.say("before")
    kestrel.shows("before")
    on_today(kestrel.page, address, lambda words: "unread" not in words)
    mallow.say(*(f"line {number}" for number in range(55)))
    expect(mallow.unsent).to_have_count(0)
    place = on_today(kestrel.page, address, lambda words: "unread" in words)
    expect(place).to_contain_text("55 unread")
    place.get_by_role("link").click()
    expect(kestrel.log.locator(".unread")).to_be_in_viewport()
    expect(kestrel.line("line 0")).to_be_in_viewport()
    expect(kestrel.line("line 54")).not_to_be_in_viewport()

    mallow.say(*(f"later {number}" for number in range(30)))
    expect(mallow.unsent).to_have_count(0)
    kestrel.page.reload()
    kestrel.is_live()
    kestrel.said.first.scroll_into_view_if_needed()
    expect(kestrel.said).to_have_count(86)
    assert kestrel.order() == mallow.order()


@law("L4.3", "L4.10", "L13.1")
def test_a_room_has_no_barrier_in_any_of_its_states(house: House, visit: Visit) -> None:
    address = house.a_room()
    page = visit(
        house,
        "mallow",
        bypass_csp=True,
        color_scheme="dark",
        viewport={"width": 360, "height": 740},
    )
    mallow, kestrel = Room.enter(page, address), Room.enter(visit(house, "kestrel"), address)
    kestrel.page.get_by_text("Content note").click()
    kestrel.page.get_by_label("What people should know").select_option(index=1)
    kestrel.say("something heavy")
    mallow.say("stay here")
    kestrel.shows("something heavy", "stay here")
    expect(mallow.log.get_by_text("something heavy")).to_be_hidden()
    mallow.log.get_by_text("Show", exact=True).click()
    expect(mallow.log.get_by_text("something heavy")).to_be_visible()
    expect(page.get_by_role("link", name="Crisis lines").last).to_be_visible()
    wrong = [*barriers(page), *sideways(page)]
    menu = mallow.menu("stay here")
    wrong += [*barriers(page), *sideways(page)]
    menu.get_by_role("button", name="Edit").click()
    expect(page.get_by_label("Your words")).to_be_focused()
    wrong += [*barriers(page), *sideways(page)]
    page.get_by_role("link", name="Cancel").click()
    mallow.menu("stay here").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    wrong += [*barriers(page), *sideways(page)]
    page.get_by_role("button", name="Keep it").click()
    page.goto(f"{address}#beside")
    expect(page.get_by_role("heading", name="This room")).to_be_visible()
    wrong += [*barriers(page), *sideways(page)]
    assert wrong == []
