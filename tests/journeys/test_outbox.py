"""What was written and not sent yet: it outlives a reload, a killed tab and a killed server, and goes out once."""

import signal

from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room, without_a_line
from tests.journeys.watch import Watch
from tests.laws import law


@law("L4.2", "L13.3")
def test_unsent_words_survive_a_reload_without_a_line(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    address = house.a_room()
    mallow = Room.enter(visit(house, "mallow"), address)
    kestrel = Room.enter(visit(house, "kestrel"), address)
    mallow.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    with without_a_line(mallow.page):
        mallow.say("first", "second")
        mallow.box.fill("half a thought")
        mallow.page.reload()
        expect(mallow.page.get_by_role("heading", name="No connection")).to_be_visible()
    kestrel.is_heard("meanwhile")
    mallow.page.goto(address)
    for room in (mallow, kestrel):
        room.shows("meanwhile", "first", "second")
    expect(mallow.box).to_have_value("half a thought")


@law("L4.2")
def test_unsent_words_survive_a_closed_browser(house: House, visit: Visit, watch: Watch) -> None:
    watch.expect_no_line()
    address = house.a_room()
    mallow = Room.enter(visit(house, "mallow"), address)
    mallow.page.context.set_offline(True)
    mallow.say("first", "second")
    mallow.waits("first", "second")
    left_on_the_device = mallow.page.context.storage_state()
    mallow.page.context.close()
    later = Room.enter(visit(house, state=left_on_the_device), address)
    later.shows("first", "second")
    Room.enter(visit(house, state=left_on_the_device), address).shows("first", "second")


@law("L4.2")
def test_two_tabs_of_one_outbox_send_each_line_once(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    address = house.a_room()
    one = Room.enter(visit(house, "mallow"), address)
    with without_a_line(one.page):
        one.say("first", "second", "third")
        one.waits("first", "second", "third")
        one.page.close()
    context = one.page.context
    tabs = [Room.enter(context.new_page(), address) for _ in range(2)]
    for tab in tabs:
        tab.shows("first", "second", "third")
    tabs[0].say("from the one")
    tabs[1].say("from the other")
    for tab in tabs:
        tab.shows("first", "second", "third", "from the one", "from the other")


@law("L4.2")
def test_a_killed_server_loses_and_doubles_nothing(
    house: House, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    watch.expect("Failed to load resource")
    address = house.a_room()
    rooms = [Room.enter(visit(house, who), address) for who in ("mallow", "kestrel")]
    for number in range(3):
        for room in rooms:
            room.say(f"before {number}")
    house.stop(signal.SIGKILL)
    for number in range(3):
        for room in rooms:
            room.say(f"after {number}")
    house.start()
    for room in rooms:
        expect(room.said).to_have_count(12)
        expect(room.unsent).to_have_count(0)
    heard = [room.said.locator(".words").all_inner_texts() for room in rooms]
    assert heard[0] == heard[1]
    for words in ("before", "after"):
        for number in range(3):
            assert heard[0].count(f"{words} {number}") == 2
