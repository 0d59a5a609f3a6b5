"""People at their browsers: what they do on the pages, in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, handle: str, passphrase: str, key: str = "") -> None:
    """Come in by the door, with the app's digits where an app was added."""
    page.goto("/sign-in")
    page.get_by_label("Your name here").fill(handle)
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Sign in").click()
    if key:
        page.get_by_label("Six digits").fill(digits(key))
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def digits(key: str) -> str:
    """What the authenticator shows now."""
    return pyotp.TOTP(re.sub(r"\W", "", key)).now()


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


@contextmanager
def without_a_line(page: Page) -> Iterator[None]:
    """A while in a tunnel."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)
