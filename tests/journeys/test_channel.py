"""In a channel: a number is pointed out and sent all the same; a hard day; handing over (L7.8)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.people import Room
from tests.journeys.walking import EVERY_LIGHT, look_all_round, look_at
from tests.journeys.watch import Watch
from tests.laws import law

look = partial(look_all_round, EVERY_LIGHT, "channel")
NUMBER = "It is five five five, one two three, four five six seven."
SAID = "Mine is oh seven nine one one, one two three, four five six."


@pytest.fixture(scope="module")
def cove(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which keeper mentors mallow: they have a channel."""
    house = furnished(tmp_path_factory.mktemp("cove"))
    room = house.provision(
        "tests.mentoring.provision_channel", SLUG, "heron", "keeper", "mallow", "kestrel"
    )
    house.rooms = [f"/rooms/{room.strip()}"]
    with served(house):
        yield house


@law("L7.8", "L13.1", "L13.2")
@pytest.mark.timeout(300)
def test_the_two_in_their_channel(
    cove: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    [address] = cove.rooms
    mallow = Room.enter(visit(cove, "mallow", bypass_csp=True), address)
    keeper = Room.enter(visit(cove, "keeper", bypass_csp=True), address)
    expect(mallow.hint).to_have_text("Only keeper reads what you write.")
    expect(keeper.page.locator("[data-people]")).to_contain_text("mallow")
    expect(mallow.page.locator("[data-people]")).not_to_contain_text("moderator")
    mallow.say(NUMBER)
    expect(mallow.unsent.locator(".share__state")).to_contain_text("looks like a telephone number")
    wrong = look(mallow.page, pictures, "pointed-out")
    expect(keeper.line("five five five")).to_have_count(0)
    mallow.unsent.get_by_role("button", name="Send it all the same").click()
    expect(keeper.line("five five five")).to_have_count(1)
    mallow.menu("five five five").get_by_role("button", name="Edit", exact=True).click()
    edit = mallow.page.locator("form[data-edit]")
    edit.get_by_label("Your words").fill("Rather write to wren@example.org.")
    edit.get_by_role("button", name="Save").click()
    expect(edit.locator("[data-wrong]")).to_contain_text("looks like a mail address")
    edit.get_by_role("button", name="Save").click()
    expect(keeper.line("wren@example.org")).to_have_count(1)
    wrong += _a_hard_day(mallow.page, keeper, address, pictures)
    wrong += _handing_over(mallow, keeper, pictures)
    assert wrong == []


def _a_hard_day(mallow: Page, keeper: Room, address: str, pictures: Path | None) -> list[str]:
    """The mentee wrote what helps, and lets it be read with their moods; then a day is very low."""
    other = mallow.context.new_page()
    other.goto("/you/plan/edit")
    other.get_by_label("What helps when a day is hard").fill(
        "Ring me, do not write.\nAsk about the dog."
    )
    other.get_by_role("button", name="Save").click()
    mentorship = mallow.get_by_role("link", name="What they can read of yours").get_attribute(
        "href"
    )
    for _item in ("What helps when a day is hard", "How your days were"):
        other.goto(str(mentorship))
        row = other.get_by_role("listitem").filter(has=other.get_by_text(_item, exact=True))
        row.get_by_role("button", name="Let it be read").click()
        expect(other.get_by_role("status")).to_contain_text("Your mentor can read it now.")
    wrong = look(other, pictures, "granting")
    other.goto("/")
    other.get_by_role("button", name="Very low", exact=True).click()
    expect(other.locator("#check-in")).to_contain_text("Very low.")
    other.close()
    keeper.page.goto(address)
    keeper.is_live()
    card = keeper.page.locator("[data-help-card]")
    card.locator("summary").press("Enter")
    expect(card).to_contain_text("mallow has noted a hard day.")
    expect(card).to_contain_text("Ring me, do not write.")
    return wrong + look(keeper.page, pictures, "hard-day")


def _handing_over(mallow: Room, keeper: Room, pictures: Path | None) -> list[str]:
    """The mentor presses once; the mentee reads it at once, and finds the way."""
    keeper.page.set_viewport_size({"width": 360, "height": 780})
    keeper.page.locator("header [data-here-count]").first.click()
    wrong = look_at(keeper.page, EVERY_LIGHT[:2], pictures and pictures / "channel-beside")
    keeper.page.get_by_role("button", name="Hand over to those on duty").click()
    expect(keeper.page.get_by_role("region", name="Someone now")).to_be_visible()
    told = mallow.log.get_by_role("link", name="keeper cannot carry this alone just now")
    expect(told).to_be_visible()
    wrong += look(mallow.page, pictures, "handed-over")
    mallow.page.reload()
    mallow.is_live()
    told.click()
    expect(mallow.page.get_by_role("heading", level=1)).to_have_text("Someone now")
    return wrong


@law("L7.8", "L13.2")
def test_without_script_all_of_it_is_forms(
    cove: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 403")
    [address] = cove.rooms
    page = visit(cove, "mallow", java_script_enabled=False, bypass_csp=True)
    page.goto(address)
    page.get_by_label("Your message").fill(SAID)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("looks like a telephone number")
    expect(page.get_by_label("Your message")).to_have_value(SAID)
    page.get_by_role("button", name="Send it all the same").click()
    expect(page.get_by_role("main")).to_contain_text(SAID)
    page.goto(
        str(page.get_by_role("link", name="Every step so far").get_attribute("href"))
        + "/handing-over"
    )
    expect(page.get_by_role("main").get_by_role("link", name="Crisis lines")).to_be_visible()
    page.get_by_role("button", name="Ask those on duty").click()
    expect(page.get_by_role("region", name="Someone now")).to_be_visible()
