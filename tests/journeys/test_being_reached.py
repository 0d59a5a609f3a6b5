"""How somebody chooses to be reached, what a quiet night leaves behind, and the way out of mail, in a real browser."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, furnish, served
from tests.journeys.people import Room, goes_and_listens, read_everything, sign_in, without_a_line
from tests.journeys.walking import Look, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law
from tests.notices.sink import Sink

LOOKS = [Look(360, "dark"), Look(360, "light"), Look(1280, "light")]
SENDER = "hearth@mail.example.org"


@dataclass
class Mailing(House):
    """A house that sends mail."""

    sink: Sink | None = None

    @property
    def env(self) -> dict[str, str]:
        """Mail goes to the sink."""
        assert self.sink is not None
        return super().env | {"HEARTH_SMTP_URL": self.sink.url, "HEARTH_MAIL_FROM": SENDER}


@pytest.fixture(scope="module")
def mailing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailing]:
    """A furnished house with mail, whose clock can be moved."""
    with closing(Sink()) as sink:
        house = Mailing(tmp_path_factory.mktemp("mailing"), clock=True, sink=sink)
        (house.folder / "clock").write_text("0")
        furnish(house)
        with served(house):
            yield house


def picture(page: Page, pictures: Path | None, name: str) -> list[str]:
    """No barrier, in every look."""
    return look_at(page, LOOKS, pictures and pictures / name) + look_closely(page)


def waits_for_mail(sink: Sink, number: int) -> str:
    """The text of that mail, once it has come."""
    end = time.monotonic() + 20
    while len(sink.mails) < number:
        assert time.monotonic() < end
        time.sleep(0.1)
    return str(sink.mails[number - 1].message.get_content())


def link_in(words: str, house: House, path: str) -> str:
    """The link in a mail that begins so, without our origin."""
    return next(word for word in words.split() if path in word).removeprefix(house.url)


@law("L9.2", "L9.1", "L13.2")
def test_a_quiet_night_and_the_way_out_of_mail_without_script(
    mailing: Mailing, visit: Visit, pictures: Path | None
) -> None:
    assert mailing.sink is not None
    page = visit(mailing, java_script_enabled=False)
    sign_in(page, "mallow", mailing.passphrase)
    page.goto("/you")
    page.get_by_role("link", name="Your mail address").click()
    page.get_by_label("Address").fill("me@example.net")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("main")).to_contain_text("A link was sent to me@example.net.")
    stranger = visit(mailing, java_script_enabled=False)
    stranger.goto(link_in(waits_for_mail(mailing.sink, 1), mailing, "/mail/confirmation/"))
    stranger.get_by_role("button", name="Yes, confirm it").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("It is confirmed")

    page.goto("/notices/settings")
    now = datetime.now(UTC)
    page.get_by_label("Let nothing ring for some hours every day").check()
    page.get_by_label("From").fill(f"{now - timedelta(hours=1):%H:%M}")
    page.get_by_label("Until").fill(f"{now + timedelta(hours=2):%H:%M}")
    page.get_by_role("button", name="Save hours").click()
    page.get_by_role("group", name="Answers to me").get_by_label("Mail").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("group", name="Answers to me").get_by_label("Mail")).to_be_checked()
    expect(page.get_by_label("Until")).to_have_value(f"{now + timedelta(hours=2):%H:%M}")

    answered(mailing, visit)
    page.goto("/notices")
    expect(page.get_by_role("main")).to_contain_text("4 notices are held until")
    assert len(mailing.sink.mails) == 1
    mailing.move_clock(2 * 3600 + 120)
    words = waits_for_mail(mailing.sink, 2)
    page.goto("/notices")
    expect(page.get_by_role("main")).to_contain_text("4 notices were held until")
    time.sleep(2)
    assert len(mailing.sink.mails) == 2
    mailing.move_clock(0)  # an authenticator's digits follow the real one
    stop = link_in(words, mailing, "/mail/off/")
    stranger.goto(stop)
    stranger.get_by_role("button", name="Turn mail off").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("No more mail is sent")
    stranger.goto(stop)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("No more mail is sent")
    page.goto("/you/email")
    expect(page.get_by_role("button", name="Send mail again")).to_be_visible()


def answered(mailing: Mailing, visit: Visit) -> None:
    """Mallow says something and goes, and kestrel answers four times."""
    address = mailing.a_room()
    writer = visit(mailing, "mallow")
    room = Room.enter(writer, address)
    room.is_heard("Good evening.")
    writer.close()  # whoever is there and reads needs no notice
    other = visit(mailing, "kestrel", java_script_enabled=False)
    other.goto(address)
    Room(other).menu("Good evening.").get_by_role("link", name="Answer, react, change").click()
    line = other.url
    for number in range(4):
        other.goto(line)
        other.get_by_label("Your answer").fill(f"answer {number}")
        other.get_by_role("button", name="Send", exact=True).first.click()
        other.wait_for_url("**/rooms/*")


@law("L9.1", "L13.1")
def test_the_pages_of_being_reached_have_no_barrier(
    mailing: Mailing, visit: Visit, pictures: Path | None
) -> None:
    keeper = visit(mailing, "keeper", bypass_csp=True)
    keeper.goto("/site/notices")
    keeper.get_by_label("Let members have their devices pushed to").check()
    keeper.get_by_role("button", name="Save").click()
    expect(keeper.get_by_role("status").first).to_have_text("Kept.")
    wrong = picture(keeper, pictures, "site-notices")
    page = visit(mailing, "kestrel", bypass_csp=True)
    for address in (
        "/notices/settings",
        "/you/email",
        "/groups/harbour-street/notices",
        "/you",
        "/notices",
    ):
        page.goto(address)
        wrong += picture(page, pictures, address.strip("/").replace("/", "-"))
    page.goto("/groups/harbour-street")
    page.get_by_role("button", name="Hush this group").click()
    expect(page.get_by_role("button", name="Hear of this group again")).to_be_visible()
    wrong += picture(page, pictures, "group-hushed")
    page.get_by_role("button", name="Hear of this group again").click()
    expect(page.get_by_role("button", name="Hush this group")).to_be_visible()
    assert wrong == []


@law("L9.1")
def test_every_open_tab_counts_alike(mailing: Mailing, visit: Visit) -> None:
    answered(mailing, visit)
    first, second = (visit(mailing, "mallow") for _tab in range(2))
    for tab in (first, second):
        goes_and_listens(tab, "/groups")
        expect(tab.locator("[data-notices-count]")).to_be_visible()
    first.goto("/notices")
    first.get_by_role("button", name="Mark all as read").click()
    expect(second.locator("[data-notices-count]")).to_be_hidden()


@law("L9.1")
def test_a_tab_that_was_cut_off_counts_what_came_meanwhile(
    mailing: Mailing, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    tab = visit(mailing, "mallow")
    read_everything(tab)
    goes_and_listens(tab, "/groups")
    counter = tab.locator("[data-notices-count]")
    expect(counter).to_be_hidden()
    with without_a_line(tab):
        answered(mailing, visit)
        expect(counter).to_be_hidden()
    expect(counter).to_have_text(re.compile("^[1-9] unread"))


@law("L4.5", "L13.1")
def test_today_tells_what_came_while_the_line_was_broken(
    mailing: Mailing, visit: Visit, watch: Watch
) -> None:
    watch.expect_no_line()
    address = mailing.a_room()
    Room.enter(reader := visit(mailing, "mallow"), address)
    goes_and_listens(reader, "/")
    link = reader.locator(f"a[href='{address}']")
    place = reader.locator(".item").filter(has=link)
    expect(place).not_to_contain_text("unread")
    link.focus()
    with without_a_line(reader):
        Room.enter(visit(mailing, "kestrel"), address).is_heard("While you were away.")
    expect(place).to_contain_text("1 unread")
    expect(link).to_be_focused()


@law("L9.1")
def test_a_push_shows_the_neutral_words(mailing: Mailing, visit: Visit) -> None:
    page = visit(mailing, "fennel", permissions=["notifications"])
    page.goto("/notices/settings")
    worker = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          return registration.active.scriptURL;
        }"""
    )
    assert worker.endswith("/static/core/worker.js")
    workers = page.context.service_workers
    own = workers[0] if workers else page.context.wait_for_event("serviceworker")
    shown = own.evaluate(
        """async () => {
          const shown = [];
          const first = new Promise((done) => {
            self.registration.showNotification = async (title, options) => {
              shown.push([title, options.body ?? ""]);
              done();
            };
          });
          self.dispatchEvent(new PushEvent("push", { data: "Harbour Street: kestrel answered you" }));
          await first;
          await new Promise((go) => setTimeout(go, 50)); // and nothing else follows
          return shown;
        }"""
    )
    assert shown == [["You have something new", ""]]
