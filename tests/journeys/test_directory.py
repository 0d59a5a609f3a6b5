"""Help outside goes from a member by way of a keeper to a stranger (L11.1); crisis lines are confirmed (L6.6)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.test_reporting import look
from tests.journeys.test_topics import PHONE
from tests.journeys.watch import Watch
from tests.laws import law

NAME = "Lantern House"
NARROW = {"width": 320, "height": 640}


def suggest(page: Page, name: str) -> None:
    """Fill in the form, at first with an address that refers."""
    page.goto("/directory")
    page.get_by_role("link", name="Suggest an entry").click()
    page.get_by_label("What it is", exact=True).select_option("housing")
    page.get_by_label("What it is called").fill(name)
    page.get_by_label("Country").select_option("IE")
    page.get_by_label("Web page, if there is one").fill("https://lantern.example/?ref=jo")
    page.get_by_label("What it costs").fill("By income")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_role("alert")).to_contain_text("no advertising, referral links or sale")
    expect(page.get_by_label("What it is called")).to_have_value(name)
    page.get_by_label("Web page, if there is one").fill("https://lantern.example/")


@law("L11.1", "L13.2")
def test_an_entry_goes_from_a_member_to_a_stranger(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    member = visit(house, "mallow", java_script_enabled=False, viewport=PHONE)
    suggest(member, NAME)
    member.get_by_role("button", name="Suggest it").click()
    expect(member.get_by_role("main")).to_contain_text("This waits for somebody to look at it.")

    stranger = visit(house, viewport=NARROW, bypass_csp=True)
    stranger.goto("/directory?words=lantern")
    expect(stranger.get_by_role("main")).to_contain_text("Nothing here is like that.")
    wrong = look(stranger, pictures, "directory-none-320")

    keeper = visit(house, "keeper", bypass_csp=True)
    keeper.goto("/directory")
    keeper.get_by_role("link", name="What waits, and what to check again").press("Enter")
    keeper.wait_for_url("**/directory/keeping")
    wrong += look(keeper, pictures, "directory-keeping")
    keeper.get_by_role("link", name=NAME).press("Enter")
    expect(keeper.get_by_role("button", name="I checked it: approve")).to_be_visible()
    wrong += look(keeper, pictures, "directory-waiting")
    keeper.get_by_role("button", name="I checked it: approve").press("Enter")
    expect(keeper.get_by_role("status")).to_contain_text("It stands in the directory now.")

    stranger.get_by_role("link", name="Show all of it").first.click()
    expect(stranger.get_by_label("Words")).to_have_value("")
    stranger.get_by_label("Words").fill("lantern")
    stranger.get_by_label("Words").press("Enter")
    expect(stranger.get_by_role("link", name=NAME)).to_be_visible()
    wrong += look(stranger, pictures, "directory-found-320")
    stranger.get_by_role("link", name=NAME).click()
    expect(stranger.get_by_role("main")).to_contain_text("Checked on")
    wrong += look(stranger, pictures, "directory-entry-320")
    member.goto("/directory/mine")
    expect(member.get_by_role("main")).to_contain_text("It stands in the directory.")
    assert wrong == []


@law("L6.6")
def test_an_administrator_confirms_a_line_that_everybody_sees(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    stranger = visit(house, viewport=NARROW, java_script_enabled=False)
    stranger.goto("/crisis/nz")
    line = stranger.get_by_role("listitem").filter(has_text="need to talk?")
    expect(line).to_contain_text("Not yet confirmed by this site.")
    keeper = visit(house, "keeper", bypass_csp=True, viewport=NARROW)
    keeper.goto("/you")
    keeper.get_by_role("link", name="Confirm and change them").click()
    keeper.wait_for_url("**/site/crisis")
    wrong = look(keeper, pictures, "crisis-lines-320")
    keeper.get_by_role("link", name="1737, need to talk?").click()
    expect(keeper.get_by_role("button", name="I checked it today: it holds")).to_be_visible()
    wrong += look(keeper, pictures, "crisis-line-320")
    keeper.get_by_role("button", name="I checked it today: it holds").click()
    expect(keeper.get_by_role("status")).to_contain_text("Confirmed, as checked today.")
    stranger.reload()
    expect(line).not_to_contain_text("Not yet confirmed")
    assert wrong == []


@law("L6.6")
def test_a_country_is_kept_first_on_the_device_by_whoever_wants_that(
    house: House, visit: Visit
) -> None:
    stranger = visit(house, viewport=NARROW)
    stranger.goto("/crisis/ie")
    keep = stranger.get_by_role("button", name="Keep Ireland first on this device")
    expect(keep).to_have_attribute("aria-pressed", "false")
    stranger.goto("/crisis")
    expect(stranger.get_by_role("link", name="Ireland")).to_have_count(1)
    stranger.go_back()
    keep.press("Enter")
    expect(keep).to_have_attribute("aria-pressed", "true")
    stranger.goto("/crisis")
    expect(stranger.get_by_role("link", name="Ireland")).to_have_count(2)
    stranger.get_by_role("link", name="Ireland").first.click()
    keep.press("Enter")
    expect(keep).to_have_attribute("aria-pressed", "false")
    stranger.goto("/crisis")
    expect(stranger.get_by_role("link", name="Ireland")).to_have_count(1)
    assert stranger.context.cookies() == []
