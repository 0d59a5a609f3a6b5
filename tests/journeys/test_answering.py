"""Who runs a site says what it is; two leads go through a grave hour: on a phone, at a desk, without script (L8.9)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.test_reporting import DESK, look
from tests.journeys.test_topics import PHONE
from tests.laws import law


def begin(page: Page, pictures: Path | None) -> tuple[str, list[str]]:
    """Open the emergency page, begin with a threat, and say that the call was made."""
    page.goto("/site/emergency")
    wrong = look(page, pictures, "emergency-360")
    steps = page.get_by_role("region", name="What to do, step by step")
    steps.get_by_role("link", name="A life is threatened").click()
    page.wait_for_url("**/site/emergency/threat")
    wrong += look(page, pictures, "written-360")
    page.get_by_role("button", name="Begin, and tell the other leads").click()
    expect(page.get_by_label("Which number, when, and who answered")).to_be_visible()
    wrong += look(page, pictures, "begun-360")
    page.get_by_label("Which number, when, and who answered").fill("999, ten past two, Ms Reid")
    page.get_by_role("button", name="This is done").click()
    expect(page.get_by_role("main")).to_contain_text("Counts once a second person confirms it.")
    wrong += look(page, pictures, "done-360")
    return page.url, wrong


@law("L8.9", "L13.1", "L13.2")
@pytest.mark.parametrize("script", [True, False])
def test_two_leads_go_through_it_at_night(
    demo: House, visit: Visit, pictures: Path | None, script: bool
) -> None:
    phone = visit(demo, "allotment", viewport=PHONE, bypass_csp=True)
    address, wrong = begin(phone, pictures)
    desk = visit(demo, "mariposa", viewport=DESK, bypass_csp=script, java_script_enabled=script)
    desk.goto(address)
    expect(desk.get_by_role("main")).to_contain_text("999, ten past two, Ms Reid")
    desk.get_by_role("button", name="Confirm: Call, if you know where they are").click()
    expect(desk.get_by_role("main")).to_contain_text("Confirmed by mariposa")
    if script:
        wrong += look(desk, pictures, "confirmed-1280")
    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("Confirmed by mariposa")
    assert wrong == []


@law("L1.1", "L13.1")
def test_who_runs_the_site_fills_in_a_page_and_nothing_is_lost(
    demo: House, visit: Visit, pictures: Path | None
) -> None:
    page = visit(demo, "keyring", viewport=PHONE, bypass_csp=True)
    page.goto("/site/policies")
    wrong = look(page, pictures, "policies-360")
    page.get_by_role("link", name="Risk register").first.click()
    page.get_by_text("Threats and violence").click()
    page.locator("#threats_measures").fill("Three moderators read along.")
    wrong += look(page, pictures, "risks-360")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Some of it is still to be filled in.")
    page.goto("/policies/risks")
    expect(page.get_by_role("main")).to_contain_text("Three moderators read along.")
    wrong += look(page, pictures, "risks-shown-360")
    page.set_viewport_size(DESK)
    for address in (
        "/site/offices",
        "/policies/terms",
        "/policies/contact",
        "/site/policies/terms",
    ):
        page.goto(address)
        wrong += look(page, pictures, address.replace("/", "-").strip("-") + "-1280")
    assert wrong == []
