"""Two people talk alone: live, changed, found again without script; nobody else is let in (L4.1, L4.9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.people import Room
from tests.journeys.walking import LOOKS, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law

TWO = ("mallow", "kestrel")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, with a room for two."""
    house = furnished(tmp_path_factory.mktemp("quiet"))
    house.rooms = [f"/rooms/{house.provision('tests.rooms.provision', SLUG, *TWO).strip()}"]
    with served(house):
        yield house


def written(house: House) -> bytes:
    """Every byte that the server wrote."""
    files = (path for path in house.folder.rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


@law("L4.9", "L4.2", "L13.2")
def test_two_talk_and_find_it_again(
    quiet: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    [address] = quiet.rooms
    mallow = Room.enter(visit(quiet, TWO[0]), address)
    kestrel = Room.enter(visit(quiet, TWO[1]), address)
    mallow.is_heard("Tonight I hung a zéphyrine lantern out.")
    kestrel.is_heard("And I a lamp.")
    expect(kestrel.line("zéphyrine")).to_have_count(1)
    kestrel.menu("And I a lamp.").get_by_role("button", name="Edit", exact=True).click()
    kestrel.page.get_by_label("Your words").fill("And I an ochreous lamp.")
    kestrel.page.get_by_role("button", name="Save").click()
    mallow.shows("Tonight I hung a zéphyrine lantern out.", "And I an ochreous lamp.")
    page = visit(quiet, TWO[1], java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="Find words here").click()
    page.get_by_role("searchbox", name="Words").fill("ZEPHYRINE hung")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("main")).to_contain_text("Tonight I hung a zéphyrine lantern out.")
    page.get_by_role("main").get_by_role("link", name="mallow, ").click()
    expect(page.locator(":target")).to_contain_text("zéphyrine")
    for word in ("zéphyrine", "ochreous"):
        assert word.encode() not in written(quiet)
    shown = visit(quiet, TWO[0], bypass_csp=True)
    wrong: list[str] = []
    for asked in ("zephyrine", "tea", ""):
        shown.goto(f"{address}/search?q={asked}")
        wrong += look_at(shown, LOOKS, pictures and pictures / f"search-{asked}")
        wrong += look_closely(shown)
    assert wrong == []
    watch.expect("status of 404")
    other = visit(quiet, "heron")
    for there in (address, f"{address}/search?q=lantern"):
        other.goto(there)
        expect(other.get_by_role("main")).to_contain_text("Nothing is here for you.")
