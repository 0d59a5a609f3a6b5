"""Hours, being away, notes for the next and one's own limit, on a phone and at a desk, with and without script."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House
from tests.journeys.test_reporting import DESK, look
from tests.journeys.test_topics import PHONE
from tests.laws import law

ROSTER, NOTES = f"/groups/{SLUG}/roster", f"/groups/{SLUG}/hand-over"


def say_hours(page: Page, *days: str) -> None:
    """From ten in the evening until six, by the clocks of Berlin."""
    page.goto(ROSTER)
    form = page.locator("details", has_text="Add hours")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for day in days:
        form.get_by_label(day).check()
    form.get_by_label("From").fill("22:00")
    form.get_by_label("Until").fill("06:00")
    form.get_by_label("By the clocks of").select_option("Europe/Berlin")
    form.get_by_role("button", name="Add these hours").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you for being there.")


@law("L8.7", "L13.1")
def test_a_moderator_says_hours_goes_away_and_comes_back(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    heron = visit(house, "heron", viewport=PHONE, bypass_csp=True)
    heron.goto(ROSTER)
    wrong = look(heron, pictures, "roster-none-360")
    say_hours(heron, "Monday", "Wednesday")
    main = heron.get_by_role("main")
    expect(main).to_contain_text("Wednesday, 22:00 to 06:00 the next day")
    expect(main).to_contain_text("When nobody is there")
    wrong += look(heron, pictures, "roster-360")
    heron.set_viewport_size(DESK)
    wrong += look(heron, pictures, "roster-1280")
    heron.get_by_role("button", name="for a week").click()
    expect(main).to_contain_text("You are away until")
    wrong += look(heron, pictures, "roster-away-1280")
    heron.get_by_role("button", name="I am back").click()
    expect(main).not_to_contain_text("You are away until")
    heron.get_by_role("button", name="Remove Monday").click()
    expect(main).not_to_contain_text("Monday, 22:00")
    assert wrong == []


@law("L8.7", "L13.1")
def test_a_note_is_left_and_the_next_takes_over(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    heron = visit(house, "heron", bypass_csp=True)
    heron.goto(NOTES)
    heron.get_by_label("What the next should know").fill("A quiet night.\nThe kettle is broken.")
    wrong = look(heron, pictures, "note-1280")
    heron.get_by_role("button", name="Leave it for the next").click()
    expect(heron.get_by_role("status")).to_contain_text("Rest well.")
    keeper = visit(house, "keeper", viewport=PHONE, bypass_csp=True)
    keeper.goto("/desk")
    expect(keeper.get_by_role("main")).to_contain_text("The kettle is broken.")
    wrong += look(keeper, pictures, "desk-note-360")
    keeper.get_by_role("button", name="I take over").click()
    expect(keeper.get_by_role("main")).to_contain_text("keeper took over at")
    keeper.goto(NOTES)
    wrong += look(keeper, pictures, "note-360")
    keeper.goto("/desk/exposure")
    keeper.get_by_label("Ask me whether I want to stop").select_option("3")
    keeper.get_by_role("button", name="Save").click()
    expect(keeper.get_by_label("Ask me whether I want to stop")).to_have_value("3")
    wrong += look(keeper, pictures, "exposure-360")
    assert wrong == []


@law("L8.7", "L13.2")
def test_hours_and_notes_need_no_script(house: House, visit: Visit) -> None:
    page = visit(house, "heron", java_script_enabled=False, viewport=PHONE)
    say_hours(page, "Sunday")
    expect(page.get_by_role("main")).to_contain_text("Sunday, 22:00 to 06:00 the next day")
    page.get_by_role("button", name="until I come back").click()
    expect(page.get_by_role("main")).to_contain_text("You are away.")
    page.get_by_role("button", name="I am back").click()
    expect(page.get_by_role("main")).not_to_contain_text("You are away.")
    page.goto(NOTES)
    page.get_by_label("What the next should know").fill("Nothing new.")
    page.get_by_role("button", name="Leave it for the next").click()
    expect(page.get_by_role("status")).to_contain_text("Rest well.")
    expect(page.locator("[data-keys]")).to_have_count(0)
    page.goto("/desk")
    expect(page.locator("[data-keys]")).to_be_hidden()
