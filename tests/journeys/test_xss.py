"""What attackers write is read as words: the real pipeline in a real browser, with the page's policy out of the way."""

import os
import random
import secrets

import pytest
from playwright.sync_api import BrowserContext, expect

from tests import vectors
from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.people import Room
from tests.laws import law

HOW_MANY = 5_000 if os.environ.get("HEARTH_LONG") == "1" else 150
LONGEST = 4_000
THE_LAST = "That was all."
TELL_OF_WHAT_RUNS = """
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  globalThis[name] = () => { console.error(`executed: ${name}`); };
}
"""


def chosen() -> list[str]:
    """Our own attacks in every wrapping, and some of the corpora."""
    ours = [form.replace("{}", seed) for seed in vectors.SEEDS for form in vectors.WRAPPINGS]
    known = vectors.corpus()
    return ours + random.sample(known, min(len(known), HOW_MANY))


def post(context: BrowserContext, address: str, attacks: list[str]) -> int:
    """Write them all by the form that needs no script; how many were taken."""
    page = context.new_page()
    page.goto(address)
    token = page.locator("form.composer [name=csrf_token]").input_value()
    page.close()
    taken = 0
    for attack in attacks:
        answer = context.request.post(
            f"{address}/messages",
            form={"csrf_token": token, "body": attack[:LONGEST], "key": secrets.token_hex(16)},
            headers={"Sec-Fetch-Site": "same-origin"},
            max_redirects=0,
        )
        assert answer.status in (303, 422), answer.status
        taken += answer.status == 303
    return taken


@law("L4.3")
def test_nothing_that_is_posted_runs_or_calls_out(house: House, visit: Visit) -> None:
    if not vectors.corpus():
        pytest.skip("the corpora are not at hand")
    address = house.a_room()
    reader = visit(house, "kestrel", bypass_csp=True)
    reader.context.add_init_script(TELL_OF_WHAT_RUNS)
    room = Room.enter(reader, address)
    attacks = [*chosen(), THE_LAST]
    author = visit(house, "mallow", bypass_csp=True)
    author.context.add_init_script(TELL_OF_WHAT_RUNS)
    taken = post(author.context, f"{house.url}{address}", attacks)
    assert taken > 0.9 * len(attacks)
    expect(room.line(THE_LAST)).to_be_visible()  # all came live, as fragments
    seen = 0
    older = address
    while older:
        reader.goto(older)
        seen += room.said.count()
        link = reader.get_by_role("link", name="Older lines")
        older = str(link.get_attribute("href")) if link.is_visible() else ""
    author.goto(address)
    assert (
        seen + author.locator("[data-held]").count() >= taken
    )  # some read like promotion, and wait
