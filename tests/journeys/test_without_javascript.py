"""Everything that matters works where script does not."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, sign_in
from tests.journeys.watch import Watch
from tests.laws import law


def open_line(room: Room, words: str) -> None:
    """Go to the page of a line, by its menu."""
    room.menu(words).get_by_role("link", name="Answer, react, change").click()


def follows_up(page: Page, button: str) -> None:
    """Press a button that leads back to the room."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_url("**/rooms/*")


@law("L13.2", "L4.10")
def test_a_room_is_read_and_written_without_script(house: House, visit: Visit) -> None:
    page = visit(house, java_script_enabled=False)
    sign_in(page, "mallow", house.passphrase)
    address = house.a_room()
    live = Room.enter(visit(house, "kestrel"), address)
    live.say("with script")
    live.shows("with script")

    page.goto(address)
    room = Room(page)
    room.shows("with script")
    room.box.fill("without scrpt")
    follows_up(page, "Send")
    live.shows("with script", "without scrpt")

    open_line(room, "without scrpt")
    page.get_by_label("Your words").fill("without script")
    follows_up(page, "Save")
    live.shows("with script", "without script")

    open_line(room, "with script")
    follows_up(page, "me too")
    expect(live.line("with script").get_by_role("button", name="me too 1")).to_be_visible()
    open_line(room, "with script")
    page.get_by_label("Your answer").fill("an answer")
    follows_up(page, "Send")
    expect(live.line("an answer")).to_contain_text("In answer to kestrel: with script")

    open_line(room, "without script")
    follows_up(page, "Remove this message")
    expect(live.log).to_contain_text("mallow removed a message.")
    live.shows("with script", "an answer")
    room.shows("with script", "an answer")

    page.get_by_role("link", name="Crisis lines").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People who answer")


@law("L13.2")
def test_a_room_without_script_loads_anew_until_it_is_held_still(
    house: House, visit: Visit
) -> None:
    page = visit(house, "mallow", java_script_enabled=False)
    page.goto(house.a_room())
    refresh = page.locator("meta[http-equiv=refresh]")
    expect(refresh).to_have_attribute("content", "30")
    page.get_by_role("link", name="Hold it still while I write").click()
    expect(page.get_by_role("link", name="Load what is new")).to_be_visible()
    expect(refresh).to_have_count(0)


@law("L13.2")
def test_a_refused_line_stays_in_the_box_without_script(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect("status of 422")
    page = visit(house, "mallow", java_script_enabled=False)
    page.goto(house.a_room())
    room = Room(page)
    room.box.fill("x" * 4001)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is kept.")
    expect(room.box).to_have_value("x" * 4001)


@law("L1.7", "L6.6", "L13.2")
def test_a_stranger_finds_help_and_the_way_out_without_script(house: House, visit: Visit) -> None:
    page = visit(house, java_script_enabled=False)
    page.goto("/crisis")
    expect(page.locator("main")).to_contain_text("findahelpline.com")
    page.locator(".countries a").first.click()
    expect(page.locator(".line").first).to_be_visible()
    expect(page.get_by_role("link", name="Quick exit", exact=True)).to_have_attribute(
        "href", "https://www.wikipedia.org/"
    )
