"""Ways out that leave nothing behind: discreet mode, and a session ended from elsewhere."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, sign_in
from tests.laws import law


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
        for place in ("Groups", "Notices", "Crisis lines", "Today"):
            main = page.get_by_role("navigation", name="Main")
            main.get_by_role("link", name=place, exact=True).click()
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
    lost, kept = visit(house), visit(house)
    for page in (kept, lost):
        sign_in(page, "thrift", house.passphrase)
    room = Room.enter(lost, house.a_room())
    room.box.fill("a draft that a finder should not read")
    assert "draft" in str(lost.context.storage_state())
    kept.goto("/you/sessions")
    kept.get_by_role("button", name="End the session").first.click()  # the one begun last
    lost.wait_for_url("**/sign-in**", timeout=2_000)
    assert "draft" not in str(lost.context.storage_state())
    expect(kept.get_by_role("heading", level=1)).to_be_visible()
    kept.goto("/")
    expect(kept.get_by_role("navigation", name="Main")).to_be_visible()
