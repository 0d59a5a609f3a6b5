"""Finding a mentor and the path to be one: as it looks, and by forms alone (L7.4, L7.12)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House, furnished, served
from tests.journeys.walking import LOOKS, look_at, look_closely
from tests.laws import law

BASE = f"/groups/{SLUG}"


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[str, str]]]:
    """A house of its own, in which some have met and some mentor."""
    house = furnished(tmp_path_factory.mktemp("quay"))
    there = json.loads(house.provision("tests.mentoring.provision_finding", SLUG))
    with served(house):
        yield house, there


@law("L7.4", "L13.2")
def test_preferences_and_a_reason_without_script(
    quay: tuple[House, dict[str, str]], visit: Visit
) -> None:
    house, there = quay
    page = visit(house, "kestrel", java_script_enabled=False)
    page.goto("/mentoring")
    page.get_by_role("link", name="Who could fit you, and why").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("You met in 3 meetings and topics.")
    expect(main.get_by_role("link", name="thrift")).to_have_count(1)
    page.goto(f"{BASE}/mentoring/preferences")
    page.get_by_role("group", name="Only").get_by_label("A woman").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("main")).to_contain_text("Who could fit you")
    page.goto("/mentoring/suggestions")
    expect(page.get_by_role("main")).to_contain_text("Nobody stands here at the moment.")
    page.goto(there["story"])
    expect(page.get_by_role("main")).to_contain_text("somebody kept a chair free")


@law("L7.12", "L13.1")
def test_every_page_of_finding_looks_as_it_should(
    quay: tuple[House, dict[str, str]], visit: Visit, pictures: Path | None
) -> None:
    house, there = quay
    pages = {
        "kestrel": ("/mentoring", "/mentoring/suggestions", f"{BASE}/mentoring/preferences", f"{BASE}/mentoring/path",
                    there["mentor"], there["story"], there["month"]),
        "mallow": ("/mentoring/suggestions",),
        "heron": (f"{BASE}/mentoring", f"{BASE}/mentoring/story", "/mentoring/word", f"{BASE}/mentors/proposals",
                  there["month"], there["room"]),
    }  # fmt: skip
    wrong: list[str] = []
    for who, addresses in pages.items():
        page = visit(house, who, bypass_csp=True)
        for number, address in enumerate(addresses):
            page.goto(address)
            wrong += look_at(page, LOOKS, pictures and pictures / f"finding-{who}-{number}")
            wrong += look_closely(page)
    assert wrong == []
