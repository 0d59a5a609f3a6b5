"""A clock on a phone at night: made, slipped, a chip, shared; and without script."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, lived_in
from tests.journeys.people import Room
from tests.journeys.walking import Look, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 740}
LOOKS = [Look(360, "light"), Look(1280, "light"), Look(360, "dark")]


def ago(days: int) -> str:
    """The day so many days ago."""
    return f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"


def make(page: Page, name: str, days: int) -> str:
    """Make a clock by the pages; its address."""
    page.goto("/you")
    page.get_by_role("link", name="Clocks").click()
    page.get_by_role("link", name="Make a clock").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Since which day").fill(ago(days))
    page.get_by_role("button", name="Begin to count").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url


def looked(page: Page, pictures: Path | None, name: str) -> list[str]:
    """What is wrong with the open page."""
    wrong = look_at(page, LOOKS, pictures and pictures / name) + look_closely(page)
    page.set_viewport_size(PHONE)
    return wrong


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of its own: nobody here has blocked anybody."""
    yield from lived_in(tmp_path / "house")


@law("L6.1", "L6.2", "L13.1")
def test_a_clock_a_slip_and_a_chip_on_a_phone_at_night(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    page = visit(house, "sorrel", viewport=PHONE, color_scheme="dark", bypass_csp=True)
    reader = visit(house, "fennel")
    address = make(page, "No alcohol", 31)
    wrong = looked(page, pictures, "clock")
    page.get_by_role("link", name="Write down a slip").click()
    page.get_by_label("A note for yourself").fill("A hard evening.")
    wrong += looked(page, pictures, "clock-slip")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("31 of 31 days.")
    wrong += looked(page, pictures, "clock-afterwards")
    expect(page.get_by_role("link", name="Someone to talk to")).to_be_visible()
    page.get_by_role("link", name="Nothing now").click()
    expect(page).to_have_url(f"{house.url}/")
    expect(page.get_by_role("region", name="Your clocks")).to_contain_text("31 of 31 days")

    make(page, "No bets", 7)
    page.goto("/")
    wrong += looked(page, pictures, "clock-today")
    page.get_by_role("link", name=re.compile("Look where.*7 days")).click()
    page.get_by_label("Where").select_option(label="Lounge")
    page.get_by_label("Your words").fill("A week. Thank you.")
    wrong += looked(page, pictures, "clock-chip")
    page.get_by_role("button", name="Share it").click()
    Room(page).shows("A week. Thank you.")
    page.goto("/")
    expect(page.get_by_text("Would you like to share it?")).to_have_count(0)

    page.goto(f"{address}/visibility")
    wrong += looked(page, pictures, "clock-visibility")
    page.get_by_label("My days", exact=False).first.check()
    page.get_by_role("button", name="Keep this for Harbour Street").click()
    expect(page.get_by_role("status")).to_have_text("Shown from now on.")
    reader.goto(f"/groups/{SLUG}")
    reader.get_by_role("button", name="Show them to me").click()
    shown = reader.get_by_role("region", name="Days that people show here")
    expect(shown).to_contain_text("31 days")
    wrong += looked(reader, pictures, "clock-shown")
    page.get_by_label("Nobody there sees anything").check()
    page.get_by_role("button", name="Keep this for Harbour Street").click()
    expect(page.get_by_role("status")).to_have_text("Nothing of it is shown there any more.")
    reader.reload()
    expect(shown).to_have_count(0)
    assert wrong == []


@law("L6.1", "L13.2")
def test_clocks_work_without_javascript(house: House, visit: Visit, watch: Watch) -> None:
    page = visit(house, "thrift", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    watch.expect("status of 422")
    address = make(page, "Coffee", 31)
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("That is fine. The chip stays yours.")).to_be_visible()
    page.get_by_role("link", name="30 days").click()
    page.get_by_label("Where").select_option(label="Lounge")
    page.get_by_label("Your words").fill("A month of evenings.")
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_role("region", name="What has been said")).to_contain_text(
        "A month of evenings."
    )
    page.goto(f"{address}/visibility")
    page.get_by_label("My days, and that something slipped").check()
    page.get_by_role("button", name="Keep this for Harbour Street").click()
    expect(page.get_by_role("status")).to_have_text("Shown from now on.")
    page.goto(f"{address}/slips/new")
    expect(page.get_by_role("main")).to_contain_text("so people there can tell")
    page.get_by_label("When it was").fill(ago(40))
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("before this clock began")
    page.get_by_label("When it was").fill(ago(2))
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("main")).to_contain_text("31 of 31 days. One day this time.")
    page.goto(f"{address}/edit")
    page.get_by_role("button", name="Delete this clock for good").click()
    expect(page.get_by_text("No clock yet.")).to_be_visible()
