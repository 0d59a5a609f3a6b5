"""How somebody's days are: noted in two taps, looked at, told to a group; and a plan for a hard hour (L6.3, L6.4)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, lived_in
from tests.journeys.walking import Look, barriers, look_at, look_closely, sideways
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 780}
NIGHT = {"viewport": PHONE, "color_scheme": "dark"}
DAY = 86_400
LOOKS = [Look(360, "dark"), Look(360, "light"), Look(1280, "light")]
DAYS = ("So-so", "Good", "", "Low", "Very low", "", "Good", "Very good", "Good")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, whose clock can be moved."""
    yield from lived_in(tmp_path_factory.mktemp("quiet"), clock=True)


def shot(page: Page, pictures: Path | None, name: str) -> None:
    """A picture, if anybody wants one; and nothing sticks out or keeps anybody out."""
    assert [*barriers(page), *sideways(page)] == []
    if pictures:
        page.screenshot(path=pictures / f"{name}.png", full_page=True)


def save_whole(page: Page) -> None:
    """Save all of a day, and wait until it is saved: the form that asked is folded then."""
    card = page.locator("#check-in")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_label("A line, if you like")).to_be_hidden()


@law("L6.3", "L6.4", "L13.1")
def test_a_hard_day_is_noted_in_two_taps_and_brings_ones_own_plan(
    quiet: House, visit: Visit, pictures: Path | None
) -> None:
    page = visit(quiet, "mallow", bypass_csp=True, **NIGHT)
    page.goto("/you/plan")
    page.get_by_role("link", name="Write it").click()
    page.get_by_label("What I do then").fill("Walk to the river.\nCall Ines.")
    page.get_by_label("Who I can turn to").fill("Ines, +49 30 1234567")
    shot(page, pictures, "plan-written")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="+49 30 1234567")).to_have_attribute(
        "href", "tel:+49301234567"
    )
    shot(page, pictures, "plan")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_role("link", name="Change it")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    if pictures:
        page.screenshot(path=pictures / "plan-printed.png", full_page=True)
    page.emulate_media(media="screen", color_scheme="dark")
    page.goto("/")
    shot(page, pictures, "today-before")
    page.get_by_role("button", name="Very low").click()
    card = page.locator("#check-in")
    expect(card).to_contain_text("You do not have to be alone with this.")
    expect(card).to_contain_text("Walk to the river.")
    shot(page, pictures, "today-very-low")
    card.get_by_role("radio", name="8", exact=True).check()
    card.get_by_label("Hours of sleep, if you like").fill("6,5")
    card.get_by_text("Tired").click()
    card.get_by_label("A line, if you like").fill("Long shift.")
    save_whole(page)
    page.locator("#check-in summary").click()
    expect(page.get_by_label("A line, if you like")).to_have_value("Long shift.")
    expect(page.get_by_label("Hours of sleep, if you like")).to_have_value("6.5")
    page.get_by_role("link", name="My plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan")


@law("L6.3", "L13.1", "L13.2")
def test_without_script_it_is_the_same_and_what_is_refused_is_kept(
    quiet: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    page = visit(quiet, "kestrel", java_script_enabled=False, **NIGHT)
    page.goto("/")
    page.get_by_role("button", name="So-so").click()
    card = page.locator("#check-in")
    expect(card).to_contain_text("Only you can see this.")
    card.get_by_label("Hours of sleep, if you like").fill("99")
    card.get_by_label("A line, if you like").fill("A walk.")
    card.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Hours from 0 to 24, in halves: 7 or 7.5.")
    expect(card.get_by_label("A line, if you like")).to_have_value("A walk.")
    if pictures:
        page.screenshot(path=pictures / "refused-without-script.png", full_page=True)
    card.get_by_label("Hours of sleep, if you like").fill("7")
    save_whole(page)
    page.goto("/you/checkins")
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("cell", name="A walk.")).to_be_visible()
    page.get_by_role("link", name="Your plan").first.click()
    page.get_by_role("link", name="Write it").click()
    page.get_by_label("What I do then").fill("x" * 201)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("At most 200 characters in a line.")
    expect(page.get_by_label("What I do then")).to_have_value("x" * 201)
    page.get_by_label("What I do then").fill("Put the kettle on.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="What I do then")).to_contain_text("Put the kettle on.")


@law("L6.3", "L13.1")
def test_a_day_is_told_in_the_thread_that_opened_by_itself(
    quiet: House, visit: Visit, pictures: Path | None
) -> None:
    keeper = visit(quiet, "heron", bypass_csp=True, **NIGHT)
    keeper.goto(f"/groups/{SLUG}/settings")
    section = keeper.locator("#daily-thread")
    section.get_by_label("On the board").select_option(index=1)
    section.get_by_role("button", name="Save").click()
    expect(keeper.get_by_role("status")).to_have_text("Saved.")
    shot(keeper, pictures, "settings")
    page = visit(quiet, "tansy", bypass_csp=True, **NIGHT)
    page.goto("/")
    page.get_by_role("button", name="Good", exact=True).click()
    page.get_by_role("link", name="Tell somebody of it").click()
    expect(page.get_by_label("What is posted")).to_have_value("A good day.")
    shot(page, pictures, "telling")
    page.get_by_label("What is posted").fill("A good day. The first in a while.")
    page.get_by_role("button", name="Post it").click()
    expect(page.get_by_role("region", name="What has been said")).to_contain_text(
        "The first in a while."
    )
    shot(page, pictures, "told")


@law("L6.3", "L13.1")
def test_days_are_curves_with_gaps_and_a_table(
    quiet: House, visit: Visit, pictures: Path | None
) -> None:
    page = visit(quiet, "fennel", bypass_csp=True, **NIGHT)
    for number, mood in enumerate(DAYS):
        quiet.move_clock(number * DAY)
        if not mood:
            continue
        page.goto("/")
        page.get_by_role("button", name=mood, exact=True).click()
        card = page.locator("#check-in")
        card.get_by_role("radio", name=str(number), exact=True).check()
        card.get_by_label("Hours of sleep, if you like").fill(f"{4 + number / 2:g}")
        save_whole(page)
    page.goto("/you/checkins")
    expect(page.locator("svg[role=img]")).to_have_count(3)
    expect(page.locator("svg[role=img]").first.locator("circle")).to_have_count(7)
    expect(page.locator("svg[role=img]").first.locator("polyline")).to_have_count(3)
    page.get_by_text("The same as a table").click()
    wrong = look_at(page, LOOKS, pictures and pictures / "days")
    page.get_by_role("link", name="90 days").click()
    expect(page.get_by_role("heading", name="The last 90 days")).to_be_visible()
    wrong += look_at(page, LOOKS, pictures and pictures / "days-90")
    wrong += look_closely(page)
    quiet.move_clock(0)
    assert wrong == []
