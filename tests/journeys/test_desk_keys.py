"""The desk by keyboard: claim, read, decide, next, with real keys; never while typing, and off for who wants it so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, lived_in
from tests.journeys.people import Room
from tests.journeys.test_reporting import look
from tests.journeys.test_topics import PHONE, begin
from tests.laws import law


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of its own: at the desk stands only what this journey brought there."""
    yield from lived_in(tmp_path / "house")


def report_two(house: House, visit: Visit) -> None:
    """Two lines by kestrel are reported by fennel."""
    address = house.a_room()
    kestrel, fennel = (Room.enter(visit(house, who), address) for who in ("kestrel", "fennel"))
    for words in ("Buy my tea.", "Buy my other tea."):
        kestrel.is_heard(words)
        expect(fennel.line(words)).to_have_count(1)
    for words in ("Buy my tea.", "Buy my other tea."):
        fennel.page.goto(address)
        fennel.is_live()
        fennel.menu(words).get_by_role("link", name="Report").click()
        fennel.page.get_by_role("radio", name="Selling or promoting something").check()
        fennel.page.get_by_label("I believe that this is true").check()
        fennel.page.get_by_role("button", name="Send report").click()
        expect(fennel.page.get_by_role("main")).to_contain_text("It is here, and sealed.")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@law("L8.2", "L8.7", "L13.1")
def test_a_case_is_claimed_read_decided_and_left_by_keys(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    report_two(house, visit)
    heron = visit(house, "heron", bypass_csp=True)
    main = heron.get_by_role("main")
    heron.goto("/desk?state=open")
    expect(main).to_be_focused()
    press(heron, "j", "j", "k")
    expect(heron.locator("[data-stop]").first).to_be_focused()
    press(heron, "?")
    expect(heron.get_by_role("heading", name="By keyboard")).to_be_focused()
    expect(heron.get_by_role("checkbox", name="Use these keys")).to_be_checked()
    heron.get_by_role("link", name="Selling or promoting something").last.focus()
    press(heron, "Enter")
    expect(main).to_be_focused()
    address = heron.url
    press(heron, "c")
    expect(main).to_contain_text("Claimed, by you")
    expect(main).to_be_focused()
    press(heron, "e")
    expect(heron.locator(".share--reported")).to_be_visible()
    press(heron, "e")
    expect(heron.locator(".share--reported")).to_have_count(0)
    expect(main).to_be_focused()
    press(heron, "d")
    expect(heron.get_by_role("radio", name="A word", exact=True)).to_be_focused()
    reason = heron.get_by_label("What kestrel is told")
    reason.focus()
    heron.keyboard.type("nuch dec")
    expect(reason).to_have_value("nuch dec")
    assert heron.url.split("#")[0] == address
    assert look(heron, pictures, "keys-case-1280") == []
    heron.get_by_role("radio", name="Not upheld").focus()
    press(heron, "Space")
    heron.get_by_role("button", name="Close it").press("Enter")
    expect(heron.get_by_role("heading", name="Reports")).to_be_visible()
    heron.go_back()
    heron.goto(address)
    press(heron, "u")
    expect(heron.get_by_role("heading", name="Reports")).to_be_visible()


@law("L13.1")
def test_keys_are_switched_off_on_this_device(house: House, visit: Visit) -> None:
    report_two(house, visit)
    heron = visit(house, "heron")
    heron.goto("/desk?state=open")
    heron.get_by_role("checkbox", name="Use these keys").uncheck()
    heron.goto("/desk?state=open")
    expect(heron.get_by_role("checkbox", name="Use these keys")).not_to_be_checked()
    heron.get_by_role("main").focus()
    press(heron, "j")
    expect(heron.get_by_role("main")).to_be_focused()
    heron.get_by_role("link", name="Selling or promoting something").first.click()
    expect(heron.get_by_role("button", name="Claim")).to_be_visible()
    heron.get_by_role("main").focus()
    press(heron, "c", "c")
    expect(heron.get_by_role("button", name="Claim")).to_be_visible()
    heron.get_by_role("checkbox", name="Use these keys").check()
    heron.get_by_role("main").focus()
    press(heron, "c")
    expect(heron.get_by_role("main")).to_contain_text("Claimed, by you")
    press(heron, "h")
    expect(heron.get_by_role("status")).to_contain_text("Somebody else goes on with it.")


@law("L3.6", "L13.1")
def test_what_waits_is_decided_by_keys(house: House, visit: Visit, pictures: Path | None) -> None:
    address = begin(visit(house, "mallow"), "A window", "Open or shut?")
    room = Room.enter(visit(house, "iris", viewport=PHONE), address)
    room.say("Shut, please.", "Call me on 555-0100.")
    expect(room.unsent.first).to_contain_text("Waiting for a moderator")
    heron = visit(house, "heron", bypass_csp=True)
    heron.goto(f"/groups/{SLUG}/waiting")
    cards = heron.locator("[data-stop]")
    shut = cards.filter(has_text="Shut, please.")
    expect(heron.get_by_role("main")).to_be_focused()
    press(heron, "p")  # nothing is chosen yet: nothing is posted
    while not shut.evaluate("card => card === document.activeElement"):
        press(heron, "j")
    assert look(heron, pictures, "keys-waiting-1280") == []
    press(heron, "p")
    expect(heron.get_by_role("status")).to_contain_text("Posted.")
    expect(shut).to_have_count(0)
    call = cards.filter(has_text="555-0100")
    while not call.evaluate("card => card === document.activeElement"):
        press(heron, "j")
    press(heron, "r")
    expect(call.get_by_label("Why")).to_be_focused()
    heron.keyboard.type("Please leave your number out, rps.")
    press(heron, "Tab", "Enter")
    expect(heron.get_by_role("status")).to_contain_text("Not posted.")
