"""The house of the journey: a group that meets every evening, and a mentor in it whom mallow has never met."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import PASSPHRASE, SLUG, House, served
from tests.journeys.people import sign_in
from tests.journeys.walking import LOOKS, look_at

BASE = f"/groups/{SLUG}"
MEETING = "Kitchen Table"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
ROLES = {
    "heron": "moderator", "lantern": "member", "mallow": "member", "thrift": "member", "tansy": "member",
}  # fmt: skip
APPS = ("heron", "lantern")
"""Who has an authenticator app from the beginning."""

NIGHTS = (0, 8, 15)
"""Days after the first evening on which they sit together."""

PATIENT = 80
"""Looks, a quarter of a second apart, at a page that the house changes by itself."""


def a_quay(folder: Path) -> Iterator[House]:
    """The house, while it is being served."""
    house = House(folder, clock=True)
    commands: list[tuple[list[str], str]] = [
        (["group", "add", SLUG, "--name", "Harbour Street"], "")
    ]
    for handle, role in ROLES.items():
        app = ["--totp"] if handle in APPS else []
        commands.append((["member", "add", handle, *app], PASSPHRASE))
        commands.append((["group", "join", SLUG, handle, "--role", role], ""))
    first = evening(0)
    when = ["--date", f"{first:%Y-%m-%d}", "--time", f"{first:%H:%M}", "--zone", "UTC"]
    how = ["--name", MEETING, "--how", "rule", "--rule", "FREQ=DAILY", "--minutes", "45"]
    said = house.perform([*commands, (["meeting", "add", SLUG, *how, *when], "")])
    house.keys = {who: said[1 + 2 * n] for n, who in enumerate(ROLES) if who in APPS}
    house.meetings = [said[-1].split("\t")[0]]
    house.provision("tests.mentoring.provision_mentor", SLUG, "heron", "lantern", "thrift", "tansy")
    with served(house):
        yield house


def evening(night: int) -> datetime:
    """When they sit together for the first, second or third time: from the evening after tomorrow's midnight on."""
    tomorrow = _BEGUN.date() + timedelta(days=1 + NIGHTS[night])
    return datetime.combine(tomorrow, time(19, 30), UTC)


_BEGUN = datetime.now(UTC)


@dataclass
class Story:
    """Who is where, what time it is, and what was wrong with the pages on the way."""

    house: House
    visit: Visit
    pictures: Path | None
    wrong: list[str] = field(default_factory=list)
    channel: str = ""
    """The address of the two's room."""

    _stations: int = 0

    def everybody_comes(self) -> None:
        """Each signs in, on the day on which it begins."""
        self.house.move_clock(0)
        for page in (self.mallow, self.lantern, self.thrift, self.tansy, self.heron):
            page.goto("/")

    @cached_property
    def mallow(self) -> Page:
        """Who asks: on a phone, at night."""
        return self.visit(
            self.house, "mallow", viewport=PHONE, color_scheme="dark", bypass_csp=True
        )

    @cached_property
    def lantern(self) -> Page:
        """Who is asked: at a desk, by day."""
        return self._at_a_desk("lantern")

    @cached_property
    def thrift(self) -> Page:
        """Who runs the meetings, and asks mallow in the end."""
        return self._at_a_desk("thrift")

    @cached_property
    def tansy(self) -> Page:
        """Who knows mallow, and is on duty when somebody needs someone."""
        return self._at_a_desk("tansy")

    @cached_property
    def heron(self) -> Page:
        """Who moderates the group."""
        return self._at_a_desk("heron")

    def it_is(self, moment: datetime) -> None:
        """Let the house think so."""
        self.house.move_clock(int((moment - datetime.now(UTC)).total_seconds()))

    @property
    def ahead(self) -> float:
        """Seconds that the house is ahead."""
        return float((self.house.folder / "clock").read_text())

    def days_pass(self, days: float) -> None:
        """So much later."""
        self.house.move_clock(int(self.ahead + days * 86_400))

    def comes_back(self, page: Page, who: str) -> None:
        """After weeks: by the door again."""
        page.context.clear_cookies()
        sign_in(page, who, self.house.passphrase, self.house.keys.get(who, ""), self.ahead)

    def look(self, page: Page, name: str) -> None:
        """Look at a station, on a phone in the dark and at a desk by day."""
        usual = page.viewport_size
        self._stations += 1
        picture = self.pictures and self.pictures / f"journey-{self._stations:02}-{name}"
        self.wrong += look_at(page, LOOKS, picture)
        assert usual is not None
        page.set_viewport_size(usual)
        page.emulate_media(color_scheme="dark" if usual["width"] == PHONE["width"] else "light")

    def _at_a_desk(self, who: str) -> Page:
        return self.visit(self.house, who, viewport=DESK, bypass_csp=True)


def until_there(page: Page, address: str, part: Locator) -> Locator:
    """Open a page anew until the house has put something on it."""
    for _look in range(PATIENT):
        page.goto(address)
        if part.count():
            return part
        page.wait_for_timeout(250)
    expect(part).to_be_visible()
    return part
