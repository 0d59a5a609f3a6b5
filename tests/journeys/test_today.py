"""Today with everything on it that somebody can have at once: on a phone, in both lights, and nothing that shames."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, lived_in
from tests.journeys.people import Room
from tests.journeys.test_checkins import save_whole
from tests.journeys.walking import Look, look_at, look_closely
from tests.laws import law

PHONE = {"width": 360, "height": 780}
LOOKS = [Look(360, "dark"), Look(360, "light"), Look(1280, "light")]
NEVER = ("relapse", "streak", "failed", "lost", "clean", "should", "overdue", "missed", "only just")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of its own."""
    yield from lived_in(tmp_path / "house", meetings=1)


def keep_much(page: Page) -> None:
    """Two clocks, of which one has something to celebrate; a plan; a word of one's own that is met; a hard day."""
    for name, days in (
        ("No alcohol, and a name that takes more than one line", 31),
        ("Coffee", 400),
    ):
        page.goto("/you/clocks/new")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Since which day").fill(
            f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"
        )
        page.get_by_role("button", name="Begin to count").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.goto("/you/plan/edit")
    page.get_by_label("What I do then").fill(
        "Walk to the river, and back by the long way.\nCall Ines."
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Kept. Only you can read it, and whom you let.")
    page.goto("/you/warnings")
    page.get_by_label("Words that mean something to me").fill("the old bar")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Kept. Nobody else sees it.")
    page.goto("/")
    page.get_by_role("button", name="Very low").click()
    page.get_by_label("A line, if you like").fill("I went past the old bar.")
    save_whole(page)


@law("L6.1", "L6.3", "L6.5", "L13.1")
def test_today_with_everything_on_it(house: House, visit: Visit, pictures: Path | None) -> None:
    other = visit(house, "fennel")
    Room.enter(other, house.rooms[0]).is_heard("Good evening to whoever comes by.")
    page = visit(house, "sorrel", viewport=PHONE, bypass_csp=True)
    keep_much(page)
    page.goto("/")
    main = page.get_by_role("main")
    for said in (
        "You do not have to be alone with this.", "You wrote one of your own warning words",
        "Only you are told.", "Would you like to share it?", "31 of 31 days", "Thursday Night",
    ):  # fmt: skip
        expect(main).to_contain_text(said)
    said = main.inner_text().casefold()
    assert not [word for word in NEVER if word in said]
    wrong = look_at(page, LOOKS, pictures and pictures / "today-full") + look_closely(page)
    assert wrong == []
