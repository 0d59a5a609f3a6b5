"""The private hint under the box, in browsers: quiet, at hand, never in the way, and nothing of it leaves (R7)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import SLUG, House
from tests.journeys.people import Room
from tests.journeys.test_reporting import look
from tests.journeys.test_topics import PHONE, begin
from tests.laws import law
from tests.moderation.corpus.safe_words import METHOD, TALK

LISTED, FELT = METHOD["en"]["learned"][4], TALK["en"]["learned"][3]


def asked_of_the_server(page: Page) -> list[str]:
    """Whatever the page asks for from now on, by HTTP or on its socket."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(str(frame)))
    )
    return asked


@law("L8.6", "L13.1")
def test_a_hint_stands_under_the_box_and_nothing_waits_for_it(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    address = house.a_room()
    mallow = Room.enter(visit(house, "mallow", viewport=PHONE, bypass_csp=True), address)
    other = Room.enter(visit(house, "kestrel"), address)
    hint = mallow.page.locator("[data-safe-words]")
    asked = asked_of_the_server(mallow.page)
    mallow.box.press_sequentially(FELT, delay=5)
    mallow.page.wait_for_timeout(900)
    expect(hint).to_be_empty()
    mallow.box.fill(LISTED)
    expect(hint).to_contain_text("Only you see this.")
    assert not any("razor" in line for line in asked)
    wrong = look(mallow.page, pictures, "hint-360")
    mallow.page.get_by_role("button", name="Content note").click()
    expect(mallow.page.get_by_label("What people should know")).to_be_focused()
    mallow.page.get_by_label("What people should know").select_option(label="self-harm")
    mallow.box.press("Enter")
    expect(hint).to_be_empty()
    expect(other.line("razor")).to_have_count(1)
    expect(other.page.locator("[data-safe-words]")).to_be_empty()
    assert wrong == []


@law("L8.6")
def test_what_was_put_away_stays_away_until_the_next_draft(house: House, visit: Visit) -> None:
    mallow = Room.enter(visit(house, "mallow"), house.a_room())
    hint = mallow.page.locator("[data-safe-words]")
    mallow.box.fill(LISTED)
    mallow.page.get_by_role("button", name="Put away").click()
    expect(mallow.box).to_be_focused()
    mallow.box.press_sequentially(" and I am tired")
    mallow.page.wait_for_timeout(900)
    expect(hint).to_be_empty()
    mallow.box.fill("")
    mallow.box.fill(LISTED)
    expect(hint).to_contain_text("Only you see this.")


@law("L8.6")
def test_a_new_topic_has_the_hint_and_the_page_after_it_says_nothing(
    house: House, visit: Visit, pictures: Path | None
) -> None:
    first = begin(visit(house, "mallow"), "Evenings", "How are yours?")
    page = visit(house, "kestrel", bypass_csp=True)
    page.goto(f"/groups/{SLUG}/forum")
    page.get_by_role("link", name="Conversations").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("What it is about").fill("Nights")
    page.get_by_label("Your first post").fill(LISTED)
    expect(page.locator("[data-safe-words]")).to_contain_text("Only you see this.")
    wrong = look(page, pictures, "hint-topic-1280")
    page.get_by_role("button", name="Begin the topic").click()
    expect(Room(page).line("razor")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="without how it is done")).to_have_count(0)
    assert page.url.partition("#")[0] != first
    assert wrong == []


@law("L8.6", "L13.2")
def test_without_script_it_is_said_once_after_posting(house: House, visit: Visit) -> None:
    page = visit(house, "mallow", java_script_enabled=False)
    page.goto(house.a_room())
    Room(page).box.fill(LISTED)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("without how it is done")
    page.reload()
    expect(page.get_by_role("status").filter(has_text="without how it is done")).to_have_count(0)
