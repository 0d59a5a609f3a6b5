"""Finding every page that somebody can reach, and looking at it in every light."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
}
TWICE = ("/memberships/N", "/rooms/N", "/rooms/N/messages/N", "/groups/S")
"""Pages that look different for oneself and for others, or in a meeting: two of each are looked at."""

LARGE_LETTERS = {"standard": 32, "fixed": 26}
SLACK = 1
"""Pixels that rounding may add to a width."""


@dataclass(frozen=True)
class Look:
    """A width in pixels, and light or dark."""

    width: int
    scheme: Any


LOOKS = [Look(360, "dark"), Look(1280, "light")]
"""A phone at night and a desk by day."""

EVERY_LIGHT = [Look(360, "dark"), Look(360, "light"), Look(1280, "light"), Look(1280, "dark")]
"""Both of them by night and by day."""


def kind_of(address: str) -> str:
    """The address without what differs between pages of one kind."""
    bare = re.sub(r"/groups/(?!new\b)[\w-]+", "/groups/S", re.sub(r"\d+", "N", address))
    bare = re.sub(r"group=[\w-]+", "group=S", re.sub(r"^/meetings/[\w-]+", "/meetings/S", bare))
    return re.sub(r"/crisis/[a-z]+", "/crisis/C", bare)


def pages_from(page: Page, *doors: str) -> list[str]:
    """Follow every link from there; one address of each kind, two of some."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    waiting = list(doors)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in found or seen[kind] > (kind in TWICE):
            continue
        answer = page.context.request.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status == 200, f"{answer.status} {address}"
        seen[kind] += 1
        found.append(address)
        waiting += [link for link in _links(answer.text()) if link not in found]
    return found


def _links(html: str) -> list[str]:
    links = re.findall(r'<a [^>]*href="(/[^"#]*)', html)
    return [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]


def look_at(page: Page, looks: list[Look], picture: Path | None = None) -> list[str]:
    """What is wrong with the open page in these looks."""
    wrong: list[str] = []
    for look in looks:
        page.emulate_media(color_scheme=look.scheme)
        page.set_viewport_size({"width": look.width, "height": 860})
        where = f"{page.url} {look.width} {look.scheme}"
        lines = [*barriers(page), *sideways(page), *covered(page)]
        wrong += [f"{where}: {line}" for line in lines]
        if picture:
            name = f"{picture.name}-{look.width}-{look.scheme}.png"
            page.screenshot(path=picture.with_name(name), full_page=True)
    return wrong


def look_all_round(
    looks: list[Look], journey: str, page: Page, pictures: Path | None, name: str
) -> list[str]:
    """What is wrong with the open page in these looks and closely; its pictures bear the journey's name and its own."""
    picture = pictures and pictures / f"{journey}-{name}"
    wrong = look_at(page, looks, picture) + look_closely(page)
    page.set_viewport_size({"width": 1280, "height": 860})
    return wrong


def look_closely(page: Page) -> list[str]:
    """What is wrong with the open page where it is narrow, or its reader's letters are large."""
    page.set_viewport_size({"width": 320, "height": 640})
    wrong = [f"{page.url} 320: {line}" for line in sideways(page)]
    page.set_viewport_size({"width": 360, "height": 640})
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": LARGE_LETTERS})
    wrong += [f"{page.url} 360, 200 % text: {line}" for line in sideways(page)]
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()
    return wrong


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    page.wait_for_load_state()  # without its stylesheets a page has small targets
    violations = Axe().run(page, options=WCAG).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and what sticks out."""
    over, what = page.evaluate(
        """() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const out = [...document.body.querySelectorAll("*")].find(
            (one) => one.getBoundingClientRect().right > clientWidth + 1 && one.checkVisibility());
          return [scrollWidth - clientWidth, out?.outerHTML.slice(0, 160) ?? ""];
        }"""
    )
    return [f"{over} px too wide: {what}"] if over > SLACK else []


def covered(page: Page) -> list[str]:
    """What can be pressed in a row of a list, but lies under the row's own link, so that no finger reaches it."""
    found: list[str] = page.evaluate(
        """() => {
          const under = [...document.querySelectorAll(".item :is(a, button, input, summary), .when :is(a, button)")]
            .filter((one) => {
              if (!one.checkVisibility() || one.closest(".unseen")) return false;
              one.scrollIntoView({ block: "center", behavior: "instant" });
              const { left, top, width, height } = one.getClientRects()[0];
              const hit = document.elementFromPoint(left + width / 2, top + height / 2);
              return hit && !one.contains(hit) && !hit.closest("label")?.contains(one);
            });
          scrollTo(0, 0);
          return under.map((one) => one.outerHTML.slice(0, 160));
        }"""
    )
    return [f"covered: {one}" for one in found]
