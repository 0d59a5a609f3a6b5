"""Every page, as everybody sees it, in every light: no barriers, and nothing to be scrolled sideways."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.walking import LOOKS, Look, kind_of, look_at, look_closely, pages_from
from tests.journeys.watch import Watch
from tests.laws import law

LONG = os.environ.get("HEARTH_LONG") == "1"
ALL_LOOKS = [Look(width, scheme) for width in (360, 768, 1280) for scheme in ("light", "dark")]
ROLES = {
    "administrator": "keyring",
    "lead": "allotment",
    "moderator": "saltmarsh",
    "member": "blue-gate",
    "mentor": "plumtree",
    "newcomer": "teaspoon",
    "stranger": "",
}
DOORS = (
    "/crisis",
    "/someone-now",
    "/help/quick-exit",
    "/offline",
    "/recovery",
    "/join",
    "/sign-in",
)
SOME_KINDS = {
    "administrator": {
        "/groups/new", "/site/retention", "/site/offices", "/site/policies", "/site/policies/terms",
        "/site/policies/risks", "/directory/keeping", "/directory/N", "/directory/N/edit", "/site/crisis",
        "/site/crisis/N", "/site/crisis/C",
    },
    "lead": {
        "/site/emergency", "/site/emergency/threat", "/site/leads-key", "/site/answering", "/site/roster",
        "/site/hand-over", "/desk/exposure",
    },
    "moderator": {
        "/groups/S/settings", "/groups/S/requests", "/groups/S/invitations", "/rooms/N/settings",
        "/memberships/N", "/rooms/N/messages/N", "/you/authenticator", "/groups/S/meetings/new",
        "/meetings/S/edit", "/meetings/S/ending", "/sittings/N/edit", "/boards/N/settings",
        "/topics/N/moves", "/groups/S/waiting", "/groups/S/watched-words", "/groups/S/roster", "/groups/S/hand-over",
        "/desk/exposure", "/groups/S/directory/keeping", "/groups/S/words", "/groups/S/helping",
        "/groups/S/mentors", "/groups/S/mentors/proposals",
    },
    "member": {
        "/", "/groups", "/groups/S", "/groups/S/people", "/rooms/N", "/notices", "/you", "/you/authenticator",
        "/meetings", "/meetings/S", "/groups/S/forum", "/boards/N", "/boards/N/new", "/topics/N", "/topics/N/posts/N",
        "/groups/S/meetings", "/you/blocks", "/you/bookmarks", "/you/codes", "/you/content-notes",
        "/you/checkins", "/you/data", "/you/deletion", "/you/plan", "/you/plan/edit", "/you/passphrase",
        "/you/warnings", "/someone-now", "/groups/S/helping",
        "/you/sessions", "/crisis/C", "/directory", "/directory/N", "/directory/new", "/directory/mine",
        "/groups/S/directory", "/groups/S/directory/new",
        "/you/clocks", "/you/clocks/new", "/you/clocks/N", "/you/clocks/N/edit",
        "/you/clocks/N/slips/new", "/you/clocks/N/visibility", "/you/clocks/N/chips/days-N",
        "/mentoring", "/mentoring/agreement", "/mentoring/suggestions", "/mentors/N", "/mentors/N/story",
        "/mentorships/N", "/mentorships/N/grants", "/groups/S/mentoring", "/groups/S/mentoring/preferences",
        "/groups/S/mentoring/path",
    },
    "mentor": {
        "/mentoring", "/asks/N", "/mentorships/N", "/mentorships/N/grants", "/mentoring/shadowing/N", "/mentoring/word",
        "/groups/S/mentoring", "/groups/S/mentoring/story", "/rooms/N",
    },
    "newcomer": {"/groups/S", "/rooms/N"},
    "stranger": {
        "/policies", "/policies/terms", "/policies/risks", "/policies/privacy", "/transparency", "/reports/outside",
        "/someone-now", "/sign-in", "/crisis", "/help/quick-exit", "/directory", "/directory/N",
    },
}  # fmt: skip
"""What each must at least have found; by default only these of the later ones are looked at."""


@law("L13.1", "L6.6")
@pytest.mark.parametrize("role", ROLES)
def test_no_page_has_a_barrier(demo: House, visit: Visit, pictures: Path | None, role: str) -> None:
    page = visit(demo, ROLES[role], bypass_csp=True)
    doors = DOORS if role == "stranger" else ("/", "/you", *DOORS[:4])
    found = pages_from(page, *doors)
    assert {kind_of(address) for address in found} >= SOME_KINDS[role]
    wrong: list[str] = []
    for address in found:
        if not LONG and role != "stranger" and kind_of(address) not in SOME_KINDS[role]:
            continue
        page.goto(address)
        name = re.sub(r"\W+", "-", f"{role}{address}").strip("-")
        wrong += look_at(page, ALL_LOOKS if LONG else LOOKS, pictures and pictures / name)
        wrong += look_closely(page)
    assert wrong == []


@law("L13.1")
def test_no_page_that_refuses_has_a_barrier(
    demo: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 4")
    page = visit(demo, bypass_csp=True)
    wrong: list[str] = []
    for address, button in (("/sign-in", "Sign in"), ("/recovery", "Let me in")):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert")).to_be_focused()
        wrong += look_at(page, LOOKS, pictures and pictures / f"refused{address.replace('/', '-')}")
    page.goto("/nothing-here")
    wrong += look_at(page, LOOKS, pictures and pictures / "absent")
    member = visit(demo, "blue-gate", bypass_csp=True)
    member.goto("/rooms/1")
    expect(member.get_by_role("main")).to_contain_text("Nothing is here for you.")
    wrong += look_at(member, LOOKS, pictures and pictures / "absent-for-a-member")
    assert wrong == []
