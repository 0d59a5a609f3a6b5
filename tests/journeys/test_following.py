"""Following, naming and content notes in browsers: told once, and shown as each reader chose."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, goes_and_listens, read_everything, sign_in
from tests.journeys.test_moving import picture
from tests.journeys.test_topics import PHONE, begin
from tests.journeys.watch import Watch
from tests.laws import law


def choose_notes(page: Page, note: str, how: str) -> None:
    """On one's own page."""
    page.goto("/you")
    page.get_by_role("link", name="Content notes").click()
    page.get_by_role("group", name=note).get_by_label(how).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


@law("L3.3")
def test_somebody_follows_a_topic_and_is_named_in_it(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    mallow = visit(house, "mallow")
    address = begin(mallow, "Walks in the rain", "Who walks when it rains?")
    kestrel = visit(house, "kestrel", viewport=PHONE, color_scheme="dark")
    read_everything(kestrel)
    kestrel.goto(f"{address}#beside")
    picture(kestrel, pictures, "follow-360-dark")
    kestrel.get_by_role("button", name="Follow this topic").click()
    expect(kestrel.get_by_text("You follow this topic")).to_be_visible()
    goes_and_listens(kestrel, "/notices")
    Room(mallow).is_heard("I do.")
    expect(kestrel.get_by_text('There is something new in "Walks in the rain"')).to_be_visible()
    kestrel.goto("/notices/settings")
    expect(kestrel.get_by_role("group", name="Somebody names me with @")).to_be_visible()
    goes_and_listens(kestrel, "/notices")
    Room(mallow).is_heard("And you, @kestrel?")
    expect(kestrel.get_by_role("link", name="Notices 2 unread")).to_be_visible()
    kestrel.reload()
    kestrel.get_by_role("link", name="mallow named you.").click()
    Room(kestrel).shows("Who walks when it rains?", "I do.", "And you, @kestrel?")
    picture(kestrel, pictures, "named-360-dark")
    expect(kestrel.get_by_role("link", name=re.compile("Notices.*unread"))).to_have_count(0)


@law("L3.4")
def test_words_under_a_note_arrive_as_each_reader_chose(
    house: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    kestrel, sorrel = visit(house, "kestrel", viewport=PHONE), visit(house, "sorrel")
    choose_notes(kestrel, "grief", "Hide it")
    picture(kestrel, pictures, "notes-360")
    choose_notes(sorrel, "grief", "Show it")
    mallow = visit(house, "mallow")
    address = begin(mallow, "A hard week", "Here is how it was.")
    hiding, showing = Room.enter(kestrel, address), Room.enter(sorrel, address)
    mallow.get_by_text("Content note", exact=True).click()
    mallow.get_by_label("What people should know").select_option("grief")
    Room(mallow).is_heard("We buried her on Monday.")
    expect(showing.line("We buried her")).to_be_visible()
    expect(hiding.log.get_by_text("Hidden, as you chose: grief.")).to_be_visible()
    expect(kestrel.get_by_text("We buried her")).to_have_count(0)
    kestrel.reload()
    expect(hiding.log.get_by_text("Hidden, as you chose: grief.")).to_be_visible()
    picture(kestrel, pictures, "hidden-360")
    hiding.log.get_by_role("link", name="Show it once").click()
    kestrel.get_by_text("Content note:").click()
    expect(kestrel.get_by_text("We buried her")).to_be_visible()
    for page in (kestrel, sorrel):
        choose_notes(page, "grief", "Fold it up")


@law("L3.3", "L13.2")
def test_a_topic_is_muted_without_script(house: House, visit: Visit) -> None:
    page = visit(house, java_script_enabled=False, viewport=PHONE)
    sign_in(page, "sorrel", house.passphrase)
    begin(page, "Too much of it", "Again and again.")
    page.get_by_role("link", name="here").click()
    page.get_by_role("button", name="Mute it").click()
    page.get_by_role("link", name="here").click()
    expect(page.get_by_text("You have muted it.")).to_be_visible()
    page.get_by_role("button", name="Hear of it again").click()
    page.get_by_role("link", name="here").click()
    expect(page.get_by_role("button", name="Follow this topic")).to_be_visible()
