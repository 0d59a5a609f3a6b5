"""Two who have met: one asks, the other accepts, they write to each other, and one leaves."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.people import Room
from tests.journeys.walking import LOOKS, look_all_round
from tests.journeys.watch import Watch
from tests.laws import law

look = partial(look_all_round, LOOKS, "mentoring")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which keeper mentors and has met mallow."""
    house = furnished(tmp_path_factory.mktemp("harbour"))
    house.provision("tests.mentoring.provision", SLUG, "heron", "keeper", "mallow", "kestrel")
    with served(house):
        yield house


def looked_at(page: Page, pictures: Path | None, *addresses: str) -> list[str]:
    """What is wrong with several pages."""
    wrong: list[str] = []
    for address in addresses:
        page.goto(address)
        wrong += look(page, pictures, address.strip("/").replace("/", "-"))
    return wrong


@law("L7.5", "L7.6", "L7.7", "L13.1")
def test_two_who_have_met_walk_together(
    harbour: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    mallow = visit(harbour, "mallow", bypass_csp=True)
    keeper = visit(harbour, "keeper", bypass_csp=True)
    wrong = looked_at(
        mallow, pictures, f"/groups/{SLUG}/mentoring", "/mentoring/agreement", "/mentoring"
    )
    mallow.get_by_role("link", name="keeper").click()
    expect(mallow.get_by_role("button", name="Ask keeper")).to_be_visible()
    wrong += look(mallow, pictures, "mentor")
    mallow.get_by_label("A few words, if you like").fill("It has been hard.")
    mallow.get_by_role("button", name="Ask keeper").click()
    expect(mallow.get_by_role("alert")).to_be_focused()
    expect(mallow.get_by_label("A few words, if you like")).to_have_value("It has been hard.")
    mallow.get_by_role("checkbox", name="I have read the agreement").check()
    mallow.get_by_role("button", name="Ask keeper").click()
    expect(mallow.get_by_text("Open. There is no answer yet.")).to_be_visible()
    wrong += look(mallow, pictures, "asked")
    accepted(keeper)
    wrong += look(keeper, pictures, "mentorship")
    keeper.get_by_role("link", name="To the channel").click()
    theirs = Room(keeper)
    theirs.is_live()
    theirs.is_heard("Good that you asked.")
    wrong += look(keeper, pictures, "channel")
    mallow.goto("/")
    mallow.get_by_role("region", name="Mentoring").get_by_role("link", name="keeper").click()
    expect(mallow.get_by_text("Good that you asked.")).to_be_visible()
    mallow.get_by_role("button", name="I would like to go on").click()
    expect(mallow.get_by_text("Once keeper says so too")).to_be_visible()
    mallow.get_by_text("Leave", exact=True).click()
    mallow.get_by_role("button", name="End it now").click()
    expect(mallow.get_by_text("mallow has ended the channel.")).to_be_visible()
    wrong += look(mallow, pictures, "ended")
    wrong += looked_at(keeper, pictures, f"/groups/{SLUG}/mentors", f"/groups/{SLUG}/mentoring")
    assert wrong == []


def accepted(keeper: Page) -> None:
    """The mentor finds the ask, and accepts it."""
    for _try in range(20):
        keeper.goto("/mentoring")
        if keeper.get_by_role("heading", name="They ask you").count():
            break
        keeper.wait_for_timeout(500)
    keeper.get_by_role("link", name="mallow").click()
    expect(keeper.get_by_text("It has been hard.")).to_be_visible()
    keeper.get_by_role("checkbox", name="I have read the agreement").check()
    keeper.get_by_role("button", name="Accept").click()
    expect(keeper.get_by_role("heading", name="You and mallow")).to_be_visible()
