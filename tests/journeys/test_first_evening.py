"""A stranger sets up a house, invites somebody, and they spend an evening in it."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, digits, kept_by, without_a_line
from tests.journeys.watch import Watch
from tests.laws import law

GREETING = "Good evening. The kettle is on."
ANSWER = "Good to be here."


def set_up(page: Page, code: str) -> str:
    """Found the site by the printed code; the address for the next person."""
    page.goto("/setup")
    page.get_by_label("The set-up code").fill(code)
    page.get_by_label("What this site is called").fill("Harbour")
    page.get_by_label("The first group").fill("Tuesday night")
    page.get_by_label("A name for you to go by").fill("ines")
    page.get_by_label("Passphrase").fill("lantern gravel otter monsoon")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Set up the site").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return page.locator(".address").inner_text()


def add_authenticator(page: Page) -> None:
    """From the page of the codes on to the app."""
    page.get_by_label("I have them somewhere safe").check()
    page.get_by_role("button", name="Add an authenticator").click()
    key = page.locator(".secret").inner_text()
    page.get_by_label("Six digits").fill(digits(key))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("main")).to_contain_text("On since")


def accept(page: Page, invitation: str) -> None:
    """Make an account by the invitation."""
    page.goto(invitation)
    page.get_by_label("A name to go by").fill("kestrel")
    page.get_by_label("Passphrase").fill("window kettle ribbon august")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_label("I have them somewhere safe").check()
    page.get_by_role("button", name="Go on").click()


def enter_lounge(page: Page) -> Room:
    """From Today into the lounge."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Lounge").click()
    room = Room(page)
    room.is_live()
    return room


@law("L1.1", "L1.2", "L1.5", "L1.6", "L2.2", "L4.2", "L4.3", "L4.7")
def test_two_people_spend_a_first_evening(empty_site: House, visit: Visit, watch: Watch) -> None:
    first, second = visit(empty_site), visit(empty_site, viewport={"width": 390, "height": 800})
    invitation = set_up(first, empty_site.code)
    add_authenticator(first)
    accept(second, invitation)
    ines, kestrel = enter_lounge(first), enter_lounge(second)
    talk(ines, kestrel)
    lose_the_line(ines, kestrel, watch)
    act_as_moderator(ines, kestrel)
    leave_the_house(ines)


def talk(ines: Room, kestrel: Room) -> None:
    """They post, edit, react and answer."""
    ines.say(GREETING)
    kestrel.shows(GREETING)
    kestrel.menu(GREETING).get_by_role("button", name="with you").click()
    expect(ines.line(GREETING).get_by_role("button", name="with you 1")).to_be_visible()
    kestrel.menu(GREETING).get_by_role("button", name="Answer").click()
    kestrel.say("God to be here.")
    expect(ines.line("God to be")).to_contain_text("In answer to ines")
    kestrel.menu("God to be").get_by_role("button", name="Edit").click()
    kestrel.page.get_by_label("Your words").fill(ANSWER)
    kestrel.page.get_by_role("button", name="Save").click()
    for room in (ines, kestrel):
        room.shows(GREETING, ANSWER)
        expect(room.line(ANSWER)).to_contain_text("edited")


def lose_the_line(ines: Room, kestrel: Room, watch: Watch) -> None:
    """kestrel goes through a tunnel and goes on writing; afterwards both have read the same."""
    watch.expect_no_line()
    with without_a_line(kestrel.page):
        kestrel.say("I am on a train.", "The next is a tunnel.")
        kestrel.waits("I am on a train.", "The next is a tunnel.")
        expect(kestrel.unsent.first).to_contain_text("Waiting for the connection.")
        expect(kestrel.connection).to_contain_text("No connection since")
        ines.is_heard("Can you hear us?")
        kestrel.box.fill("and so on")
    both = (GREETING, ANSWER, "Can you hear us?", "I am on a train.", "The next is a tunnel.")
    expect(kestrel.connection).to_contain_text("One message came while you were away.")
    for room in (kestrel, ines):
        room.shows(*both)
    expect(kestrel.box).to_have_value("and so on")
    assert kestrel.order() == ines.order()
    kestrel.page.reload()
    kestrel.shows(*both)
    expect(kestrel.box).to_have_value("and so on")


def act_as_moderator(ines: Room, kestrel: Room) -> None:
    """ines takes a line away and mutes kestrel, who reads why and keeps what was typed."""
    lounge = ines.page.url
    ines.menu("The next is a tunnel.").get_by_role("link", name="Remove it as moderator").click()
    ines.page.get_by_label("Why").fill("No tunnels.")
    ines.page.get_by_role("button", name="Remove this message").click()
    expect(kestrel.log).to_contain_text("A moderator removed a message by kestrel.")
    expect(kestrel.log).not_to_contain_text("tunnel")
    ines.menu("I am on a train.").get_by_role("link", name="About kestrel").click()
    ines.page.get_by_text("Mute: read, not write").click()
    ines.page.locator("#mute-reason").fill("Please let others finish.")
    ines.page.get_by_role("button", name="Mute kestrel").click()
    expect(kestrel.hint).to_contain_text("You cannot share here until")
    expect(kestrel.hint).to_contain_text("Please let others finish.")
    kestrel.box.press("Enter")
    expect(kestrel.box).to_have_value("and so on")
    expect(kestrel.box).to_be_focused()
    expect(kestrel.send).to_have_attribute("aria-disabled", "true")
    expect(kestrel.page.locator("[data-announce-now]")).to_contain_text("Please let others finish.")
    ines.page.goto(lounge)


def leave_the_house(ines: Room) -> None:
    """Signing out in one tab closes the room in the other."""
    ines.box.fill("a draft that nobody else should find")
    other = ines.page.context.new_page()
    other.goto("/you")
    other.get_by_role("button", name="Sign out").click()
    ines.page.wait_for_url("**/sign-in**")
    expect(ines.page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert "draft" not in kept_by(ines.page)
