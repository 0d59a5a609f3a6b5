"""What a first visit costs, and what stays when the line goes (L13.3)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, without_a_line
from tests.journeys.watch import Watch
from tests.laws import law

LIGHT = 150_000
"""Bytes, as they go over the line."""


def weigh(page: Page, loaded: list[float]) -> None:
    """Count everything that the page loads from now on."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))


@law("L13.3")
@pytest.mark.parametrize("place", ["sign-in", "room"])
def test_a_first_load_is_light(house: House, visit: Visit, place: str) -> None:
    page = visit(house, "mallow" if place == "room" else "")
    loaded: list[float] = []
    weigh(page, loaded)
    if place == "room":
        Room.enter(page, house.a_room())
    else:
        page.goto("/sign-in")
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 5
    assert sum(loaded) < LIGHT, f"{sum(loaded) / 1000:.0f} kB in {len(loaded)} parts"


@law("L13.3", "L6.6")
def test_the_crisis_lines_stay_on_the_device(house: House, visit: Visit, watch: Watch) -> None:
    watch.expect_no_line()
    page = visit(house, "mallow")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    with without_a_line(page):
        page.goto("/groups")
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        page.locator("details.fold summary").first.click()
        expect(page.locator("a[href^='tel:']").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_css("font-weight", "650")
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
