"""A group's moderator says some of the house's sentences in the group's words: on a phone, and without script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, lived_in
from tests.journeys.walking import Look, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law

PHONE = {"width": 360, "height": 780}
LOOKS = [Look(360, "dark"), Look(360, "light"), Look(1280, "light")]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of its own."""
    yield from lived_in(tmp_path / "house")


@law("L6.3", "L13.1", "L13.2")
def test_a_moderator_says_it_in_the_groups_words(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    page = visit(house, "heron", viewport=PHONE, bypass_csp=True)
    page.goto(f"/groups/{SLUG}/settings")
    page.get_by_role("link", name="Say it in your words").click()
    page.get_by_label("Title of the thread of a day").fill("By the fire")
    page.get_by_label("A so-so day").fill("One of those days.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Leave {date} in it")
    expect(page.get_by_label("A so-so day")).to_have_value("One of those days.")
    wrong = look_at(page, LOOKS, pictures and pictures / "own-words-refused")
    page.set_viewport_size(PHONE)
    page.get_by_label("Title of the thread of a day").fill("By the fire, {date}")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    wrong += look_at(page, LOOKS, pictures and pictures / "own-words") + look_closely(page)
    plain = visit(house, "heron", viewport=PHONE, java_script_enabled=False)
    plain.goto(f"/groups/{SLUG}/words")
    plain.get_by_role("button", name=re.compile("Use the house’s words.*A so-so day")).click()
    expect(plain.get_by_role("status")).to_have_text("Said in the house’s words again.")
    expect(plain.get_by_label("A so-so day")).to_have_value("")
    expect(plain.get_by_label("Title of the thread of a day")).to_have_value("By the fire, {date}")
    plain.get_by_label("A so-so day").fill("Neither here nor there.")
    plain.get_by_label("A so-so day").press("Enter")
    expect(plain.get_by_role("status")).to_have_text("Saved.")
    expect(plain.get_by_label("A so-so day")).to_have_value("Neither here nor there.")
    assert wrong == []
