"""A programme of a group, and two who take it up: by forms alone, and as it looks (L7.8, L7.9)."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.walking import LOOKS, look_all_round
from tests.journeys.watch import Watch
from tests.laws import law

BASE = f"/groups/{SLUG}"
look = partial(look_all_round, LOOKS, "walking")


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which heron, who moderates, mentors kestrel."""
    house = furnished(tmp_path_factory.mktemp("way"))
    house.provision("tests.mentoring.provision_walking", SLUG)
    with served(house):
        yield house


def on_their_way(page: Page, other: str) -> None:
    """To what the two share."""
    page.goto("/mentoring")
    page.get_by_role("link", name=re.compile(rf"How it stands\s?: {other}")).click()
    page.get_by_role("link", name="Rhythm, goals, tasks and steps").click()
    expect(page.get_by_role("heading", name="Your way together")).to_be_visible()


def publish(page: Page) -> None:
    """A copy of a template becomes the group's own; what is wrong is said, and nothing is lost."""
    page.goto(BASE)
    page.get_by_role("link", name="Programmes of this group").click()
    page.get_by_label("A newcomer’s first 90 days").check()
    page.get_by_role("button", name="Make a copy").click()
    page.get_by_label("Steps, in their order").fill("Sleep.\nEat.")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    name, weeks = page.get_by_label("Its name"), page.get_by_label("Length in weeks")
    name.fill("")
    weeks.fill("900")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("2 things to change.")
    expect(weeks).to_have_value("900")
    expect(page.get_by_label("Steps, in their order")).to_have_value("Sleep.\nEat.")
    name.fill("First days by the sea")
    weeks.fill("13")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="First days by the sea")).to_be_visible()
    expect(page.get_by_text("Published as version 1.")).to_be_visible()


@law("L7.8", "L7.9", "L13.2")
@pytest.mark.timeout(240)
def test_two_take_up_a_programme_without_script(quay: House, visit: Visit, watch: Watch) -> None:
    watch.expect("status of 422")
    heron = visit(quay, "heron", java_script_enabled=False)
    kestrel = visit(quay, "kestrel", java_script_enabled=False)
    publish(heron)
    on_their_way(heron, "kestrel")
    heron.get_by_label("A programme of your group").select_option("First days by the sea")
    heron.get_by_role("region", name="A programme").get_by_role("button", name="Propose it").click()
    expect(heron.get_by_text("You proposed this.")).to_be_visible()
    on_their_way(kestrel, "heron")
    kestrel.get_by_role("button", name="Walk by it together").click()
    steps = kestrel.get_by_role("region", name="Goals, steps and tasks")
    expect(steps).to_contain_text("Sleep.")
    steps.get_by_role("button", name=re.compile(r"^Done\s?: Sleep")).click()
    expect(kestrel.get_by_role("list", name="Dates of the two of you")).to_contain_text("Step 1")
    expect(kestrel.get_by_role("region", name="Check-ins")).to_contain_text("Every 2 days")
    kestrel.get_by_label("A goal").check()
    kestrel.get_by_label("In your words").fill("Laugh once a day.")
    kestrel.get_by_role("button", name="Write it down").click()
    on_their_way(heron, "kestrel")
    expect(heron.get_by_role("main")).to_contain_text("Laugh once a day.")
    heron.get_by_label("In your words").fill("Call your sister.")
    heron.get_by_role("button", name="Suggest it").click()
    expect(heron.get_by_text("Suggested by heron")).to_have_count(2)
    heron.get_by_role("button", name="No rhythm any more").click()
    expect(heron.get_by_text("None is agreed.")).to_be_visible()


@law("L7.9", "L13.1")
@pytest.mark.timeout(240)
def test_every_page_of_the_way_looks_as_it_should(
    quay: House, visit: Visit, pictures: Path | None, watch: Watch
) -> None:
    watch.expect("status of 422")
    wrong: list[str] = []
    heron = visit(quay, "heron", bypass_csp=True)
    heron.goto(f"{BASE}/programmes")
    wrong += look(heron, pictures, "list")
    heron.get_by_role("link", name="Small steps").click()
    wrong += look(heron, pictures, "programme")
    heron.get_by_role("link", name="Edit it").click()
    wrong += look(heron, pictures, "editor")
    heron.get_by_label("Its name").fill("")
    heron.get_by_role("button", name="Keep as a draft").click()
    expect(heron.get_by_role("alert")).to_be_focused()
    wrong += look(heron, pictures, "editor-refused")
    kestrel = visit(quay, "kestrel", bypass_csp=True)
    on_their_way(kestrel, "heron")
    kestrel.get_by_text(re.compile("Propose (a rhythm|another)")).click()
    kestrel.get_by_label("Wednesday").check()
    kestrel.get_by_label("Between").fill("18:00")
    kestrel.get_by_label("and", exact=True).fill("20:30")
    kestrel.get_by_role("region", name="Check-ins").get_by_role("button", name="Propose it").click()
    on_their_way(heron, "kestrel")
    wrong += look(heron, pictures, "way-of-a-mentor")
    heron.get_by_role("button", name="Agree to it").click()
    on_their_way(kestrel, "heron")
    expect(kestrel.get_by_text("Wednesday, 18:00 to 20:30").first).to_be_visible()
    wrong += look(kestrel, pictures, "way-of-a-mentee")
    kestrel.get_by_role("link", name=re.compile(r"Change\s?: Be on time")).click()
    wrong += look(kestrel, pictures, "item")
    kestrel.goto("/mentoring")
    kestrel.get_by_role("link", name="heron", exact=True).first.click()
    expect(kestrel.get_by_text("Next check-in:")).to_be_visible()
    wrong += look(kestrel, pictures, "channel")
    mallow = visit(quay, "mallow", bypass_csp=True)
    mallow.goto(f"{BASE}/programmes")
    mallow.get_by_role("link", name="Small steps").click()
    wrong += look(mallow, pictures, "programme-of-a-member")
    keeper = visit(quay, "keeper", bypass_csp=True)
    keeper.goto(f"{BASE}/programmes")
    keeper.get_by_role("link", name="Small steps").click()
    expect(keeper.get_by_text("Until then, come to the lounge.")).to_be_visible()
    wrong += look(keeper, pictures, "programme-before-the-gate")
    assert wrong == []
