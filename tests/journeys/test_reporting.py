"""From a report to its outcome in browsers: on a phone, at a desk, by keyboard, and without script (L8.1-L8.5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, lived_in
from tests.journeys.people import Room
from tests.journeys.test_topics import PHONE
from tests.journeys.walking import barriers, sideways
from tests.journeys.watch import Watch
from tests.laws import law

HARSH = "I sell a taper that works in a week."
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of its own: at the desk stands only what this journey brought there."""
    yield from lived_in(tmp_path / "house")


def look(page: Page, pictures: Path | None, name: str) -> list[str]:
    """What is wrong with the page as it is now, in light and dark; its picture, where somebody wants it."""
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wrong += [*barriers(page), *sideways(page)]
        if pictures:
            page.screenshot(path=pictures / f"{name}-{scheme}.png", full_page=True)
    return wrong


def report(page: Page, room: Room, pictures: Path | None) -> list[str]:
    """Report the harsh line with the one before it, seeing what goes along."""
    room.menu(HARSH).get_by_role("link", name="Report").click()
    page.get_by_role("radio", name="Selling or promoting something").check()
    page.get_by_label("In your words, if you like").fill("He said this to two of us.")
    seen = page.locator("[data-line]:visible")
    expect(seen).to_have_count(3)
    page.get_by_label("To", exact=True).select_option(index=1)
    expect(seen).to_have_count(2)
    wrong = look(page, pictures, "report-360")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick that you believe this to be true.")
    page.get_by_label("I believe that this is true").check()
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("main")).to_contain_text("It is here, and sealed.")
    return wrong


def decide(page: Page, pictures: Path | None, size: str) -> list[str]:
    """Claim the case by keyboard, open the words, mute, and close."""
    page.goto("/desk")
    wrong = look(page, pictures, f"desk-{size}")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-queue] a").first).to_be_focused()
    page.get_by_role("link", name="Selling or promoting something").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("main")).not_to_contain_text(HARSH)
    page.keyboard.press("c")
    expect(page.get_by_role("main")).to_contain_text("Claimed, by you")
    page.get_by_role("button", name="Show the words").click()
    expect(page.locator(".evidence [data-line]")).to_have_count(2)
    expect(page.locator(".share--reported")).to_contain_text(HARSH)
    wrong += look(page, pictures, f"case-{size}")
    page.get_by_role("radio", name="Mute").check()
    page.get_by_label("For how long").select_option(label="One day")
    page.get_by_label("Because of").select_option(label="Selling or promoting something")
    page.get_by_role("button", name="Do this, and tell them").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why.")
    wrong += look(page, pictures, f"refused-{size}")
    page.get_by_label("What kestrel is told").fill("No selling here. Ask me about it.")
    page.get_by_role("radio", name="Mute").check()
    page.get_by_role("button", name="Do this, and tell them").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("radio", name="Upheld: it was as reported").check()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    return wrong


@law("L8.1", "L8.2", "L8.4", "L8.5", "L13.1")
def test_from_a_report_to_an_appeal(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    address = house.a_room()
    one = Room.enter(visit(house, "kestrel"), address)
    two = Room.enter(visit(house, "mallow", viewport=PHONE, bypass_csp=True), address)
    two.is_heard("Good evening.")
    one.is_heard(HARSH)
    two.is_heard("Please do not.")
    wrong = report(two.page, two, pictures)
    one.menu(HARSH).get_by_role("button", name="Remove", exact=True).click()
    one.page.get_by_role("button", name="Remove this message").click()
    expect(one.line(HARSH)).to_have_count(0)
    heron = visit(house, "heron", viewport=PHONE, bypass_csp=True)
    wrong += decide(heron, pictures, "360")
    heron.set_viewport_size(DESK)
    heron.goto("/desk")
    wrong += look(heron, pictures, "desk-1280")
    heron.get_by_role("link", name="The last eight weeks").click()
    expect(heron.get_by_role("figure")).to_have_count(3)
    wrong += look(heron, pictures, "weeks-1280")
    heron.set_viewport_size(PHONE)
    wrong += look(heron, pictures, "weeks-360")
    two.page.goto("/reports")
    expect(two.page.get_by_role("main")).to_contain_text("Something was done")
    wrong += appeal(one.page, visit(house, "keeper", viewport=DESK, bypass_csp=True), pictures)
    assert wrong == []


def appeal(kestrel: Page, keeper: Page, pictures: Path | None) -> list[str]:
    """The person concerned reads why, appeals, and another moderator grants it."""
    kestrel.goto("/you/record")
    kestrel.get_by_role("link", name="Muted").first.click()
    expect(kestrel.get_by_role("main")).to_contain_text("Ask me about it.")
    kestrel.get_by_label("What was overlooked").fill("I was quoting a spam mail.")
    kestrel.get_by_role("button", name="Send the appeal").click()
    expect(kestrel.get_by_role("main")).to_contain_text("Somebody else looks at it.")
    keeper.goto("/desk")
    keeper.get_by_role("region", name="Appeals").get_by_role("link").first.click()
    expect(keeper.get_by_role("button", name="Decide")).to_be_visible()
    wrong = look(keeper, pictures, "appeal-1280")
    keeper.get_by_role("radio", name="Grant it: put it right").check()
    keeper.get_by_label("Why. They are told this.").fill("You are right, I am sorry.")
    keeper.get_by_role("button", name="Decide").click()
    expect(keeper.get_by_role("heading", name="Reports")).to_be_visible()
    kestrel.reload()
    expect(kestrel.get_by_role("main")).to_contain_text("Granted: it is put right.")
    expect(kestrel.get_by_role("main")).to_contain_text("I am sorry.")
    return wrong


@law("L8.1", "L13.2")
def test_reporting_without_script(house: House, visit: Visit, watch: Watch) -> None:
    watch.expect("status of 409")
    address = house.a_room()
    one = Room.enter(visit(house, "kestrel"), address)
    for words in ("One.", HARSH, "Three."):
        one.is_heard(words)
    page = visit(house, "mallow", java_script_enabled=False, viewport=PHONE)
    page.goto(address)
    page.locator("li", has_text=HARSH).locator("summary").click()
    page.locator("li", has_text=HARSH).get_by_role("link", name="Answer, react, change").click()
    page.get_by_role("link", name="Report this message").click()
    expect(page.locator("[data-line]")).to_have_count(3)
    page.get_by_role("radio", name="Threats or violence").check()
    page.get_by_label("In your words, if you like").fill("It frightened me.")
    page.get_by_label("To", exact=True).select_option(index=1)
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("alert")).to_contain_text("Look at what staff will see now")
    expect(page.locator("[data-line]")).to_have_count(2)
    expect(page.get_by_label("In your words, if you like")).to_have_value("It frightened me.")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("main")).to_contain_text("It is here, and sealed.")
