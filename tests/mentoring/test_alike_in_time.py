"""What a mentor hides is not told by how long an answer takes either (T17): it is the same work.

Counted are the calls of functions, which no neighbour of the machine changes, and the processor's time; milliseconds
over a socket are in bench/README.md.
"""

import sys
import time
from collections.abc import Callable, Iterator
from statistics import median
from types import FrameType

import pytest

from tests.chaos.counts import often
from tests.factories import Circle
from tests.laws import law
from tests.mentoring.alike import HIDDEN, OPEN, arrive, in_turn, ways_of
from tests.mentoring.stage import AGREES, Two
from tests.stage import Browser

TRIES = 3
"""Of each; the least counts, for some first requests have more to do."""

ALIKE = 0.005
"""Of all calls of a request: a twentieth of what two milliseconds of twenty are is left for chance."""

TWO_MILLISECONDS = 0.002

WHAT = ("asking", "the mentor's page", "asking again", "the page of mentoring")


def calls_in(act: Callable[[], object]) -> int:
    """How many functions are called meanwhile, those of C too."""
    number = 0

    def note(_frame: FrameType, event: str, _more: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return number


@law("L7.4", "L7.5")
@pytest.mark.timeout(300)
def test_asking_one_who_hides_something_is_as_much_work_as_asking_one_who_does_not(
    circle: Circle, as_member: Browser
) -> None:
    ways = ways_of(circle)
    browser = as_member(circle.regular)

    def measured(name: str, two: Two) -> Iterator[float]:
        page, answers = f"/mentors/{two.mentor_id}", []
        yield calls_in(lambda: answers.append(browser.post(f"{page}/asks", data=AGREES)))
        arrive(name, two)
        browser.get("/you")  # what a frame keeps for a while is there again
        yield calls_in(lambda: answers.append(browser.get(page)))
        yield calls_in(lambda: answers.append(browser.post(f"{page}/asks", data=AGREES)))
        yield calls_in(lambda: answers.append(browser.get("/mentoring")))
        assert [answer.status_code for answer in answers] == [303, 200, 303, 200]

    took = in_turn(ways, TRIES, measured)
    assert len(took) == 2 + len(HIDDEN)
    for name, found in took.items():
        for what, each, usual in zip(WHAT, found, took[OPEN], strict=True):
            assert min(usual) > 1000
            assert min(each) == pytest.approx(min(usual), rel=ALIKE), (name, what)


@pytest.mark.speed
@law("L7.4", "L7.5")
@pytest.mark.timeout(600)
def test_no_answer_takes_two_milliseconds_longer_for_what_is_hidden(
    circle: Circle, as_member: Browser
) -> None:
    ways = ways_of(circle)
    browser = as_member(circle.regular)

    def taken(ask: Callable[[], object]) -> float:
        begun = time.process_time()
        ask()
        return time.process_time() - begun

    def measured(name: str, two: Two) -> Iterator[float]:
        page = f"/mentors/{two.mentor_id}"
        yield taken(lambda: browser.post(f"{page}/asks", data=AGREES))
        arrive(name, two)
        yield taken(lambda: browser.get(page))

    took = in_turn(ways, often(40, long=200), measured)
    for name, found in took.items():
        for what, each, usual in zip(WHAT, found, took[OPEN], strict=False):
            apart = median(one - other for one, other in zip(each, usual, strict=True))
            assert abs(apart) < TWO_MILLISECONDS, (name, what, apart)
