"""Whom the tests of mentoring are about."""

import pytest

from tests.factories import Circle
from tests.mentoring.opening_stage import Glass, a_glass
from tests.mentoring.stage import Two, two_who_met, under_way


@pytest.fixture
def two(circle: Circle) -> Two:
    """Two who have met."""
    return two_who_met(circle)


@pytest.fixture
def way(two: Two) -> int:
    """They are under way."""
    return under_way(two)


@pytest.fixture
def glass(circle: Circle) -> Glass:
    """Two who wrote ten lines, and two leads whose office works."""
    return a_glass(circle)
