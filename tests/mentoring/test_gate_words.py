"""What somebody reads who is not past the gate yet (L7.2): what is missing, in numbers, and nothing of anybody else."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from community.mentoring.gate import SITTING, SharedEvent, gate_between
from community.mentoring.words.gate import how_it_opens, missing_in
from tests.laws import law

FIRST = datetime(2026, 3, 1, 19, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def said(app: Flask, *after: timedelta, own: bool = True, theirs: bool = True) -> list[str]:
    """What is read of Woolly Hat by somebody who shared events with them so long after the first."""
    events = [SharedEvent(SITTING, number, FIRST + span) for number, span in enumerate(after)]
    with app.test_request_context():
        return missing_in(gate_between(events, own, theirs), "Woolly Hat")


@law("L7.2")
@pytest.mark.parametrize(
    ("after", "words"),
    [
        ((), "You and Woolly Hat have not met in any of the 3 events yet."),
        ((0 * DAY,), "You and Woolly Hat have met in 1 of the 3 events."),
        ((0 * DAY, 20 * DAY), "You and Woolly Hat have met in 2 of the 3 events."),
        ((0 * DAY,) * 3, "Your first and last event are 0 days apart. They need to be at least 14 days apart."),
        ((0 * DAY, DAY, DAY + HOUR), "Your first and last event are 1 day and 1 hour apart."),
        ((0 * DAY, DAY, 14 * DAY - HOUR / 60), "Your first and last event are 13 days and 23 hours apart."),
        ((0 * DAY, DAY, 14 * DAY), None),
    ],
)  # fmt: skip
def test_it_says_what_is_missing(
    app: Flask, after: tuple[timedelta, ...], words: str | None
) -> None:
    found = said(app, *after)
    assert found == [] if words is None else found[0].startswith(words)


@law("L7.2")
def test_where_both_are_missing_both_are_said(app: Flask) -> None:
    assert said(app, 0 * DAY, DAY)[1] == "The first and the last need to be at least 14 days apart."


@law("L7.2")
def test_of_the_others_standing_it_says_no_more_than_that_they_cannot_be_asked(app: Flask) -> None:
    enough = (0 * DAY, DAY, 14 * DAY)
    assert said(app, *enough, theirs=False) == ["Woolly Hat cannot be asked at the moment."]
    assert said(app, DAY, theirs=False) == said(app, DAY)
    assert said(app, *enough, own=False)[0].startswith("For now you are kept from taking part")


def test_what_it_asks_is_the_same_for_everybody(app: Flask) -> None:
    with app.test_request_context():
        assert "3 events" in how_it_opens()
        assert "14 days" in how_it_opens()
