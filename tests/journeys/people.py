"""People at their browsers: what they do on the pages, in words."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
from playwright.sync_api import Frame, Locator, Page, WebSocket, expect

LISTENING = 15.0
"""Seconds that a page may take until it hears what is new."""

LET_IN = "40"
"""How what the house says to whom it lets in begins, by protocol.md."""


def sign_in(page: Page, handle: str, passphrase: str, key: str = "", ahead: float = 0) -> None:
    """Come in by the door, with the app's digits where an app was added; `ahead`: seconds the house is ahead."""
    page.goto("/sign-in")
    page.get_by_label("Your name here").fill(handle)
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Sign in").click()
    if key:
        page.get_by_label("Six digits").fill(digits(key, ahead))
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def digits(key: str, ahead: float = 0) -> str:
    """What the authenticator shows now, or in so many seconds."""
    return pyotp.TOTP(re.sub(r"\W", "", key)).at(int(time.time() + ahead))


def read_everything(page: Page) -> None:
    """Mark every notice as read: what others did in this house before is no matter now."""
    page.goto("/notices")
    button = page.get_by_role("button", name="Mark all as read")
    if button.count():
        button.click()
        expect(button).to_have_count(0)


class Room:
    """A live room, as somebody sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_label("Your message")
        self.log = page.get_by_role("region", name="What has been said")
        self.said = self.log.locator("li[data-seq]")
        self.unsent = self.log.locator("li[data-key]")
        self.connection = page.locator("[data-connection]")
        self.hint = page.locator("#say")
        self.send = page.locator("[data-send]")

    @classmethod
    def enter(cls, page: Page, address: str) -> "Room":
        """Go there, and wait until the room is live."""
        page.goto(address)
        room = cls(page)
        room.is_live()
        return room

    def is_live(self) -> None:
        """The script has started and the connection stands."""
        expect(self.page.locator("[data-choices]")).to_be_attached()
        expect(self.page.locator("[data-people] li").first).to_be_attached()

    def say(self, *sentences: str) -> None:
        """Write and send, one after the other."""
        for words in sentences:
            self.box.fill(words)
            self.box.press("Enter")
            expect(self.box).to_have_value("")

    def is_heard(self, words: str) -> None:
        """Say it, and wait until it is on disk."""
        self.say(words)
        expect(self.line(words)).to_have_count(1)
        expect(self.unsent).to_have_count(0)

    def line(self, words: str) -> Locator:
        """The line that says this."""
        return self.said.filter(has=self.page.locator(".words", has_text=words))

    def shows(self, *sentences: str) -> None:
        """Exactly these are said, in this order, and nothing waits."""
        expect(self.said.locator(".words")).to_have_text(list(sentences))
        expect(self.unsent).to_have_count(0)

    def waits(self, *sentences: str) -> None:
        """Exactly these are not sent yet."""
        expect(self.unsent.locator(".words")).to_have_text(list(sentences))

    def menu(self, words: str) -> Locator:
        """Open the menu of a line."""
        line = self.line(words)
        line.hover()
        line.locator("details.more > summary").click()
        return line.locator(".menu")

    def order(self) -> list[str]:
        """The places in the log, as the server counted them."""
        return [str(line.get_attribute("data-seq")) for line in self.said.all()]


def goes_and_listens(page: Page, address: str) -> None:
    """Go to a page, and wait until the house tells it what is new: what it told before, the page was drawn with.

    The page that is left may be opening its own line just then: what is heard before the new one comes does not count.
    """
    told: list[list[str]] = []

    def listen(line: WebSocket) -> None:
        frames: list[str] = []
        told.append(frames)
        line.on("framereceived", lambda frame: frames.append(str(frame)))

    def leave(frame: Frame) -> None:
        if frame == page.main_frame:
            told.clear()

    page.on("websocket", listen)
    page.on("framenavigated", leave)
    page.goto(address)
    end = time.monotonic() + LISTENING
    while not any(frame.startswith(LET_IN) for frames in told for frame in frames):
        assert time.monotonic() < end, told
        page.wait_for_timeout(50)
    page.remove_listener("websocket", listen)
    page.remove_listener("framenavigated", leave)


def kept_by(page: Page) -> str:
    """What the device keeps of the house, as a finder reads it: cookies, and what pages have put there.

    Asked of the page itself: the browser's own list of all that it keeps may never come while a page is being cleared.
    """
    page.wait_for_load_state()
    stored = page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    return f"{page.context.cookies()}{stored}"


@contextmanager
def without_a_line(page: Page) -> Iterator[None]:
    """A while in a tunnel."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)
