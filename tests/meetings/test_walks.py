"""A thousand random meetings, and one that a reference model holds beside each of them: no difference."""

import random
from datetime import UTC, datetime

import pytest

from community import clock
from community.registry import registry
from tests.chaos.counts import often
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.meetings.walker import KEEPER, ROLES, Cast, Walk
from tests.stage import Live

WALKS = often(30, 1000)
STEPS = 60


class Stopped(datetime):
    """Time that passes only where a test moves it."""

    at = datetime.now(UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        """The moment at which it stopped."""
        return cls.at


@pytest.fixture
def cast(circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The people of all walks; the clock stands, and no other jobs run than the timers of meetings."""
    monkeypatch.setattr(clock, "datetime", Stopped)
    timers = ("meetings:expire_call", "meetings:offer_chair")
    monkeypatch.setattr(registry, "jobs", {kind: registry.jobs[kind] for kind in timers})
    monkeypatch.setattr(registry, "rhythms", {})
    people = [admit(a_person(), circle.slug, role) for role in ROLES]
    people[KEEPER] = circle.moderator
    return Cast(circle, people, live)


@law("L5.5")
@law("L5.6")
@law("L5.7")
@law("L5.10")
@pytest.mark.timeout(3600)
def test_no_walk_differs_from_the_model(cast: Cast) -> None:
    for done in range(WALKS):
        Walk(cast, random.getrandbits(32)).walk(STEPS)
        if done % 50 == 49:
            print(f"{done + 1} walks without a difference", flush=True)  # seen with -s
