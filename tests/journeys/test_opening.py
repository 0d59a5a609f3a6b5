"""Two of office open a part of a channel: on a phone and at a desk, and by forms alone; and the two of it are told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import PASSPHRASE, SLUG, House, served
from tests.journeys.people import digits, sign_in
from tests.journeys.walking import LOOKS, look_at, look_closely
from tests.laws import law

OFFICE = ("wren", "siskin", "petrel")
THE_TWO = ("kestrel", "heron")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
INSIDE = "He wrote that he would come and get me."
OUTSIDE = ("I did not sleep.", "Tomorrow. I am too tired now.")


@dataclass
class Quiet:
    """The house, where things are in it, and how far its clock was moved."""

    house: House
    there: dict[str, str]
    ahead: int = 0

    def code(self, handle: str) -> str:
        """What their app shows a minute later: each works once."""
        self.later()
        return digits(self.house.keys[handle], self.ahead)

    def later(self) -> None:
        """A minute goes by."""
        self.ahead += 60
        self.house.move_clock(self.ahead)

    def enter(self, visit: Visit, handle: str, **options: Any) -> Page:
        """A browser of theirs, in which they have signed in."""
        page = visit(self.house, **options)
        self.later()
        sign_in(page, handle, PASSPHRASE, self.house.keys.get(handle, ""), self.ahead)
        return page


@pytest.fixture
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quiet]:
    """A house of each test's own, with two in a channel, two leads and the external contact: what one opens is told."""
    house = House(tmp_path_factory.mktemp("glass"), clock=True)
    added = house.perform(
        [
            (["group", "add", SLUG, "--name", "Harbour Street"], ""),
            *((["member", "add", one, "--totp"], PASSPHRASE) for one in OFFICE),
            *((["member", "add", one], PASSPHRASE) for one in THE_TWO),
            *((["group", "join", SLUG, one, "--role", "member"], "") for one in THE_TWO),
        ]
    )
    house.keys = dict(zip(OFFICE, added[1:], strict=False))
    there = json.loads(house.provision("tests.mentoring.provision_opening", SLUG))
    with served(house):
        yield Quiet(house, there)


def ask(page: Page, quiet: Quiet, contact: bool, look: "Looks") -> str:
    """Find the channel of the two, choose three lines by their times, and ask; the page of what was asked."""
    page.goto("/you")
    page.get_by_role("link", name="Open a part of a channel").click()
    look.at(page, "list")
    page.get_by_label("One of the two").fill("kestrel")
    page.get_by_label("The other").fill("heron")
    page.get_by_role("button", name="Find their channel").click()
    expect(page.get_by_role("heading", name="Which part of it?")).to_be_visible()
    for fold in page.locator("details.fold > summary").all():
        fold.click()
    expect(page.get_by_role("main")).not_to_contain_text(INSIDE)
    lines = page.locator("tbody th").all_inner_texts()
    numbers = sorted(int(line) for line in lines)
    assert len(numbers) == 7
    page.get_by_label("From line").fill(str(numbers[2]))
    page.get_by_label("To line").fill(str(numbers[4]))
    page.get_by_role("radio", name="Somebody may be harmed or pressed").check()
    page.get_by_label("The reason").fill("Her sister called: he is on his way.")
    if contact:
        page.get_by_label("Ask the external contact too").check()
    look.at(page, "span")
    page.get_by_label("Six digits from your app").fill(quiet.code("wren"))
    page.get_by_role("button", name="Ask for a second").click()
    expect(page.get_by_role("main")).to_contain_text("Her sister called")
    look.at(page, "asked")
    return page.url


def approve(page: Page, quiet: Quiet, who: str, address: str) -> None:
    """Be the second."""
    page.goto(address)
    page.get_by_label("Six digits from your app").first.fill(quiet.code(who))
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("button", name="Show the words")).to_be_visible()


def read(page: Page, quiet: Quiet, who: str) -> None:
    """Have the words shown: of the span, and no other."""
    page.get_by_label("Six digits from your app").first.fill(quiet.code(who))
    page.get_by_role("button", name="Show the words").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(INSIDE)
    for words in OUTSIDE:
        expect(main).not_to_contain_text(words)


class Looks:
    """Looks at pages in every light, and keeps what is wrong."""

    def __init__(self, pictures: Path | None, closely: bool) -> None:
        self.wrong: list[str] = []
        self._pictures, self._closely = pictures, closely

    def at(self, page: Page, name: str) -> None:
        """In every look."""
        size = page.viewport_size
        if self._closely:
            self.wrong += look_at(
                page, LOOKS, self._pictures and self._pictures / f"opening-{name}"
            )
            self.wrong += look_closely(page)
        if size:
            page.set_viewport_size(size)


@law("L7.11", "L13.1")
@pytest.mark.timeout(300)
def test_two_leads_open_a_part_and_the_two_hear_of_it_once_it_is_put_off_no_longer(
    quiet: Quiet, visit: Visit, pictures: Path | None
) -> None:
    look = Looks(pictures, closely=True)
    wren = quiet.enter(visit, "wren", viewport=PHONE, bypass_csp=True)
    siskin = quiet.enter(visit, "siskin", viewport=DESK, bypass_csp=True)
    kestrel = quiet.enter(visit, "kestrel", viewport=PHONE, bypass_csp=True)
    address = ask(wren, quiet, contact=False, look=look)
    siskin.goto(address)
    siskin.get_by_text("Put off that the two are told").click()
    siskin.get_by_label("What would happen if they were told now?").fill("He reads her telephone.")
    look.at(siskin, "second")
    siskin.locator("#delay-code").fill(quiet.code("siskin"))
    siskin.get_by_role("button", name="Put it off for 30 days").click()
    expect(siskin.get_by_role("complementary")).to_contain_text("He reads her telephone.")
    approve(siskin, quiet, "siskin", address)
    wren.reload()
    read(wren, quiet, "wren")
    look.at(wren, "read")
    wren.goto(address)
    expect(wren.get_by_role("main")).not_to_contain_text(INSIDE)
    told = f"{quiet.there['mentorship']}/openings"
    kestrel.goto(told)
    expect(kestrel.get_by_role("main")).to_contain_text("Nothing that you were to be told.")
    siskin.goto(address)
    siskin.get_by_role("button", name="Tell the two now").click()
    expect(siskin.get_by_role("complementary")).to_contain_text("Both were told")
    kestrel.goto("/notices")
    kestrel.get_by_text("opened 3 lines of your mentor channel").click()
    expect(kestrel.get_by_role("main")).to_contain_text("Somebody may be harmed or pressed")
    expect(kestrel.get_by_role("main")).not_to_contain_text("wren")
    look.at(kestrel, "told")
    kestrel.goto("/transparency")
    kestrel.goto(quiet.there["mentorship"])
    look.at(kestrel, "mentorship")
    assert look.wrong == []


@law("L7.11", "L13.2")
def test_a_lead_and_the_external_contact_open_it_without_script(quiet: Quiet, visit: Visit) -> None:
    plain = {"java_script_enabled": False, "viewport": PHONE}
    wren, petrel = (quiet.enter(visit, who, **plain) for who in ("wren", "petrel"))
    address = ask(wren, quiet, contact=True, look=Looks(None, closely=False))
    petrel.goto("/openings")
    expect(petrel.get_by_role("button", name="Find their channel")).to_have_count(0)
    approve(petrel, quiet, "petrel", address)
    read(petrel, quiet, "petrel")
    wren.goto(address)
    wren.get_by_role("button", name="Close it now").click()
    expect(wren.get_by_role("main")).to_contain_text("Over: nobody reads it any more")
    petrel.goto(address)
    expect(petrel.get_by_role("button", name="Show the words")).to_have_count(0)
