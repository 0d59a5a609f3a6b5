"""A case from its report to its end, while everything that it is about is changed, removed, deleted and forgotten."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import PASSPHRASE, ROOT, House, furnished, python, served
from tests.journeys.people import Room, sign_in
from tests.journeys.test_my_data import delete
from tests.journeys.test_reporting import DESK, look
from tests.journeys.test_topics import PHONE
from tests.journeys.watch import Watch
from tests.laws import law

HARSH = "I sell a taper that works in a week."
RETAINED = timedelta(days=91)
"""A lounge keeps its words for 90 days."""

OFFICES = (("rowan", "lead"), ("lark", "lead"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, with two leads, whose clock can be moved."""
    house = furnished(tmp_path_factory.mktemp("town"), clock=True)
    for handle, office in OFFICES:
        said = house.perform(
            [
                (["member", "add", handle, "--totp"], PASSPHRASE),
                (["office", "name", office, handle], ""),
            ]
        )
        house.keys[handle] = said[0]
    with served(house):
        yield house


def previewed(page: Page) -> list[str]:
    """The words that the page says staff will see."""
    return page.locator("[data-line]:visible .words").all_inner_texts()


def report(room: Room, words: str, place: int) -> list[str]:
    """Report the line at that place with the one before it; what was shown of it before it was sent."""
    page = room.page
    room.menu(words).get_by_role("link", name="Report").click()
    page.get_by_role("radio", name="Selling or promoting something").check()
    page.get_by_label("I believe that this is true").check()
    page.get_by_label("From").select_option(index=place - 1)
    page.get_by_label("To", exact=True).select_option(index=place)
    seen = previewed(page)
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("main")).to_contain_text("It is here, and sealed.")
    return seen


def changed_removed_and_gone(author: Room, house: House) -> None:
    """The author makes something else of it, takes it away, and leaves with every word."""
    author.menu(HARSH).get_by_role("button", name="Edit", exact=True).click()
    author.page.get_by_label("Your words").fill("I never said that.")
    author.page.get_by_role("button", name="Save").click()
    expect(author.line(HARSH)).to_have_count(0)
    author.menu("I never said that.").get_by_role("button", name="Remove", exact=True).click()
    author.page.get_by_role("button", name="Remove this message").click()
    expect(author.line("I never said that.")).to_have_count(0)
    author.page.goto("/you/deletion")
    delete(author.page, house.passphrase)
    author.page.wait_for_url("**/you/deleted")


def come_in(town: House, visit: Visit, handle: str, **options: object) -> Page:
    """Sign in months later: sessions have ended, and every authenticator's clock went on."""
    page = visit(town, **options)
    sign_in(page, handle, PASSPHRASE, town.keys.get(handle, ""), RETAINED.total_seconds())
    return page


def months_pass(town: House, visit: Visit, address: str, words: str) -> Page:
    """Until the lounge has forgotten what was said there; the reporter's page."""
    town.move_clock(int(RETAINED.total_seconds()))
    page = come_in(town, visit, "mallow", viewport=PHONE, bypass_csp=True)
    for _ in range(60):
        page.goto(address)
        if not page.get_by_text(words).count():
            return page
        page.wait_for_timeout(1_000)
    raise AssertionError("The words were never let go of.")


def verified(town: House) -> bool:
    """Whether the journal and every sealed copy are whole."""
    command = [*python("community.cli"), "journal", "verify"]
    run = subprocess.run(command, env=town.env, cwd=ROOT, capture_output=True, check=False)
    return run.returncode == 0


def open_case(page: Page, who: str) -> str:
    """From the desk into the case about somebody, and its words; its address."""
    page.goto("/desk")
    page.get_by_role("link", name=who).first.click()
    page.get_by_role("button", name="Claim").click()
    page.get_by_role("button", name="Show the words").click()
    expect(page.locator(".evidence [data-line]").first).to_be_visible()
    return page.url.partition("#")[0].removesuffix("/viewing")


def close(page: Page) -> None:
    """End it as upheld."""
    page.get_by_role("radio", name="Upheld: it was as reported").check()
    page.get_by_label("What those who reported are told").fill("Thank you for telling us.")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()


def ban_from_the_site(page: Page) -> None:
    """What only leads may do, with its statement."""
    page.get_by_role("radio", name="Ban from the site").check()
    page.get_by_label("Because of").select_option(label="Selling or promoting something")
    page.get_by_label("is told").fill("You sold to people who trusted this place.")
    page.get_by_role("button", name="Do this, and tell them").click()
    expect(page.get_by_role("main")).to_contain_text("Banned from the site")


def appeal_from_outside(page: Page, pictures: Path | None) -> list[str]:
    """Who is shut out is led to the statement by the door, and appeals there."""
    page.goto("/sign-in")
    page.get_by_label("Your name here").fill("sorrel")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Why, and how to appeal").click()
    expect(page.get_by_role("main")).to_contain_text("You sold to people who trusted this place.")
    wrong = look(page, pictures, "statement-360")
    page.set_viewport_size(DESK)
    wrong += look(page, pictures, "statement-1280")
    page.get_by_label("What was overlooked").fill("I quoted what a stranger had written to me.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("main")).to_contain_text("Somebody else looks at it.")
    return wrong


def grant(page: Page) -> None:
    """The other lead decides."""
    page.goto("/desk")
    page.get_by_role("region", name="Appeals").get_by_role("link").first.click()
    page.get_by_role("radio", name="Grant it: put it right").check()
    page.get_by_label("Why. They are told this.").fill("You are right, I am sorry.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()


@law("L8.1", "L8.2", "L8.3", "L8.4", "L8.5", "L8.8", "L4.8", "L13.1")
def test_staff_see_the_previewed_span_whatever_became_of_it(
    town: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 404")
    watch.expect("status of 403")
    address = town.a_room()
    author = Room.enter(visit(town, "fennel"), address)
    other = Room.enter(visit(town, "sorrel"), address)
    reader = Room.enter(visit(town, "mallow", viewport=PHONE), address)
    reader.is_heard("Good evening.")
    author.is_heard(HARSH)
    other.is_heard("Me too, ask me.")
    seen = report(reader, HARSH, 1)
    assert seen == ["Good evening.", HARSH]
    reader.page.goto(address)
    reader.is_live()
    report(reader, "Me too, ask me.", 2)
    changed_removed_and_gone(author, town)
    for room in (author, other, reader):
        room.page.close()
    mallow = months_pass(town, visit, address, "Good evening.")

    heron = come_in(town, visit, "heron", viewport=PHONE, bypass_csp=True)
    case = open_case(heron, "A message by former member")
    assert heron.locator(".evidence [data-line] .words").all_inner_texts() == seen
    expect(heron.get_by_role("main")).to_contain_text("The account was deleted")
    wrong = look(heron, pictures, "gone-360")
    heron.set_viewport_size(DESK)
    wrong += look(heron, pictures, "gone-1280")
    assert verified(town)
    rowan = come_in(town, visit, "rowan", viewport=PHONE, bypass_csp=True)
    for page in (mallow, come_in(town, visit, "thrift"), rowan):
        answer = page.goto(case)
        assert answer is not None
        assert answer.status == 404
    close(heron)
    mallow.goto("/reports")
    expect(mallow.get_by_role("main")).to_contain_text("Something was done")
    mallow.goto("/notices")
    expect(mallow.get_by_role("main")).to_contain_text("Thank you for telling us.")
    wrong += look(mallow, pictures, "outcome-360")
    wrong += to_the_leads_and_back(town, visit, heron, rowan, pictures)
    assert verified(town)
    assert wrong == []


def to_the_leads_and_back(
    town: House, visit: Visit, heron: Page, rowan: Page, pictures: Path | None
) -> list[str]:
    """A moderator hands a case on; a lead bans, the banned appeals, the other lead grants it."""
    case = open_case(heron, "sorrel")
    heron.get_by_text("Hand it to the safeguarding leads").click()
    heron.get_by_label("What they should know").fill("He does it everywhere.")
    heron.get_by_role("button", name="Hand it over").click()
    expect(heron.get_by_role("heading", name="Reports")).to_be_visible()
    assert open_case(rowan, "sorrel") == case
    wrong = look(rowan, pictures, "leads-360")
    ban_from_the_site(rowan)
    close(rowan)
    sorrel = visit(town, viewport=PHONE, bypass_csp=True)
    wrong += appeal_from_outside(sorrel, pictures)
    rowan.goto("/desk")
    expect(rowan.get_by_role("region", name="Appeals")).to_have_count(0)
    lark = come_in(town, visit, "lark", viewport=DESK)
    grant(lark)
    sorrel.reload()
    expect(sorrel.get_by_role("main")).to_contain_text("Granted: it is put right.")
    sign_in(sorrel, "sorrel", PASSPHRASE)
    return wrong
