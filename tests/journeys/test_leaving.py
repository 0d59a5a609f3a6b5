"""Ways out that leave nothing behind: discreet mode, and a session ended from elsewhere."""

import re
import time

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, kept_by, sign_in
from tests.laws import law

AT_ONCE = 2.0
"""Seconds."""


def be_discreet(page: Page, on: bool) -> None:
    """Set it under You."""
    page.goto("/you")
    page.get_by_label("Discreet").set_checked(on)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_be_visible()


@law("L1.7")
def test_discreet_mode_leaves_one_entry_with_a_neutral_name(house: House, visit: Visit) -> None:
    page = visit(house, "iris")
    be_discreet(page, True)
    try:
        page.goto("/")
        entries = page.evaluate("history.length")
        for place in ("Groups", "Notices", "Someone now", "Today"):
            main = page.get_by_role("navigation", name="Main")
            main.get_by_role("link", name=re.compile(f"^{place}")).click()
            expect(main.locator("[aria-current=page]")).to_contain_text(place)
            expect(page).to_have_title("Notes")
        page.get_by_role("main").get_by_role("link", name="Lounge").click()
        Room(page).is_live()
        expect(page).to_have_title("Notes")
        assert page.evaluate("history.length") == entries
        icon = page.locator("link[rel=icon]")
        assert "neutral" in str(icon.get_attribute("href"))
        expect(page.locator("link[rel=manifest]")).to_have_count(0)
    finally:
        be_discreet(page, False)


@law("L1.6")
def test_a_session_ended_elsewhere_closes_its_room_and_clears_its_device(
    house: House, visit: Visit
) -> None:
    kept = visit(house)
    sign_in(kept, "thrift", house.passphrase)
    # a fault of the product is there every time; one of a busy machine is not
    assert any(ended_from(kept, house, visit) < AT_ONCE for _round in range(3))
    expect(kept.get_by_role("heading", level=1)).to_be_visible()
    kept.goto("/")
    expect(kept.get_by_role("navigation", name="Main")).to_be_visible()


def ended_from(kept: Page, house: House, visit: Visit) -> float:
    """Sign in on another device, and end that from here; seconds until its room is closed."""
    lost = visit(house)
    sign_in(lost, "thrift", house.passphrase)
    room = Room.enter(lost, house.a_room())
    room.box.fill("a draft that a finder should not read")
    assert "draft" in kept_by(lost)
    kept.goto("/you/sessions")
    kept.get_by_role("button", name="End the session").first.click()  # the one begun last
    begun = time.monotonic()
    lost.wait_for_url("**/sign-in**", wait_until="commit")
    took = time.monotonic() - begun
    expect(lost.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert "draft" not in kept_by(lost)
    return took
