"""A moderator makes a format the group's own, on a phone and without script (L5.3)."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House
from tests.journeys.walking import barriers, sideways
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 780}


def has_parts(page: Page, *names: str) -> None:
    """These are the parts in their order, as the editor lists them."""
    expect(page.locator(".part__name")).to_have_text(list(names))


def press(page: Page, name: str) -> None:
    """Press what is said in full: its words, and unseen what it is about."""
    page.get_by_role("button", name=re.compile(name)).locator("visible=true").click()


@law("L5.3", "L13.1", "L13.2")
def test_a_format_is_made_ones_own_without_script(house: House, visit: Visit, watch: Watch) -> None:
    watch.expect("status of 422")
    page = visit(house, "heron", java_script_enabled=False, viewport=PHONE)
    page.goto(f"/groups/{SLUG}/formats")
    press(page, "Take a copy ?: SMART")
    page.get_by_role("link", name="Change it").click()
    has_parts(page, "1. Check-in", "2. Agenda", "3. Working time", "4. Check-out")

    page.get_by_label("Name", exact=True).fill("Our working hour")
    page.get_by_text("2. Agenda").click()
    press(page, "Move up ?: Agenda")
    has_parts(page, "1. Agenda", "2. Check-in", "3. Working time", "4. Check-out")
    press(page, "Add a reading")
    reading = page.get_by_role("group", name="Reading 2")
    reading.get_by_label("Title").fill("Our own words")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("There are no words in it yet.")
    reading.get_by_label("Words, as they are read").fill("Slowly does it.")
    press(page, "Save")

    expect(page.get_by_role("heading", level=1)).to_have_text("Our working hour")
    expect(page.get_by_role("status")).to_have_text("Saved. This is version 2.")
    expect(page.get_by_text("Slowly does it.")).to_be_visible()
    reader = visit(house, "mallow", viewport=PHONE)
    reader.goto(page.url)
    expect(reader.get_by_text("Slowly does it.")).to_be_visible()
    expect(reader.get_by_role("link", name="Change it")).to_have_count(0)


@law("L13.1")
def test_the_format_editor_has_no_barrier_where_everything_is_open(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect("status of 422")
    page = visit(house, "heron", viewport=PHONE)
    page.goto(f"/groups/{SLUG}/formats")
    press(page, "Take a copy ?: Twelve")
    page.get_by_role("link", name="Change it").click()
    page.wait_for_url("**/edit")
    for part in page.locator(".part > summary").all():
        part.press("Enter")
    page.get_by_label("Minutes").first.fill("none")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Minutes").first).to_have_value("none")
    assert [*barriers(page), *sideways(page)] == []
