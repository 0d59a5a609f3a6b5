"""The README's pictures, taken of a demo on this machine (bin/screenshots)."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
"""Bytes of a picture."""

PATIENCE = 120.0
"""Seconds that a start may take."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
WIDE = {"width": 1180, "height": 860}
NARROW = {"width": 760, "height": 620}


class Demo(NamedTuple):
    """A running demo."""

    url: str
    passphrase: str


@contextlib.contextmanager
def a_demo() -> Iterator[Demo]:
    """A demo in a folder of its own, gone afterwards."""
    instance, port = Path(tempfile.mkdtemp(prefix="hearth-pictures-")), free_port()
    env = os.environ | {"HEARTH_INSTANCE": str(instance), "PORT": str(port), "HOST": "127.0.0.1"}
    log = instance / "printed.log"
    with log.open("w") as out:
        server = subprocess.Popen([ROOT / "bin/serve", "--demo"], stdout=out, stderr=out, env=env)
    try:
        said = what_it_prints(server, log)
        yield Demo(f"http://127.0.0.1:{port}", re.findall(r"passphrase: (.+)", said)[0])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        shutil.rmtree(instance)


def what_it_prints(server: subprocess.Popen[bytes], log: Path) -> str:
    """What the server has said once it is open."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        said = log.read_text()
        if "Hearth is open" in said and "passphrase: " in said:
            return said
        time.sleep(0.2)
    sys.exit(f"The demo did not start:\n{log.read_text()}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def signed_in(browser: Browser, demo: Demo, handle: str, size: dict[str, int], scheme: str) -> Page:
    """A page of somebody who is signed in, on Today."""
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{demo.url}/sign-in")
    page.locator("input[name=handle]").fill(handle)
    page.locator("input[name=passphrase]").fill(demo.passphrase)
    page.locator("input[name=passphrase]").press("Enter")
    page.wait_for_url(f"{demo.url}/")
    return page


def enter_lounge(page: Page) -> None:
    """Go from Today into the group's lounge, and stand in it live."""
    page.get_by_role("link", name="Riverside Evenings").last.click()
    page.get_by_role("link", name="Lounge").first.click()
    page.wait_for_load_state("networkidle")


def enter_meeting(page: Page) -> None:
    """Go from Today into the meeting that is on."""
    page.get_by_role("link", name="Go in").first.click()
    page.wait_for_load_state("networkidle")


def take(page: Page, name: str) -> None:
    """Write a picture, and refuse one that is too large."""
    path = IMAGES / name
    page.screenshot(path=path, animations="disabled", caret="hide")
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size // 1000} kB")
    if size > LARGEST:
        sys.exit(f"That is more than {LARGEST // 1000} kB.")


def main() -> None:
    """Take all of them."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("HEARTH_CHROMIUM") or shutil.which("chromium")
    with a_demo() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        today = signed_in(browser, demo, "blue-gate", NARROW, "dark")
        take(today, "today.png")
        others = [
            signed_in(browser, demo, who, NARROW, "light") for who in ("woolly-hat", "teaspoon")
        ]
        for other in others:
            enter_lounge(other)
        page = signed_in(browser, demo, "blue-gate", WIDE, "light")
        enter_lounge(page)
        page.wait_for_timeout(1500)  # until presence has come round
        others[0].locator("textarea:visible").first.press_sequentially("Good n")
        page.wait_for_timeout(500)
        take(page, "room.png")
        page.goto(demo.url)
        for one in (page, *others):
            one.goto(demo.url)
            enter_meeting(one)
        page.wait_for_timeout(1500)
        take(page, "meeting.png")
        browser.close()


if __name__ == "__main__":
    main()
