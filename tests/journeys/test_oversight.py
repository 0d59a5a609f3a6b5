"""One of two says that it is uncomfortable; a lead looks; the other hears nothing (L7.10)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.walking import EVERY_LIGHT, look_all_round
from tests.journeys.watch import Watch
from tests.laws import law

look = partial(look_all_round, EVERY_LIGHT, "oversight")


@pytest.fixture(scope="module")
def mole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which two were asked how it goes."""
    house = furnished(tmp_path_factory.mktemp("mole"))
    house.provision("tests.mentoring.provision_oversight", SLUG)
    with served(house):
        yield house


@law("L7.10", "L13.1")
@pytest.mark.timeout(300)
def test_an_answer_reaches_a_lead_and_nobody_else(
    mole: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    mallow = visit(mole, "mallow", bypass_csp=True)
    mallow.goto("/")
    mallow.get_by_role("link", name="How is it going with keeper?").click()
    wrong = look(mallow, pictures, "pulse")
    mallow.get_by_role("button", name="Answer").click()
    expect(mallow.get_by_role("alert")).to_be_focused()
    wrong += look(mallow, pictures, "pulse-wrong")
    mallow.get_by_label("Uncomfortable").check()
    mallow.get_by_role("group", name="Would you like").get_by_label("Yes").check()
    mallow.get_by_role("button", name="Answer").click()
    expect(mallow.get_by_text("You answered.")).to_be_visible()
    wrong += look(mallow, pictures, "answered")
    wrong += a_lead_looks(visit(mole, "heron", bypass_csp=True), pictures)
    keeper = visit(mole, "keeper")
    keeper.goto("/notices")
    expect(keeper.get_by_role("main")).not_to_contain_text("report")
    keeper.goto("/reports")
    expect(keeper.get_by_text("You have reported nothing.")).to_be_visible()
    assert wrong == []


def a_lead_looks(heron: Page, pictures: Path | None) -> list[str]:
    """The desk, the case, and what was noticed."""
    heron.goto("/desk")
    expect(heron.get_by_role("link", name="2 things ask for a look")).to_be_visible()
    wrong = look(heron, pictures, "desk")
    heron.get_by_role("link", name="Answered that a mentorship is uncomfortable").click()
    heron.get_by_role("button", name="Claim").click()
    expect(heron.get_by_role("heading", name="What you can do")).to_be_visible()
    wrong += look(heron, pictures, "case")
    heron.goto("/site/mentoring")
    wrong += look(heron, pictures, "signals")
    heron.get_by_label("What you found").first.fill("They both work at night.")
    heron.get_by_role("button", name="I looked at it").first.click()
    expect(heron.get_by_text("They both work at night.")).to_be_visible()
    return wrong + look(heron, pictures, "looked-at")


@law("L7.1", "L13.1")
def test_who_runs_the_site_reads_what_is_missing(
    mole: House, visit: Visit, pictures: Path | None
) -> None:
    page = visit(mole, "keeper", bypass_csp=True)
    page.goto("/site/offices")
    expect(page.get_by_role("heading", name="Mentoring")).to_be_visible()
    assert look(page, pictures, "offices") == []


@law("L7.10", "L13.2")
def test_the_questions_need_no_script(mole: House, visit: Visit) -> None:
    page = visit(mole, "keeper", java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="How is it going with mallow?").click()
    page.get_by_label("Good").check()
    page.get_by_role("group", name="Would you like").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("You answered.")).to_be_visible()
