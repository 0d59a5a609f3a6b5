"""Somebody needs a person now: asked by one press, on a phone in the dark, with and without a script (L6.7)."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.people import Room
from tests.journeys.walking import LOOKS, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 740}
NIGHT = {"viewport": PHONE, "color_scheme": "dark", "bypass_csp": True}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, whose clock can be moved."""
    with served(furnished(tmp_path_factory.mktemp("harbour"), clock=True)) as house:
        yield house
        house.move_clock(0)


def offer(page: Page) -> None:
    """Offer to be asked, at any hour of any day."""
    page.goto(f"/groups/{SLUG}/helping")
    page.get_by_role("button", name="I would like to be asked").click()
    days = page.get_by_role("group", name="On these days").get_by_role("checkbox")
    expect(days).to_have_count(7)
    for day in days.all():
        day.check()
    page.get_by_label("From").fill("00:00")
    page.get_by_label("Until").fill("00:00")
    page.get_by_role("button", name="Add these hours").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you for being there.")
    expect(page.get_by_role("main")).to_contain_text("You offered it.")


def on_duty(
    house: House, visit: Visit, pictures: Path | None, who: str = "kestrel"
) -> tuple[list[str], Page]:
    """A peer whom a moderator accepted is on duty; what is wrong with the pages on the way, and the peer's page."""
    peer, wrong = visit(house, who, **NIGHT), []
    peer.goto(f"/groups/{SLUG}/helping")
    if peer.get_by_role("button", name="I would like to be asked").count():
        offer(peer)
        wrong += look(peer, pictures, "offered")
        keeper = visit(house, "heron", **NIGHT)
        keeper.goto(f"/groups/{SLUG}/helping")
        wrong += look(keeper, pictures, "accepting")
        keeper.get_by_role("button", name=f"Accept {who}").click()
        expect(keeper.get_by_role("main")).to_contain_text("accepted")
    return wrong, peer


def choose(page: Page, country: str = "United Kingdom") -> None:
    """Whose lines stand first on this device."""
    page.goto("/someone-now")
    page.get_by_label("Lines that answer in").select_option(label=country)
    page.get_by_role("button", name="Show them").click()
    expect(page.get_by_role("link", name="Call 116 123").first).to_be_visible()


def ask(page: Page) -> str:
    """Press the one button; the room's address."""
    page.get_by_role("button", name="Ask someone in Harbour Street").click()
    page.wait_for_url("**/rooms/*")
    return page.url


def look(page: Page, pictures: Path | None, name: str) -> list[str]:
    """What is wrong with the open page, at night on a phone and by day on a desk."""
    wrong = look_at(page, LOOKS, pictures and pictures / name)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.emulate_media(color_scheme="dark")
    return wrong


@law("L6.7", "L13.1")
def test_somebody_asks_and_a_peer_comes(
    harbour: House, visit: Visit, pictures: Path | None
) -> None:
    harbour.move_clock(0)
    wrong, peer = on_duty(harbour, visit, pictures)
    page = visit(harbour, "mallow", **NIGHT)
    page.goto("/someone-now")
    wrong += look(page, pictures, "someone-now-no-country")
    choose(page)
    wrong += [*look(page, pictures, "someone-now"), *look_closely(page)]
    page.set_viewport_size(PHONE)
    address = ask(page)
    room = Room(page)
    room.is_live()
    expect(page.locator("[data-said]")).to_contain_text("kestrel is asked to come.")
    wrong += [*look(page, pictures, "asking"), *look_closely(page)]
    page.set_viewport_size(PHONE)
    room.is_heard("I need somebody to talk to.")
    peer.goto("/")
    wrong += look(peer, pictures, "today-asked")
    peer.get_by_role("link", name="mallow in Harbour Street needs someone now").click()
    expect(peer.get_by_role("button", name="I am coming")).to_be_visible()
    wrong += [*look(peer, pictures, "call"), *look_closely(peer)]
    peer.get_by_role("button", name="I am coming").click()
    peer.wait_for_url(address)
    expect(page.locator("[data-said]")).to_have_text(
        "kestrel is coming. The others have stood down."
    )
    expect(room.log).to_contain_text("kestrel is coming.")
    there = Room(peer)
    there.is_live()
    there.is_heard("I am here.")
    expect(room.line("I am here.")).to_be_visible()
    wrong += look(page, pictures, "here") + look(peer, pictures, "here-peer")
    page.get_by_role("button", name="I am all right for now").click()
    expect(page.locator("[data-said]")).to_contain_text("This room is closed.")
    expect(peer.locator("[data-said]")).to_contain_text("This room is closed.")
    wrong += look(page, pictures, "closed")
    assert wrong == []


@law("L6.7")
def test_without_a_script_lines_stand_out_by_themselves(
    harbour: House, visit: Visit, pictures: Path | None
) -> None:
    harbour.move_clock(0)
    on_duty(harbour, visit, None)
    page = visit(harbour, "tansy", java_script_enabled=False, viewport=PHONE, color_scheme="dark")
    choose(page)
    address = ask(page)
    assert "Nobody has answered" not in page.get_by_role("main").inner_text()
    expect(page.get_by_role("link", name="Call 116 123")).to_be_visible()
    if pictures:
        page.screenshot(path=pictures / "asking-no-script.png")
    harbour.move_clock(185)
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Nobody has answered in 3 minutes.")
    expect(page.locator(".help__lines--out")).to_be_visible()
    page.get_by_label("Your message").fill("Is anybody there?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("region", name="What has been said")).to_contain_text(
        "Is anybody there?"
    )
    if pictures:
        page.screenshot(path=pictures / "alone-no-script.png")
    harbour.move_clock(0)


@law("L6.7", "L13.1")
def test_a_page_that_was_open_all_along_shows_it_by_entry_and_by_its_own_clock(
    harbour: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect_no_line()
    harbour.move_clock(0)
    on_duty(harbour, visit, None)
    page = visit(harbour, "fennel", **NIGHT)
    choose(page)
    ask(page)
    Room(page).is_live()
    harbour.move_clock(185)
    expect(page.locator("[data-said]")).to_contain_text("Nobody has answered in 3 minutes.")
    expect(page.locator(".help__lines--out")).to_be_visible()
    wrong = [*look(page, pictures, "alone"), *look_closely(page)]
    harbour.move_clock(0)
    own = visit(harbour, "sorrel", **NIGHT)
    own.clock.install()
    choose(own)
    ask(own)
    Room(own).is_live()
    own.context.set_offline(True)
    own.clock.fast_forward(181_000)
    expect(own.locator("[data-alone]")).to_be_visible()
    expect(own.locator(".help__lines--out")).to_be_visible()
    assert wrong == []


@law("L6.7")
def test_a_server_that_is_killed_in_between_changes_nothing(
    harbour: House, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    harbour.move_clock(0)
    on_duty(harbour, visit, None)
    _wrong, second = on_duty(harbour, visit, None, "thrift")
    page = visit(harbour, "iris", **NIGHT)
    choose(page)
    address = ask(page)
    asked = Room(page).log.get_by_text("is asked to come.")
    expect(asked).to_have_count(1)
    harbour.stop(signal.SIGKILL)
    harbour.move_clock(60)
    harbour.start()
    page.goto(address)
    expect(asked).to_have_count(2)
    said = asked.all_inner_texts()
    assert {"kestrel", "thrift"} == {line.split()[1] for line in said}, said
    expect(page.locator("[data-state=asking]")).to_be_visible()
    harbour.stop(signal.SIGKILL)
    harbour.move_clock(185)
    harbour.start()
    page.goto(address)
    expect(page.locator("[data-said]")).to_contain_text("Nobody has answered in 3 minutes.")
    expect(asked).to_have_count(2)
    harbour.move_clock(0)
    second.goto(f"/groups/{SLUG}/helping")
    second.get_by_role("button", name="I no longer want to be asked").click()
    expect(second.get_by_role("button", name="I would like to be asked")).to_be_visible()
