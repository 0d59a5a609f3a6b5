"""The guard of the journeys itself: what it is there for does not pass it."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PATIENCE, Visit
from tests.journeys.house import House
from tests.journeys.test_xss import TELL_OF_WHAT_RUNS
from tests.journeys.walking import barriers, sideways
from tests.journeys.watch import Watch

A_MOMENT = 100
PICTURE = "document.body.append(Object.assign(new Image(), { src: '%s' }))"


def noticed(page: Page, watch: Watch, what: str) -> None:
    """The watch has it, and now forgives it."""
    for _moment in range(PATIENCE // A_MOMENT):
        if what in watch.verdict():
            break
        page.wait_for_timeout(A_MOMENT)
    assert what in watch.verdict()
    watch.expect(".")


@pytest.mark.parametrize(
    ("deed", "what"),
    [
        ("console.error('a fault')", "console: a fault"),
        ("setTimeout(() => { throw new Error('a throw'); })", "page: "),
        (PICTURE % "https://tracker.example/x.png", "policy: img-src https://tracker.example"),
        ("fetch('/nothing-here')", "status of 404"),
        ("setTimeout(() => { document.body.innerHTML = '<b>'; })", "policy: require-trusted-types"),
    ],
)
def test_a_fault_is_noticed(house: House, visit: Visit, watch: Watch, deed: str, what: str) -> None:
    page = visit(house)
    page.goto("/crisis")
    page.evaluate(f"() => {{ {deed}; }}")
    noticed(page, watch, what)


def test_a_word_to_anybody_else_is_noticed(house: House, visit: Visit, watch: Watch) -> None:
    page = visit(house, bypass_csp=True)
    page.context.route("https://**", lambda route: route.abort())
    page.goto("/crisis")
    page.evaluate(f"() => {{ {PICTURE % 'https://tracker.example/x.png'}; }}")
    noticed(page, watch, "foreign: https://tracker.example/x.png")


def test_markup_that_runs_is_noticed(house: House, visit: Visit, watch: Watch) -> None:
    page = visit(house, bypass_csp=True)
    page.context.add_init_script(TELL_OF_WHAT_RUNS)
    page.goto("/crisis")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src onerror=alert(1)>')")
    noticed(page, watch, "executed: alert")


def test_a_barrier_and_a_page_that_is_too_wide_are_noticed(house: House, visit: Visit) -> None:
    page = visit(house, bypass_csp=True)
    page.set_content("<title>A page</title><input><p style='inline-size: 200vw'>wide")
    assert any("label" in line for line in barriers(page))
    assert sideways(page)
