"""Two strangers meet in their group, walk together for a while and part; and the mentee becomes a mentor (L7).

Their own browsers do everything that they do: mallow on a phone at night, lantern at a desk by day. Only the clock is
moved, and the house does by itself what comes by time.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.mentoring.becoming import (
    apply_to_mentor,
    be_asked,
    be_decided_on,
    learn_beside,
)
from tests.journeys.mentoring.quay import Story, a_quay
from tests.journeys.mentoring.sittings import sit_together
from tests.journeys.mentoring.together import (
    accept,
    ask,
    check_in_and_be_warned,
    find_missing,
    hand_off,
    part,
    try_it,
)
from tests.journeys.watch import Watch
from tests.laws import law


@pytest.fixture
def quay(tmp_path: Path) -> Iterator[House]:
    """A house of its own, whose clock can be moved."""
    yield from a_quay(tmp_path / "quay")


@law("L7.2", "L7.3", "L7.4", "L7.5", "L7.6", "L7.7", "L7.12", "L6.1", "L6.5", "L6.7", "L13.1")
def test_two_strangers_meet_and_in_the_end_one_more_mentors(
    quay: House, visit: Visit, watch: Watch, pictures: Path | None
) -> None:
    watch.expect("status of 422")
    story = Story(quay, visit, pictures)
    story.everybody_comes()
    find_missing(story)
    for night in range(3):
        sit_together(story, night)
    ask(story)
    accept(story)
    try_it(story)
    check_in_and_be_warned(story)
    hand_off(story)
    part(story)
    apply_to_mentor(story)
    learn_beside(story)
    be_decided_on(story)
    be_asked(story)
    expect(story.mallow.get_by_role("heading", name="thrift asks you")).to_be_visible()
    assert story.wrong == []
