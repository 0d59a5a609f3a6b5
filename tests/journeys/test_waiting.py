"""Words that wait, in browsers: a newcomer's two posts, a moderator's decisions, and what the author hears."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House
from tests.journeys.people import Room, sign_in
from tests.journeys.test_topics import PHONE, begin
from tests.journeys.walking import look_closely
from tests.journeys.watch import Watch
from tests.laws import law


def picture(page: Page, pictures: Path | None, name: str) -> None:
    """Keep what is seen, where somebody wants to look at it; it has no barrier."""
    if pictures is not None:
        page.screenshot(path=pictures / f"waiting-{name}.png")
    assert look_closely(page) == []


@law("L3.6", "L4.2")
def test_a_newcomers_two_posts_wait_and_its_author_hears_of_both(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    address = begin(visit(house, "mallow"), "How are the evenings", "Long, mostly.")
    iris = visit(house, "iris", viewport=PHONE, bypass_csp=True)
    heron = visit(house, "heron", bypass_csp=True)
    room = Room.enter(iris, address)
    room.say("Mine are hard.", "My number is 555-0100.")
    expect(room.unsent).to_have_count(2)
    expect(room.unsent.first).to_contain_text("Waiting for a moderator")
    picture(iris, pictures, "author-360")
    heron.goto(f"/groups/{SLUG}/waiting")
    picture(heron, pictures, "moderator-1280")
    heron.locator(".waiting", has_text="Mine are hard.").get_by_role(
        "button", name="Post it"
    ).click()
    expect(heron.get_by_role("status")).to_contain_text("Posted.")
    expect(room.line("Mine are hard.")).to_have_count(1)
    expect(room.unsent).to_have_count(1)
    other = heron.locator(".waiting", has_text="555-0100")
    other.get_by_text("Do not post it").first.click()
    other.get_by_label("Why").fill("Please leave your number out.")
    picture(heron, pictures, "refusing-1280")
    other.get_by_role("button", name="Do not post it").click()
    expect(room.unsent).to_have_count(0)
    iris.goto("/notices")
    iris.get_by_role("link", name="Your words are kept for you").click()
    expect(iris.get_by_label("Your words")).to_have_value("My number is 555-0100.")
    picture(iris, pictures, "kept-360")
    iris.get_by_label("Your words").fill("I would like a call.")
    iris.get_by_role("button", name="Send it again").click()
    expect(iris.get_by_text("Waiting for a moderator")).to_be_visible()
    iris.reload()
    expect(Room(iris).unsent).to_contain_text("I would like a call.")


@law("L3.6", "L13.2")
def test_without_script_words_wait_and_are_taken_back(house: House, visit: Visit) -> None:
    address = begin(visit(house, "mallow"), "Sleep", "Who sleeps?")
    page = visit(house, java_script_enabled=False)
    sign_in(page, "iris", house.passphrase)
    page.goto(address)
    Room(page).box.fill("Not me.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Waiting for a moderator")).to_be_visible()
    page.get_by_role("link", name="Take it back or change it").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Your words")).to_have_value("Not me.")
    page.get_by_role("button", name="Let go of it").click()
    expect(page.get_by_text("Not me.")).to_have_count(0)


@law("L8.6", "L8.7")
def test_a_moderator_makes_a_rule_tries_it_and_guards_the_group(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    heron = visit(house, "heron", viewport=PHONE, bypass_csp=True)
    mallow = Room.enter(visit(house, "mallow"), house.a_room())
    mallow.is_heard("I grew up near the old lighthouse.")
    heron.goto(f"/groups/{SLUG}")
    heron.get_by_role("link", name="Watched words").click()
    heron.get_by_label("Words or pattern").fill("lighthouse")
    heron.get_by_label("Then").select_option("warn")
    heron.get_by_label("What the author is told").fill("Do we need the place?")
    picture(heron, pictures, "rules-360")
    heron.get_by_role("button", name="Make the rule").click()
    heron.get_by_role("button", name="Try it on what was written here").click()
    expect(heron.get_by_text("I grew up near the old lighthouse.")).to_be_visible()
    picture(heron, pictures, "tried-360")
    heron.get_by_role("button", name="Switch it on").click()
    heron.wait_for_url("**/watched-words")
    mallow.say("The lighthouse again.")
    expect(mallow.unsent).to_contain_text("Do we need the place?")
    picture(mallow.page, None, "warned")
    mallow.unsent.get_by_role("button", name="Send it all the same").click()
    expect(mallow.line("The lighthouse again.")).to_have_count(1)
    heron.goto(f"/groups/{SLUG}")
    heron.get_by_text("If there is trouble").click()
    heron.get_by_role("button", name="Switch raid mode on").click()
    expect(heron.get_by_text("livelier than usual")).to_be_visible()
    picture(heron, pictures, "guarded-360")
    expect(mallow.hint).to_contain_text("The group has asked for calm")
    heron.get_by_text("If there is trouble").click()
    heron.get_by_role("button", name="End raid mode now").click()
    expect(heron.get_by_text("livelier than usual")).to_have_count(0)
