"""Somebody's days fall, and the house tells them by itself, and nobody else: on a phone, and without script (L6.5)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, lived_in
from tests.journeys.walking import Look, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 780}
NIGHT = {"viewport": PHONE, "color_scheme": "dark"}
LOOKS = [Look(360, "dark"), Look(360, "light"), Look(1280, "light")]
DAY = 86_400
MOODS = (*("Good", "So-so", "Good", "Good", "So-so", "Good", "Good") * 3, *("Very low",) * 8)
PEOPLE = ("mallow", "kestrel")
HEAD = "Your days have been lower lately"


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, whose clock can be moved."""
    yield from lived_in(tmp_path_factory.mktemp("late"), clock=True)


def note_days(house: House, pages: list[Page]) -> None:
    """A mood a day, by a tap; then two days more go by, so that the last can no longer be changed."""
    for number, mood in enumerate(MOODS):
        house.move_clock(number * DAY)
        for page in pages:
            page.goto("/")
            page.get_by_role("button", name=mood, exact=True).click()
            expect(page.locator("#check-in")).to_contain_text(f"{mood}.")
    house.move_clock((len(MOODS) + 1) * DAY)


def wait_for_notice(page: Page) -> None:
    """The job of the house looks at the day by itself, in its own time."""
    for _second in range(30):
        page.goto("/")
        if page.get_by_role("link", name=HEAD).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError("nothing was told")


@law("L6.5", "L13.1", "L13.2")
def test_days_that_fell_are_told_on_a_phone_at_night_and_without_script(
    late: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    plain = {"java_script_enabled": False, "viewport": PHONE}
    note_days(late, [visit(late, who, **plain) for who in PEOPLE])
    _at_night(visit(late, "mallow", bypass_csp=True, **NIGHT), pictures)
    _without_script(visit(late, "kestrel", **plain))
    other = visit(late, "tansy", **plain)
    for address in ("/", "/notices", "/you/warnings"):
        other.goto(address)
        expect(other.get_by_role("main")).not_to_contain_text("lower lately")
    late.move_clock(0)


def _at_night(page: Page, pictures: Path | None) -> None:
    wait_for_notice(page)
    wrong = look_at(page, LOOKS, pictures and pictures / "warned-today") + look_closely(page)
    page.set_viewport_size(PHONE)
    page.goto("/notices")
    page.get_by_role("link", name="Something about your own days, for you alone.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEAD)
    numbers = page.get_by_role("region", name="What it was seen by")
    expect(numbers).to_contain_text(re.compile(r"Mood: \d(\.\d)? over the last 10 days\."))
    expect(page.get_by_role("main")).to_contain_text("Only you are told.")
    wrong += look_at(page, LOOKS, pictures and pictures / "warned") + look_closely(page)
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Put it away").press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(HEAD)
    expect(page.get_by_role("link", name=HEAD)).to_have_count(0)
    page.goto("/you/warnings")
    expect(page.get_by_role("link", name=HEAD)).to_be_visible()
    wrong += look_at(page, LOOKS, pictures and pictures / "warned-before") + look_closely(page)
    page.set_viewport_size(PHONE)
    page.get_by_label("Compare my days, and tell me").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Kept. Nobody else sees it.")
    expect(page.get_by_label("Compare my days, and tell me")).not_to_be_checked()
    assert wrong == []


def _without_script(page: Page) -> None:
    wait_for_notice(page)
    page.get_by_role("link", name=HEAD).click()
    expect(page.get_by_role("region", name="What it was seen by")).to_contain_text("Mood: ")
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_role("link", name=HEAD)).to_have_count(0)
    page.goto("/you/warnings")
    page.get_by_label("Compare my days, and tell me").uncheck()
    page.get_by_label("Words that mean something to me").fill("x" * 61)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("At most 60 characters in a line.")
    expect(page.get_by_label("Words that mean something to me")).to_have_value("x" * 61)
    expect(page.get_by_label("Compare my days, and tell me")).not_to_be_checked()
    page.get_by_label("Words that mean something to me").fill("the river")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Words that mean something to me")).to_have_value("the river")
