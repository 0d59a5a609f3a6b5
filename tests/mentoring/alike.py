"""One mentee, and mentors of whom each has something else to hide: how long the asker waits for each (L7.4, L7.5, T17).

Every round asks all of them, in an order of its own, so that what the machine does meanwhile meets each alike.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from community.extensions import db
from community.groups import operations as groups
from community.jobs import Job
from community.mentoring import jobs, operations
from community.mentoring.finding import operations as finding
from community.mentoring.finding.facts import Facts, Wishes
from community.mentoring.finding.forms import PreferencesForm
from community.mentoring.forms import PauseForm
from community.mentoring.models import Ask
from community.notices.models import Notice
from community.operations import operation
from tests.factories import Circle, admit
from tests.factories import a_person as somebody
from tests.mentoring.stage import Two, a_mentor, met, set_cap, together, two_who_met

OPEN, DECLINED = "open", "declined"
Ways = dict[str, Two]
Clock = Callable[[], float]


def ways_of(circle: Circle) -> Ways:
    """By what there is to hide, the mentee and such a mentor. One who is merely silent, and one who declines, hide it
    by what they do with the ask."""
    first = two_who_met(circle)
    ways = {OPEN: first, DECLINED: _another(first)}
    for name, hide in HIDDEN.items():
        ways[name] = _another(first)
        hide(ways[name])
    return ways


def in_turn(
    ways: Ways, times: int, rounds: Callable[[str, Two], Iterator[float]]
) -> dict[str, list[list[float]]]:
    """By what is hidden, of each thing that was measured all that it took."""
    dice, names = random.Random(7), list(ways)
    took: dict[str, list[list[float]]] = {name: [] for name in names}
    for _time in range(times + 1):
        dice.shuffle(names)
        for name in names:
            with forgotten_again():
                took[name].append(list(rounds(name, ways[name])))
    return {  # the first was cold
        name: [list(each) for each in zip(*found[1:], strict=True)] for name, found in took.items()
    }


def arrive(name: str, two: Two) -> None:
    """The ask goes its way; whoever declines does."""
    ask_id = db.session.scalar(
        sa.select(Ask.id).where(Ask.mentor_id == two.mentor_mid, Ask.closed_at.is_(None))
    )
    assert ask_id is not None
    jobs.deliver({"ask": ask_id})
    if name == DECLINED:
        operations.decline_ask(two.mentor.id, ask_id)
    db.session.rollback()


@contextmanager
def forgotten_again() -> Iterator[None]:
    """What was asked meanwhile never was: the next finds the same rows."""
    kept = set(db.session.scalars(sa.select(Ask.id)))
    db.session.rollback()
    yield
    db.session.rollback()
    _forget(kept)


@operation
def _forget(kept: set[int]) -> None:
    db.session.execute(sa.delete(Ask).where(Ask.id.not_in(kept)))
    db.session.execute(sa.delete(Job).where(Job.kind == "mentoring:deliver"))
    db.session.execute(sa.delete(Notice).where(Notice.kind == "ask_received"))


def _another(two: Two) -> Two:
    mentor, mentor_id = a_mentor(two.circle)
    met(two.circle, two.mentee, mentor)
    return Two(two.circle, two.mentee, mentor, mentor_id)


def _capped(two: Two) -> None:
    other = admit(somebody(), two.circle.slug)
    set_cap(two.mentor_id, 1)
    met(two.circle, other, two.mentor)
    together(Two(two.circle, other, two.mentor, two.mentor_id))


def _excluding(two: Two) -> None:
    wishes = PreferencesForm(Facts(), Wishes(genders=("woman",)))
    finding.keep_preferences(two.mentor.id, two.circle.slug, wishes)


HIDDEN: dict[str, Callable[[Two], None]] = {
    "paused": lambda two: operations.pause_asks(two.mentor.id, two.circle.slug, PauseForm(True)),
    "capped": _capped,
    "blocked": lambda two: groups.block_person(two.mentor.id, two.mentee_mid),
    "excluded": _excluding,
}  # fmt: skip
